"""Reading a document a second time, by a language model that the user names. Off unless asked for.

What leaves the machine: the passages of the document without page furniture, its type, date, parties and voices,
and the instructions. What comes back counts only where its words are found in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pacta.app.reading import Reading
from pacta.app.second_cache import Cache
from pacta.app.second_endpoint import Endpoint, NoAnswer, Reply
from pacta.model import Span
from pacta.second_reader import (
    BadAnswer,
    Message,
    Opinion,
    Passage,
    Proposal,
    again,
    align,
    compare,
    messages,
    passages_to_read,
    proposals_in,
)


@dataclass(slots=True)
class Bill:
    """What was asked and what it cost. ``prices``: for a million tokens in and out, in whatever currency."""

    prices: tuple[float, float] | None = None
    asked: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, reply: Reply) -> None:
        self.asked += 1
        if reply.cached:
            self.cached += 1
        else:
            self.tokens_in += reply.tokens_in
            self.tokens_out += reply.tokens_out

    @property
    def cost(self) -> float | None:
        if self.prices is None:
            return None
        return (self.tokens_in * self.prices[0] + self.tokens_out * self.prices[1]) / 1_000_000


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage for which there is no usable answer, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class SecondReading:
    """``answered`` are the passages that the second reader read; only there does its silence mean something."""

    reading: Reading
    opinions: tuple[Opinion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    answered: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(slots=True)
class SecondReader:
    """An endpoint with its cache and its bill."""

    endpoint: Endpoint
    cache: Cache
    bill: Bill = field(default_factory=Bill)

    def read(self, reading: Reading) -> SecondReading:
        """Asks passage by passage. A passage without a usable answer is named and the others go on; raises
        `NoAnswer` where the endpoint refuses altogether."""
        proposals: list[Proposal] = []
        answered: list[Span] = []
        unread: list[Unread] = []
        for passage in passages_to_read(reading.document, reading.annotations):
            try:
                proposals += self._proposals(reading, passage)
                answered.append(passage.span)
            except (BadAnswer, NoAnswer) as error:
                if isinstance(error, NoAnswer) and error.hopeless:
                    raise
                unread.append(Unread(passage.span, str(error)))
        opinions = compare(reading.annotations.statements, proposals, answered)
        return SecondReading(reading, opinions, tuple(proposals), tuple(answered), tuple(unread))

    def _proposals(self, reading: Reading, passage: Passage) -> Iterator[Proposal]:
        asked = messages(reading.document, reading.annotations, passage)
        return _aligned(self._answer(asked), reading.document.text, passage.span)

    def _answer(self, asked: list[Message]) -> tuple[Proposal, ...]:
        """Asks once more where the answer is not of the asked form; only answers that are of it are kept."""
        reply = self._reply(asked)
        try:
            found = proposals_in(reply.words)
        except BadAnswer as error:
            repaired = again(asked, reply.words, str(error))
            reply = self._reply(repaired)
            found = proposals_in(reply.words)
        if not reply.cached:
            self.cache.keep(asked, reply)
        return found

    def _reply(self, asked: list[Message]) -> Reply:
        reply = self.cache.known(asked) or self.endpoint.ask(asked)
        self.bill.add(reply)
        return reply


def what_leaves(readings: Iterable[Reading]) -> tuple[int, int]:
    """How many documents and code points of them would be sent."""
    sizes = [
        sum(len(passage.span) for passage in passages_to_read(one.document, one.annotations)) for one in readings
    ]
    return len(sizes), sum(sizes)


def _aligned(proposals: Iterable[Proposal], text: str, within: Span) -> Iterator[Proposal]:
    after = within.start
    for proposal in proposals:
        found = align(proposal, text, within, after)
        after = found.span.start if found.span else after
        yield found
