"""Have a reader read unlabelled texts, with everything that is weighed beside it, for another to learn from.

    python -m reader.teach --readers FOLDER... --pretrained DIR --texts FILE --without GOLD... --out FILE

``FILE`` is JSON Lines with ``id``, ``text`` and perhaps ``title`` and ``date`` (gzipped or not). A folder of
``--readers`` holds ``reader.onnx``, ``tokenizer.json`` and ``acts.npz``; the outputs of several are averaged.
What is taught: the chance of each act at each token after the classifier and the rules have had their say,
and the contents. Texts that share a long line with one in ``GOLD`` are left out, so that what is measured
there stays unseen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from reader.data import Example, GoldDocument, before_encoder, examples
from tokenizers import Tokenizer

from pacta.annotate.encoder import encode
from pacta.extract.classifier import load_classifier
from pacta.extract.cues import FOLLOWING, cue_rules, greets, stem_rules
from pacta.extract.decode import RawCue, decode
from pacta.extract.features import features_at
from pacta.extract.quotes import Quotes
from pacta.extract.setting import Setting
from pacta.extract.stage import MIN_SCORE
from pacta.extract.untangle import untangled
from pacta.extract.weigh import STEM_STRENGTH, joined, label_of, weighed
from pacta.model import CUE_CLASSES, HEADS, Annotations, Config, Document, Given, Signals, Source, document_id

Array = NDArray[np.float32]

LONG_LINE = 80  # code points: two documents that share such a line are one

DOUBTED = np.float32(0.9)  # share of its chance that a cue loses which the reader's neighbours strike out


def texts(file: Path, without: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The rows of ``file`` that share no long line with a gold document."""
    known = {
        line.strip()
        for folder in without
        for path in (folder / "texts").glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line.strip()) >= LONG_LINE
    }
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if not any(line.strip() in known for line in row["text"].splitlines()):
                yield row


def taught(row: dict[str, Any], readers: list[Path], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of one text, with the cue head's targets as chances."""
    raw = row["text"].encode("utf-8")
    digest = sha256(raw).hexdigest()
    source = Source(row["id"], digest, len(raw), "text/plain", "utf-8")
    document = Document(document_id(digest), raw.decode("utf-8"), source, Given(title=row.get("title")))
    annotations = before_encoder(document)
    signals = averaged(document, annotations, readers)
    annotations = replace(annotations, signals=signals)
    chances = [np.exp(_log_softmax(output[:, HEADS["cue"]])) for output in signals.outputs]
    labels = list(_acts(document, annotations, signals, chances))
    gold = GoldDocument(row["id"], document, annotations, tuple(labels), (0, len(document.text)), full=False)
    place = {window.ids + window.core: i for i, window in enumerate(signals.windows)}
    for example in examples(gold, tokenizer):
        example.chances = chances[place[example.window.ids + example.window.core]].astype(np.float16)
        yield example


def averaged(document: Document, annotations: Annotations, readers: list[Path]) -> Signals:
    """The mean of what several readers say."""
    said: list[Signals] = []
    for folder in readers:
        os.environ["PACTA_READER"] = str(folder)
        signals = encode(document, annotations, Config()).signals
        assert signals is not None
        said.append(signals)
    outputs = tuple(np.mean([np.asarray(s.outputs[i]) for s in said], axis=0) for i in range(len(said[0].windows)))
    return Signals(said[0].windows, outputs, said[0].reader)


def _acts(
    document: Document, annotations: Annotations, signals: Signals, chances: list[Array]
) -> Iterator[dict[str, Any]]:
    """The acts that stand, as labels; corrects ``chances`` by what is weighed beside the reader."""
    setting, quotes = Setting(document, annotations), Quotes(document, annotations)
    found = list(decode(document.text, signals))
    kept = {raw.cue: raw for raw in untangled(document.text, found)}
    for raw in found:
        following = document.text[raw.cue.end : raw.cue.end + FOLLOWING]
        stands = raw.cue in kept and quotes.spoken(raw) and not greets(document.quote(raw.cue), following)
        after = _weighed(document, setting, raw, following) if stands else raw.chances
        _correct(chances[raw.window][raw.tokens[0] : raw.tokens[1] + 1], after, stands)
        if stands and sum(raw.chances) >= MIN_SCORE:
            label, content = label_of(after), kept[raw.cue].content
            yield {
                "kind": label.rstrip("1234"),
                "firmness": int(label[-1]) if label[-1].isdigit() else None,
                "cue": raw.cue.pair(),
                "content": content.pair() if content else None,
            }


def _weighed(document: Document, setting: Setting, raw: RawCue, following: str) -> tuple[float, ...]:
    inherited = stem_rules(setting.stem_of(raw.cue.start))
    rules = inherited or cue_rules(document.quote(raw.cue), following)
    told = load_classifier().chances(features_at(setting, raw.cue))
    return weighed(joined(raw.chances, told), rules, STEM_STRENGTH if inherited else 1.0)


def _correct(rows: Array, after: tuple[float, ...], stands: bool) -> None:
    """Divide each token's chance of being a cue among the classes as ``after`` does, or take most of it away."""
    firsts, furthers = rows[:, 1::2].sum(axis=1), rows[:, 2::2].sum(axis=1)
    if not stands:
        firsts, furthers = firsts * (1 - DOUBTED), furthers * (1 - DOUBTED)
    share = np.asarray(after, np.float32) / max(sum(after), 1e-6)
    for c in range(len(CUE_CLASSES)):
        rows[:, 1 + 2 * c], rows[:, 2 + 2 * c] = firsts * share[c], furthers * share[c]
    rows[:, 0] = 1 - firsts - furthers


def _log_softmax(logits: Array) -> Array:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--readers", type=Path, nargs="+", required=True)
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--texts", type=Path, required=True)
    ap.add_argument("--without", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = [x for row in texts(args.texts, args.without) for x in taught(row, args.readers, tokenizer)]
    args.out.write_bytes(pickle.dumps(rows))
    print(f"{len(rows)} windows, {sum(len(x.window.ids) for x in rows)} tokens")


if __name__ == "__main__":
    main()
