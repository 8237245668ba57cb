"""The statements stage: who undertakes, holds, asks, judges or reports what, in whose words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pacta.extract.agreed import without_agreement
from pacta.extract.codebooks import load_codebooks, specificity, verdicts
from pacta.extract.condition import condition_of
from pacta.extract.cues import FOLLOWING, ends_stem, greets, negated, opens_bullets
from pacta.extract.deadline import find_deadline
from pacta.extract.decode import RawCue, decode
from pacta.extract.exclusion import without_excluded
from pacta.extract.inheritance import deadline_of_stem, with_shared_deadlines
from pacta.extract.listed import items_of
from pacta.extract.pillars import load_taxonomy, pillars_of
from pacta.extract.pointers import choose_actors, choose_voice
from pacta.extract.quotes import Quotes
from pacta.extract.reference import References
from pacta.extract.setting import Candidate, Setting, actor_candidates, voice_candidates
from pacta.extract.subject import Subject, plain_subject
from pacta.extract.teller import Tellers
from pacta.extract.untangle import untangled
from pacta.extract.weigh import calibrated, label_of
from pacta.extract.witnesses import WeighedAct, weighed_acts
from pacta.model import (
    STRETCH,
    Annotations,
    Config,
    Deadline,
    Document,
    Figure,
    Kind,
    Signals,
    Span,
    Statement,
    mention_id,
)

_AND = re.compile(r"[\s,;]*\b(?:and|but)\b[\s,]*(?:(?:also|further|then|\w+ly)[\s,]+)*", re.IGNORECASE)
MIN_SCORE = 0.5  # below this chance a cue is not reported


def statements(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``statements``, and to each figure whose it is.

    Needs ``signals``, ``structure``, ``profile``, ``dates``, ``figures`` and ``names``.
    """
    signals = annotations.signals
    if signals is None:
        return annotations
    setting = Setting(document, annotations)
    title = annotations.profile.title.value if annotations.profile.title else ""
    references = References(setting, annotations.names, title)
    choices = _Choices(setting, signals, Tellers(setting, annotations.names), references)
    quotes = Quotes(document, annotations)
    decoded = (without_agreement(document.text, raw) for raw in decode(document.text, signals))
    spoken = untangled(document.text, filter(quotes.spoken, decoded))
    found: list[Statement] = []
    for _, near in groupby(
        spoken, key=lambda raw: raw.window // STRETCH
    ):  # the signals of a long text come in parts
        acts = weighed_acts(setting, signals, [raw for raw in near if _is_act(document, raw)], config.fast)
        found += [_statement(document, setting, act, quotes.of(act.raw), choices, signals) for act in acts]
    told = with_shared_deadlines(document.text, found)
    dressed = tuple(_dressed(document, annotations, setting, config, one) for one in told)
    return replace(annotations, statements=dressed, figures=_told(annotations.figures, dressed, setting))


def _told(figures: tuple[Figure, ...], found: tuple[Statement, ...], setting: Setting) -> tuple[Figure, ...]:
    """The figures with their voice: that of the statement around them, or the one that the structure gives."""
    starts = [one.quote.start for one in found]

    def voice(figure: Figure) -> str:
        index = bisect_right(starts, figure.span.start) - 1
        inside = index >= 0 and found[index].quote.contains(figure.span)
        return found[index].voice if inside else setting.base_voice(figure.span.start)

    return tuple(replace(figure, voice=voice(figure) or None) for figure in figures)


def _is_act(document: Document, raw: RawCue) -> bool:
    following = document.text[raw.cue.end : raw.cue.end + FOLLOWING]
    greeting = greets(document.quote(raw.cue), following)
    return sum(raw.chances) >= MIN_SCORE and not greeting and not _is_bare_stem(document.text, raw)


def _is_bare_stem(text: str, raw: RawCue) -> bool:
    """A stem without content of its own is no statement ("We commit to:", "We call on the donors to:"; codebook,
    section 2)."""
    says_more = raw.content is not None and raw.content.start >= raw.cue.end
    return opens_bullets(text, raw.cue) or (not says_more and ends_stem(text, raw.cue.end))


def _statement(
    document: Document, setting: Setting, act: WeighedAct, quote: Span, choices: _Choices, signals: Signals
) -> Statement:
    raw = act.raw
    following = document.text[raw.cue.end : raw.cue.end + FOLLOWING]
    cue_words = document.quote(raw.cue)
    label, best = label_of(act.chances), max(act.chances)
    kind: Kind = label.rstrip("1234")  # type: ignore[assignment]
    promised = kind == "commitment"
    voice, actors = choices.who(raw, quote, kind)
    return Statement(
        id=mention_id(document.id, "statement", raw.cue),
        kind=kind,
        firmness=int(label[-1]) if promised else None,
        cue=raw.cue,
        content=raw.content,
        quote=quote,
        items=items_of(document.text, signals, raw, act.tags) if act.lists else (),
        voice=voice,
        actors=actors,
        deadline=_deadline(document, setting, raw, quote) if promised else None,
        condition=condition_of(document.text, quote) if promised else None,
        negated=negated(cue_words, following),
        score=round(calibrated(best), 2),
        why=(
            *act.reasons(signals.reader),
            *(one.told(document.text) for one in choices.references.within(quote)),
        ),
    )


def _deadline(document: Document, setting: Setting, raw: RawCue, quote: Span) -> Deadline | None:
    """Its own, or that of the stem above it."""
    own = find_deadline(document, setting, quote, raw.cue, raw.deadlines)
    return own or deadline_of_stem(document, setting, raw.cue.start)


def _dressed(
    document: Document, annotations: Annotations, setting: Setting, config: Config, statement: Statement
) -> Statement:
    """The statement with its fields of cooperation and what each codebook says of it."""
    content = statement.content or statement.cue
    act = f"{document.quote(statement.cue)} {document.quote(content)}"
    pillars = pillars_of(act, load_taxonomy(config.taxonomy))
    books = verdicts(
        statement,
        specific=specificity(content, annotations),
        parties=setting.parties,
        codebooks=load_codebooks(config.codebooks),
    )
    return replace(statement, pillars=pillars, codebooks=books)


class _Choices:
    """Voices and actors. The candidates of a window are found once and shared by its cues."""

    def __init__(self, setting: Setting, signals: Signals, tellers: Tellers, references: References) -> None:
        self._setting, self._signals, self._tellers = setting, signals, tellers
        self.references = references
        self._at = -1
        self._actors: list[Candidate] = []
        self._voices: list[Candidate] = []
        self._last: tuple[RawCue, Subject] | None = None

    def who(self, raw: RawCue, quote: Span, kind: Kind) -> tuple[str, tuple[str, ...]]:
        """Voice and actors: by a plain subject where there is one, else by the encoder."""
        output: NDArray[np.float32] = self._signals.outputs[raw.window]
        if raw.window != self._at:
            window = self._signals.windows[raw.window]
            self._at = raw.window
            self._actors = actor_candidates(self._setting, window)
            self._voices = voice_candidates(self._setting, window)
        subject = plain_subject(self._setting, quote, raw.cue) or self._shared(raw)
        self._last = (raw, subject) if subject else None
        voice = self._tellers.of(quote, raw.cue, kind, subject)
        if voice is None:
            voice = self._setting.quoted(raw.cue.start)
        if voice is None:
            voice = choose_voice(self._setting, output, raw.tokens, raw.cue.start, self._voices)
        actors = subject.actors if subject else self.references.actors(quote, raw.cue)
        actors = actors or choose_actors(self._setting, output, raw.tokens, voice, self._actors)
        return voice, without_excluded(self._setting, quote, raw.cue, actors)

    def _shared(self, raw: RawCue) -> Subject | None:
        """The plain subject of the act before, where nothing but "and" joins the two ("X will A and will B")."""
        if self._last is None:
            return None
        before, subject = self._last
        end = before.content.end if before.content else before.cue.end
        joined = end <= raw.cue.start and _AND.fullmatch(self._setting.document.text, end, raw.cue.start)
        return subject if joined else None
