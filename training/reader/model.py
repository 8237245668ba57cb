"""The reader: a small pretrained encoder and one linear layer for all heads (columns: pacta.model.HEADS)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from pacta.model import COLUMNS

LAYER = "encoder.encoder.layer."
HALF = ("avx512_bf16", "amx_bf16")  # what a processor needs for half precision to be the faster one


def layers_of(state: Mapping[str, Tensor]) -> int:
    """How many layers a reader's encoder has."""
    return 1 + max(int(name.removeprefix(LAYER).split(".")[0]) for name in state if name.startswith(LAYER))


def thrifty() -> torch.autocast:
    """Half precision where the processor has it; elsewhere it is emulated, some twenty times slower than single."""
    capable = torch.cpu.get_capabilities()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=any(capable.get(name) for name in HALF))


class Reader(nn.Module):
    """``forward``: (batch, tokens) ids and mask to (batch, tokens, columns)."""

    def __init__(self, pretrained: Path, layers: int | None = None, columns: int = COLUMNS) -> None:
        """``layers``: the first so many of the pretrained encoder (default: all)."""
        super().__init__()
        fewer = {} if layers is None else {"num_hidden_layers": layers}
        # Plain attention learns a fifth faster on a CPU than the fused one.
        self.encoder = BertModel.from_pretrained(
            str(pretrained), add_pooling_layer=False, attn_implementation="eager", **fewer
        )
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(self.encoder.config.hidden_size, columns)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(self.dropout(hidden))
