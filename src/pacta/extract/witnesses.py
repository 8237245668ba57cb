"""Who says what an act is: the encoder, the classifier over its words, a second look, and the rules.

The second look is asked once more for the items of what turns out to be a commitment or a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pacta.extract.bygone import bygone_rules
from pacta.extract.classifier import load_classifier
from pacta.extract.cues import FOLLOWING, cue_rules, stem_rules
from pacta.extract.decode import RawCue
from pacta.extract.features import features_at
from pacta.extract.listed import Tags, suspects_list
from pacta.extract.second_look import act_chances, item_tags, look_version
from pacta.extract.setting import Setting
from pacta.extract.weigh import STEM_STRENGTH, Chances, is_certain, joined, label_of, weighed
from pacta.lexicon import Rule
from pacta.model import Signals


@dataclass(frozen=True, slots=True)
class WeighedAct:
    """A cue with the chances of CUE_CLASSES by all witnesses; they sum to the chance of any cue.

    ``look`` is what the second look said, None where none was needed. The first of ``rules`` had a say, too.
    ``tags`` are what it said of the words of the content, none where it was not asked for items, and None in a fast
    reading.
    """

    raw: RawCue
    chances: Chances
    look: Chances | None
    rules: tuple[Rule, ...]
    tags: Tags | None = None

    @property
    def lists(self) -> bool:
        """Whether its items count: commitments' and requests' do."""
        return label_of(self.chances).startswith(("commitment", "request"))

    def reasons(self, reader: str) -> Iterator[str]:
        """Rule and weights by name, with what they said; ``reader`` is the version of the encoder's weights."""
        yield from (rule.id for rule in self.rules[:1])
        yield f"{reader}: {self.raw.label} {max(self.raw.chances):.2f}"
        if self.look is not None:
            yield f"{look_version()}: {label_of(self.look)} {max(self.look):.2f}"


def weighed_acts(setting: Setting, signals: Signals, raws: Sequence[RawCue], fast: bool) -> list[WeighedAct]:
    """The acts at these cues, in their order. A ``fast`` reading looks at none twice."""
    acts = list(_weighed(setting, raws, fast))
    return acts if fast else _with_tags(setting, signals, acts)


def _with_tags(setting: Setting, signals: Signals, acts: list[WeighedAct]) -> list[WeighedAct]:
    """The acts, with a second look at those contents that may hold a list."""
    asked = [
        (i, act.raw.cue, act.raw.content)
        for i, act in enumerate(acts)
        if act.lists and act.raw.content and suspects_list(setting.document.text, signals, act.raw)
    ]
    tags = item_tags(setting, [(cue, content) for _, cue, content in asked])
    looked = dict(zip((i for i, _, _ in asked), tags, strict=True))
    return [replace(act, tags=looked.get(i, {})) for i, act in enumerate(acts)]


def _weighed(setting: Setting, raws: Sequence[RawCue], fast: bool) -> Iterator[WeighedAct]:
    counted = [load_classifier().chances(features_at(setting, raw.cue)) for raw in raws]
    doubtful = [] if fast else [i for i, raw in enumerate(raws) if not is_certain(joined(raw.chances, counted[i]))]
    looks = dict(zip(doubtful, act_chances(setting, [raws[i].cue for i in doubtful]), strict=True))
    for index, (raw, counts) in enumerate(zip(raws, counted, strict=True)):
        rules, strength = _rules(setting, raw)
        look = looks.get(index)
        yield WeighedAct(raw, weighed(joined(raw.chances, counts, look), rules, strength), look, rules)


def _rules(setting: Setting, raw: RawCue) -> tuple[tuple[Rule, ...], float]:
    """The rules that know the cue, its stem's act or the time that it is told of, and how strongly they speak."""
    inherited = stem_rules(setting.stem_of(raw.cue.start))
    if inherited:
        return inherited, STEM_STRENGTH
    bygone = bygone_rules(setting, raw.cue)
    if bygone:
        return bygone, STEM_STRENGTH
    text = setting.document.text
    return cue_rules(raw.cue.of(text), text[raw.cue.end : raw.cue.end + FOLLOWING]), 1.0
