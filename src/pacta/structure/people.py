"""Who is named: offices set apart from names, short forms completed from the document itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pacta.lexicon import load_table
from pacta.model import Document, Span

_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_WORD = rf"[{_UPPER}][\w’'.-]{{0,40}}"
_LINK = r"(?:of|the|for|on|de|del|van|von|bin|al|el)"
# A run of capitalised words, joined by small words or by the comma of "the Minister, Anna Lind,".
_RUN = re.compile(
    rf"\b{_WORD}(?:,?[ \u00a0\u202f]{_WORD}|(?:[ \u00a0\u202f]{_LINK}){{1,2}}[ \u00a0\u202f]{_WORD}){{1,16}}"
)
_ABBREVIATED = re.compile(r"(?:^|[ .])(?:[A-Z]|Jr|Sr|Dr|Mr|Mrs|Ms)\.$")
_PREFIXED = re.compile(r"(?:al|el|bin|ibn|ben|ash|as|ad|an|d|de|da)[-’'][A-ZÀ-Þ]")
_LAST_PART = re.compile(r".*,\s*(?!(?:Jr|Sr)\b|[IVX]+\b)(?=\S)")
_LONGEST_NAME = 5  # words
_POSSESSIVE = re.compile(r"(?:['’]s?|\.)$")
_REACH = 40  # mentions looked back at for a pronoun or an office
_SENTENCE_END = re.compile(r"\w{3}[a-z]\.(?=\s)")  # no abbreviation is that long
_NEAR = 900  # code points looked back at for the subject that a pronoun means
_BEFORE_NAME = re.compile(r"\b(?P<role>[a-z][a-z-]+),? (?:(?:Mr|Mrs|Ms|Dr)\.? )?$")
_BEHIND_NAME = re.compile(r", (?:the |an? )?(?:[\w’'-]+ ){0,4}?(?P<role>[a-z][a-z-]+)\b")
_SPEAKS = re.compile(r",? (?:also |then |further )?(?:said|says|told|added|stated|warned|insisted|argued|noted)\b")
# A person is the subject where a verb follows, or a comma that opens an aside.
_ACTS = re.compile(
    r"(?:, | (?:also |then |further |\w+ly )?"
    r"(?:[a-z]+(?:ed|id)\b|told|spoke|met|went|left|came|says|will|would|was|is|has|had)\b)"
)
_AGENT = re.compile(r"\b(?:by|with|to|of|from|and|for|between) (?:(?:[A-Z][\w’'.-]*|[a-z]+) ){0,2}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named with an office or in full, and where."""

    at: int
    name: str
    office: str | None


def fold(words: str) -> str:
    """Lower case without diacritics, so that "TRỌNG" and "Trong" are one name."""
    folded = unicodedata.normalize("NFKD", words.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def person_in(label: str) -> tuple[str, str | None]:
    """``(name, office)``: "President of Arland Anton Orr" -> ``("Anton Orr", "President of Arland")``.

    The name is the run of words at the end that name no office, body or state; it may be empty.
    """
    tokens = _without_repetition(list(_TOKEN.finditer(label)))
    words = [token[0].rstrip(".,") for token in tokens]
    first = len(words)
    while first > 0 and len(words) - first < _LONGEST_NAME + 2 and _may_be_name(words[first - 1]):
        first -= 1
    first += _state_words(words, first)
    while first < len(words) and not (words[first][0].isupper() or _PREFIXED.match(words[first])):
        first += 1
    if first == len(words):
        return "", label.strip(" ,\u00a0") or None
    start, end = tokens[first].start(), tokens[-1].end()
    comma = _LAST_PART.match(label, start, end)  # "Ambassador to Arland, Anna Lind"
    start = comma.end() if comma else start
    return _plain(label[start:end]), _plain(label[:start]) or None


def _plain(words: str) -> str:
    plain = " ".join(words.split()).strip(" ,")
    return plain if _ABBREVIATED.search(plain) else plain.rstrip(".")


def _without_repetition(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Cuts a name card that a page repeats inside its text: "Anton Orr Orr AntonPresident of ..."."""
    words = [token[0] for token in tokens]
    for i in range(2, len(words)):
        again = words[i] == words[i - 1] or (i > 3 and words[i : i + 2] == words[i - 3 : i - 1])
        if again and (words[i][0].isupper() or _PREFIXED.match(words[i])):
            return tokens[:i]
    return tokens


@cache
def _kind(word: str) -> str | None:
    """What a single word is besides a name: office, honorific, body, particle; None: nothing else."""
    return next((r.data["kind"] for r in load_table("turns_people") if r.pattern.match(word)), None)


def _may_be_name(word: str) -> bool:
    kind = _kind(word)
    if _PREFIXED.match(word):
        return True
    return kind == "particle" or (word[0].isupper() and kind in (None, "state"))


def _state_words(words: list[str], first: int) -> int:
    """How many words after "of" name a state and not the person: "of | South Arland | Anna Lind"."""
    if first == 0 or words[first - 1].lower() not in ("of", "the"):
        return 0
    count = len(words) - first
    if count < 2:
        return count
    return 2 if count > 2 and _kind(words[first]) == "state" else 1


class People:
    """The people whom a document names, with their fullest names and the places where they stand.

    ``silent`` are stretches that name people but say nothing (captions, furniture).
    """

    def __init__(self, document: Document, silent: tuple[Span, ...] = ()) -> None:
        title = document.given.title or ""
        self.mentions = [*_mentions(title, -len(title) - 1), *_outside(_mentions(document.text, 0), silent)]
        self._starts = [mention.at for mention in self.mentions]
        self._by_word: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            for word in fold(mention.name).split() if " " in mention.name else ():
                self._by_word.setdefault(word, []).append(mention)
        self._holders: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.office:
                self._holders.setdefault(fold(mention.office), mention)
        self._memory: dict[tuple[str, str | None], str] = {}
        self._states: dict[str, set[str]] = {}
        for mention in self.mentions:
            self._states.setdefault(self.full(mention.name), set()).update(_state_stems(mention.office or ""))

    def resolve(self, label: str, own: tuple[Span, ...] = ()) -> tuple[str, str | None]:
        """The full name and office of a speaker's label; the label itself where it names nobody.

        ``own`` are the speaker's own turns: whom a speaker names there is somebody else.
        """
        name, office = person_in(label)
        return (self.full(name, office, own) if name else self._holder(label) or _cased(_plain(label))), office

    def full(self, name: str, office: str | None = None, own: tuple[Span, ...] = ()) -> str:
        """The fullest form in which the document names the person: "ORR" -> "Anton Orr"."""
        key = (name, _head(office))
        if key not in self._memory:
            self._memory[key] = self._fullest(*key, own)
        return self._memory[key]

    def _fullest(self, name: str, head: str | None, own: tuple[Span, ...]) -> str:
        wanted = fold(name).split()
        if len(wanted) > 2:
            return _cased(name)
        rarest = min((self._by_word.get(word, []) for word in wanted), key=len)  # a longer name has every word
        longer = Counter(
            (mention.name, _head(mention.office))
            for mention in _outside(rarest, own)
            if set(wanted) < set(fold(mention.name).split())
        )
        ranked = [
            ((head is not None and head == other, fold(full).split()[-len(wanted) :] == wanted, count), full)
            for (full, other), count in longer.items()
            if not (head and other and head != other)
        ]
        return _cased(max(ranked, key=lambda row: row[0])[1] if ranked else name)

    def _holder(self, label: str) -> str | None:
        """Who "THE PRESIDENT" is: the first person named with that very office."""
        office = fold(label).removeprefix("the ").strip()
        holder = self._holders.get(office)
        return self.full(holder.name, holder.office) if holder else None

    def last_before(
        self,
        at: int,
        office: str | None = None,
        state: str | None = None,
        other_than: frozenset[str] = frozenset(),
    ) -> Mention | None:
        """The person named last before an offset, somebody else than those given; of that ``office`` and, if
        somebody said so, that ``state`` (not a President whom the text calls another state's elsewhere)."""
        first = bisect_right(self._starts, at) - 1
        for i in range(first, max(-1, first - _REACH), -1):
            mention = self.mentions[i]
            if (
                mention.office
                and (office is None or fold(office) in fold(mention.office))
                and self._fits(mention, state)
                and self.full(mention.name) not in other_than
            ):
                return mention
        return None

    def last_within(self, text: str, start: int, end: int) -> str | None:
        """The full name of the person named last between two offsets, if only by a part of the name. Only
        people count whom the document names with an office somewhere."""
        for word in reversed(list(_TOKEN.finditer(text, start, end))):
            known = self._by_word.get(fold(_POSSESSIVE.sub("", word[0])), []) if word[0][0].isupper() else []
            holder = next((mention for mention in known if mention.office), None)
            if holder:
                return self.full(holder.name)
        return None

    def subject_before(self, text: str, lead: Span, other_than: frozenset[str] = frozenset()) -> str | None:
        """The full name of the person who acted last in ``lead``, or before it was the last to speak; somebody else
        than those given."""
        for word in reversed(list(_TOKEN.finditer(text, max(0, lead.end - _NEAR), lead.end))):
            bare = _POSSESSIVE.sub("", word[0])
            acts = _ACTS if word.start() >= lead.start else _SPEAKS
            if not bare or not bare[0].isupper() or bare != word[0] or not acts.match(text, word.end()):
                continue
            known = [mention for mention in self._by_word.get(fold(bare), []) if mention.office]
            if not known or _AGENT.search(text, max(0, word.start() - 60), word.start()):
                continue
            name = self.full(known[0].name)
            if name not in other_than and fold(name).split()[-1] == fold(bare):
                return name
        return None

    def _fits(self, mention: Mention, state: str | None) -> bool:
        states = self._states.get(self.full(mention.name), set())
        return not state or not states or bool(states & _state_stems(state))


def _mentions(text: str, offset: int) -> list[Mention]:
    found = []
    for run in _RUN.finditer(text):
        stop = _SENTENCE_END.search(run[0])
        name, office = person_in(run[0][: stop.end()] if stop else run[0])
        if name and len(name.split()) <= _LONGEST_NAME and (office is None or _names_office(office)):
            found.append(Mention(offset + run.start(), name, office or _role(text, run)))
    return found


def _role(text: str, run: re.Match[str]) -> str | None:
    """What a person is called in small letters, before the name or behind it; "speaker" where only speaking is told
    of him or her."""
    near = _BEFORE_NAME.search(text, max(0, run.start() - 40), run.start()), _BEHIND_NAME.match(text, run.end())
    roles = (match["role"] for match in near if match and _kind(match["role"]) == "office")
    spoke = "speaker" if _SPEAKS.match(text, run.end()) else None
    return next(roles, spoke)


def _outside(mentions: list[Mention], silent: tuple[Span, ...]) -> list[Mention]:
    """The mentions that lie in none of the spans; both in text order."""
    kept, i = [], 0
    for mention in mentions:
        while i < len(silent) and silent[i].end <= mention.at:
            i += 1
        if i == len(silent) or mention.at < silent[i].start:
            kept.append(mention)
    return kept


def _head(office: str | None) -> str | None:
    """The word that decides which office it is: "Vice President of Arland" -> "vice president"."""
    words = [
        fold(word.rstrip(".,")) for word in _TOKEN.findall(office or "") if _kind(word.rstrip(".,")) == "office"
    ]
    return " ".join(words) or None


def _state_stems(office: str) -> set[str]:
    """Stems by which a state and its adjective meet: "Vietnam", "Vietnamese" -> "vietn"."""
    words = (word.rstrip(".,") for word in _TOKEN.findall(office))
    return {fold(word)[:5] for word in words if word[0].isupper() and _kind(word) in (None, "state")}


def _names_office(words: str) -> bool:
    return any(_kind(word.rstrip(".,")) in ("office", "honorific") for word in _TOKEN.findall(words))


def _cased(name: str) -> str:
    """ "VAN ORR" -> "Van Orr"; a name that is not in capitals stays as it is."""
    if name.upper() != name:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
