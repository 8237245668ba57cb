"""The yardstick: spaCy's tagger and dependency parser over the same text, on one core.

With ``--peer PATH`` a trained pipeline is loaded. Without one, a pipeline of the architecture that
``spacy init config --optimize efficiency`` writes is built and left untrained: it does the same
arithmetic for a word as a trained one, and what it says is worthless. Only its time is used.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

UNTRAINED = "untrained spaCy tagger + parser (architecture of the `efficiency` config; random weights)"
_WIDTH = 96
_TOK2VEC: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": _WIDTH, "include_static_vectors": False,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500],
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": _WIDTH, "depth": 4, "window_size": 1,
            "maxout_pieces": 3,
        },
    }
}  # fmt: skip
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "*"}
_TAGGER = {"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER}}
_PARSER = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
        "hidden_width": 128, "maxout_pieces": 3, "use_upper": True, "nO": None, "tok2vec": _LISTENER,
    }
}  # fmt: skip
_TAGS, _LABELS = 50, 45  # as many as English pipelines have


def load_peer(path: str | None) -> tuple[str, Callable[[str], int]] | None:
    """The peer's name, and a function that parses a text and returns how many tokens it has.

    None where spaCy is not installed.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return None
    nlp = spacy.load(path) if path else _untrained(spacy)
    return (path or UNTRAINED), lambda text: len(nlp(text))


def seconds_of(parse: Callable[[str], int], texts: Sequence[str]) -> float:
    """Parses the texts one after the other, the first once beforehand."""
    parse(texts[0])
    begun = process_time()
    for text in texts:
        parse(text)
    return process_time() - begun


def _untrained(spacy: Any) -> Any:
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    nlp.add_pipe("tok2vec", config=_TOK2VEC)
    nlp.add_pipe("tagger", config=_TAGGER)
    nlp.add_pipe("parser", config=_PARSER)
    example = _example(spacy, nlp)
    nlp.initialize(lambda: [example])
    return nlp


def _example(spacy: Any, nlp: Any) -> Any:
    """One sentence with every tag and label, so that the models get their usual output sizes."""
    words = [f"w{i}" for i in range(_TAGS)]
    heads = [max(0, i - 1) for i in range(_TAGS)]
    labels = ["ROOT"] + [f"l{i % _LABELS}" for i in range(1, _TAGS)]
    tags = [f"t{i}" for i in range(_TAGS)]
    doc = spacy.tokens.Doc(nlp.vocab, words=words, heads=heads, deps=labels, tags=tags)
    return spacy.training.Example(nlp.make_doc(" ".join(words)), doc)
