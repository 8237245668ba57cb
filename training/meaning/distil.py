"""Makes the static word vectors behind "related statements" from all-MiniLM-L6-v2.

    python training/meaning/distil.py MODEL src/pacta/annotate/meaning/weights/vectors.npz

Each token of the vocabulary goes through the encoder by itself; the mean of its states is taken to fewer dimensions
by principal components and weighted so that frequent tokens count for little. This is the method of model2vec
(Tulkens and van Dongen, 2024), with the smooth inverse frequency of Arora, Liang and Ma (2017); token frequencies
are estimated by Zipf's law from the order of the vocabulary, so that no text is needed. Stored as int8 with one
scale a row. Needs torch and transformers, as training/requirements.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

DIMENSIONS, BATCH, SMOOTH = 128, 512, 1e-4
FIRST = 1995  # the token after it is "the"


def states(model_folder: str) -> np.ndarray:
    """(vocabulary, 384): mean state of [CLS] token [SEP]."""
    tokenizer, model = AutoTokenizer.from_pretrained(model_folder), AutoModel.from_pretrained(model_folder).eval()
    count, found = len(tokenizer), []
    for start in range(0, count, BATCH):
        ids = torch.arange(start, min(start + BATCH, count))[:, None]
        edges = [torch.full_like(ids, tokenizer.cls_token_id), ids, torch.full_like(ids, tokenizer.sep_token_id)]
        with torch.inference_mode():
            found.append(model(torch.cat([edges[0], edges[1], edges[2]], 1)).last_hidden_state.mean(1).numpy())
    return np.concatenate(found)


def reduced(vectors: np.ndarray) -> np.ndarray:
    centred = vectors - vectors.mean(0)
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    return centred @ components[:DIMENSIONS].T


def weighted(vectors: np.ndarray) -> np.ndarray:
    """Zipf: the token of rank r has the share 1 / (r H). Before FIRST the vocabulary has no words but signs and
    single letters, which count as the most frequent of all."""
    ranks = np.maximum(1, np.arange(len(vectors), dtype=np.float64) - FIRST)
    share = 1 / (ranks * np.log(len(vectors)))
    return vectors * (SMOOTH / (SMOOTH + share))[:, None]


def main() -> None:
    torch.manual_seed(0)
    vectors = weighted(reduced(states(sys.argv[1])))
    scale = np.abs(vectors).max(1) / 127
    scale[scale == 0] = 1
    packed = np.round(vectors / scale[:, None]).astype(np.int8)
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, vectors=packed, scale=scale.astype(np.float32))


if __name__ == "__main__":
    main()
