"""Linking again what some documents touch, step by step; `app.linking` says when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from pacta.link.described import is_short
from pacta.link.entities import Judged, links_of
from pacta.link.facts import DocumentFacts
from pacta.link.followups import joint_key, may_be_unkept
from pacta.link.linking import drawer_id, findings_in, findings_of
from pacta.link.moves import placed
from pacta.link.names import NameForm
from pacta.link.resolving import resolve_all
from pacta.link.similarity import Filed, filed
from pacta.link.threads import WINDOW, parent, roots, thread, thread_id
from pacta.link.types import Mention, Thread
from pacta.store import link_names as names
from pacta.store import link_results as results
from pacta.store import links
from pacta.store.schema_links import link_facts

_LAST = 2**63  # behind every key of a fact
_DAY = 10  # letters of the day in a time


@dataclass
class Relinking:
    """What is touched so far. Call `forget` and `add`, then `finish`, in one transaction.

    ``forms`` have come or gone, or somebody judged them; ``facts`` are to be filed anew; ``keys`` had or have
    something new under them, with the times of what is new; from under ``shrunk`` ones something went;
    ``threads`` lost something.
    """

    connection: Connection
    judged: Judged
    judged_before: Judged
    forms: set[str] = field(default_factory=set)
    facts: set[int] = field(default_factory=set)
    keys: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    shrunk: set[int] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    joint: set[str] = field(default_factory=set)

    def forget(self, documents: Iterable[str]) -> None:
        """Takes back what is known of these documents."""
        listed = list(documents)
        gone = links.fact_times(self.connection, link_facts.c.document, listed)
        self.shrunk |= {key for keys in self._touch(gone).values() for key in keys}
        here = list(results.places(self.connection, "document", listed))
        self.threads |= {place.thread for place in here}
        self.facts |= {
            place.fact for place in results.places(self.connection, "parent", [place.statement for place in here])
        }
        self.forms |= names.forms_in(self.connection, listed)
        self.joint |= links.joint_of(self.connection, listed)
        links.forget(self.connection, listed)
        self.facts -= gone.keys()

    def add(self, facts: DocumentFacts, run: int) -> None:
        links.put_facts(self.connection, facts, run)
        known = names.load_forms(self.connection, (form.id for form in facts.forms))
        new = [form for form in facts.forms if form.id not in known]
        names.put_forms(self.connection, new, {form.id: form.id for form in new})
        self.forms |= {form.id for form in new} | {form for pair in facts.aliases for form in pair}
        self.facts |= links.fact_times(self.connection, link_facts.c.document, [facts.document]).keys()
        self.joint |= {facts.joint} if facts.joint else set()

    def finish(self) -> None:
        """Resolves names, then files, follows and compares what is touched."""
        now, before = self.judged, self.judged_before
        changed = (now.merged ^ before.merged) | (now.split ^ before.split)
        self.forms |= {form for pair in changed for form in pair}
        self._touch_moved(now.moved ^ before.moved)
        self.facts |= links.facts_with(self.connection, self._resolve())
        self._file()
        self._follow()
        self._compare()

    def _touch_moved(self, changed: Iterable[tuple[str, str]]) -> None:
        """Both mentions of each pair that somebody moved together, or of which one is touched."""
        self.facts |= links.mentions_of(self.connection, {id_ for pair in changed for id_ in pair})
        facts_of = {pair: links.mentions_of(self.connection, pair) for pair in self.judged.moved}
        for facts in facts_of.values():
            self.facts |= facts if facts & self.facts else set()

    # Names

    def _resolve(self) -> set[str]:
        """Links the touched forms with each other anew; the forms whose entity changes."""
        near = self._linked_forms()
        unused = names.unused_forms(self.connection, near)
        before = names.entities_of(self.connection, near)
        results.forget_unsure(self.connection, set(before.values()))
        names.forget_forms(self.connection, unused)
        forms = {id_: form for id_, form in near.items() if id_ not in unused}
        found = resolve_all(forms.values(), names.aliases_of(self.connection, forms), self.judged)
        results.put_unsure(self.connection, found.unsure)
        changed = {id_: entity for id_, entity in found.leader.items() if before.get(id_) != entity}
        names.set_entities(self.connection, changed)
        return changed.keys() | self._place_short(near)

    def _linked_forms(self) -> dict[str, NameForm]:
        """The touched forms, those that are linked with them, those that are linked with these, and so on."""
        known: dict[str, NameForm] = {}
        frontier = names.load_forms(self.connection, self.forms)
        frontier = {id_: form for id_, form in frontier.items() if not is_short(form)}
        while frontier:
            known |= frontier
            around = names.forms_near(self.connection, frontier.values())
            aliases = names.aliases_of(self.connection, frontier)
            pairs = {*aliases, *self.judged.merged, *self.judged_before.merged}
            named = {form for pair in pairs if not frontier.keys().isdisjoint(pair) for form in pair}
            around |= names.load_forms(self.connection, named - around.keys())
            linked = links_of(known | around, pairs, self.judged)
            wanted = {other for id_ in frontier for other in linked[id_]} - known.keys()
            frontier = {id_: around[id_] for id_ in wanted if not is_short(around[id_])}
        return known

    def _place_short(self, near: Mapping[str, NameForm]) -> set[str]:
        """Short forms that fit what these forms name, and new ones; those whose entity changes."""
        judged = {id_ for pair in (*self.judged.merged, *self.judged.split) if near.keys() & pair for id_ in pair}
        touched = names.load_forms(self.connection, self.forms | judged)
        short = {id_: form for id_, form in touched.items() if is_short(form)}
        short |= names.short_for(self.connection, near.values())
        unused = names.unused_forms(self.connection, short)
        results.forget_unsure(self.connection, short)
        names.forget_forms(self.connection, unused)
        short = {id_: form for id_, form in short.items() if id_ not in unused}
        before = names.entities_of(self.connection, short)
        found = names.placed_short(self.connection, short.values(), self.judged)
        results.put_unsure(self.connection, found.unsure)
        changed = {id_: entity for id_, entity in found.leader.items() if before[id_] != entity}
        names.set_entities(self.connection, changed)
        return set(changed)

    # Facts

    def _touch(self, times: Mapping[int, str]) -> dict[int, list[int]]:
        """Notes what these facts are filed under."""
        found = links.keys_of(self.connection, times)
        for fact, keys in found.items():
            for key in keys:
                self.keys[key].add(times[fact])
        return found

    def _file(self) -> None:
        """Files the touched facts anew."""
        times = links.fact_times(self.connection, link_facts.c.key, self.facts)
        before = self._touch(times)
        stored = list(links.load_facts(self.connection, link_facts.c.key, self.facts))
        leader = names.entities_of(self.connection, {form for one in stored for form in links.forms_of(one.fact)})
        links.file_facts(self.connection, {
            one.key: filed(one.fact, leader).keys if isinstance(one.fact, Mention) else [one.fact.drawer(leader)]
            for one in stored
        })  # fmt: skip
        now = self._touch(times)
        self.shrunk |= {key for fact, keys in before.items() for key in set(keys) - set(now.get(fact, ()))}

    # Threads

    def _follow(self) -> None:
        """Finds anew what the touched mentions follow, and those that come soon after one of them."""
        under = links.filed_under(self.connection, self.keys)
        waiting = set(self.facts)
        for key, bucket in under.items():
            waiting |= _soon_after(bucket, self.keys[key])
        mentions = self._mentions(waiting)
        found = self._filed(mentions.values())
        keys = links.keys_of(self.connection, mentions)
        around = links.filed_under(self.connection, {key for listed in keys.values() for key in listed})
        under_one = {fact: _just_before(around, keys[fact], fact, mentions[fact].when) for fact in mentions}
        before = self._new_before(mentions, keys, under_one)
        others = self._mentions({other for near in before.values() for other in near} - mentions.keys())
        found |= self._filed(others.values())
        ids = {fact: mention.statement for fact, mention in (mentions | others).items()}
        moves = placed(self.judged.moved, links.times_of_mentions(self.connection, self._moved()))
        parent_of = {
            ids[fact]: parent(found[ids[fact]], (found[ids[other]] for other in near if other in ids), moves)
            for fact, near in before.items()
        }
        self._thread(parent_of, {ids[fact]: fact for fact in mentions})
        last = {fact for bucket in under.values() for _, fact in bucket}
        self._look_again(results.open_threads(self.connection, last, self.joint))

    def _new_before(
        self,
        mentions: Mapping[int, Mention],
        keys: Mapping[int, list[int]],
        before: Mapping[int, Mapping[int, None]],
    ) -> dict[int, Mapping[int, None]]:
        """Of what each mention is compared with, what can change whom it follows: what is new, and the one that it
        follows, which is more alike than all the others. All of it where that one is touched, or where something
        went, so that another may have come into the window."""
        others = [mention.statement for fact, mention in mentions.items() if fact not in self.facts]
        stored = {
            place.fact: place
            for place in results.places(self.connection, "statement", others)
            if self.shrunk.isdisjoint(keys[place.fact])
        }
        fact_of = {
            place.statement: place.fact
            for place in results.places(
                self.connection, "statement", {one.parent for one in stored.values() if one.parent}
            )
        }
        found = dict(before)
        for fact, place in stored.items():
            followed = fact_of.get(place.parent) if place.parent else None
            if place.parent and (followed not in before[fact] or followed in self.facts):
                continue
            found[fact] = {other: None for other in before[fact] if other in self.facts or other == followed}
        return found

    def _moved(self) -> set[str]:
        return {id_ for pair in self.judged.moved for id_ in pair if id_}

    def _thread(self, parent_of: Mapping[str, str | None], facts: Mapping[str, int]) -> None:
        """Puts mentions into the threads of those that they follow."""
        placed = {place.statement: place for place in results.places(self.connection, "statement", parent_of)}
        moved = {
            id_: parent
            for id_, parent in parent_of.items()
            if id_ not in placed or placed[id_].parent != parent or facts[id_] in self.facts
        }
        threads = self.threads | {placed[id_].thread for id_ in moved if id_ in placed}
        around = {parent for parent in moved.values() if parent}
        threads |= {place.thread for place in results.places(self.connection, "statement", around)}
        members = {place.statement: place for place in results.places(self.connection, "thread", threads)}
        parents = {id_: place.parent for id_, place in members.items()} | moved
        keys = {id_: place.fact for id_, place in members.items()} | {id_: facts[id_] for id_ in moved}
        thread_of = {id_: thread_id(root) for id_, root in roots(parents).items()}
        mentions = self._mentions(keys.values())
        results.forget_threads(self.connection, threads)
        results.put_mentions(self.connection, parents, keys, thread_of, {
            mention.statement: mention.evidence.document for mention in mentions.values()
        })  # fmt: skip
        made = self._threads(thread_of, parents, mentions.values())
        results.put_threads(self.connection, made)
        self._find(made)

    def _threads(
        self, thread_of: Mapping[str, str], parent_of: Mapping[str, str | None], mentions: Iterable[Mention]
    ) -> list[Thread]:
        listed = list(mentions)
        leader = self._leader(listed)
        members: dict[str, list[Mention]] = defaultdict(list)
        for mention in listed:
            members[thread_of[mention.statement]].append(mention)
        return [thread(group, leader, parent_of) for _, group in sorted(members.items())]

    def _look_again(self, threads: set[str]) -> None:
        """Threads whose last word is a promise that something new may speak of."""
        here = list(results.places(self.connection, "thread", threads))
        thread_of = {place.statement: place.thread for place in here}
        parent_of = {place.statement: place.parent for place in here}
        results.forget_findings(self.connection, threads)
        self._find(self._threads(thread_of, parent_of, self._mentions(place.fact for place in here).values()))

    def _find(self, threads: Iterable[Thread]) -> None:
        """The findings of threads."""
        listed = list(threads)
        last = {one.mentions[-1].mention.statement: one.mentions[-1].mention for one in listed}
        found = self._filed(last.values())
        near = self._spoken_later([one.mentions[-1].mention for one in listed if may_be_unkept(one)])
        joint = results.latest_joint_texts(self.connection, {_joint_of(one) for one in listed})
        results.put_findings(self.connection, (
            (one.id, finding)
            for one, id_ in zip(listed, last, strict=True)
            for finding in findings_of(one, found[id_], near.get(id_, ()), joint)
        ))  # fmt: skip

    def _spoken_later(self, promises: Iterable[Mention]) -> dict[str, list[Filed]]:
        """What shares a key with each of these and comes on a later day."""
        days = {one.statement: one.when[:_DAY] for one in promises}
        facts = {place.fact: place.statement for place in results.places(self.connection, "statement", days)}
        keys = links.keys_of(self.connection, facts)
        under = links.filed_under(self.connection, {key for each in keys.values() for key in each})
        later = {
            fact: {other for key in keys[fact] for at, other in under[key] if at[:_DAY] > days[facts[fact]]}
            for fact in facts
        }
        mentions = self._mentions({other for each in later.values() for other in each})
        found = self._filed(mentions.values())
        return {
            facts[fact]: [found[mentions[other].statement] for other in sorted(each) if other in mentions]
            for fact, each in later.items()
        }

    # Claims

    def _compare(self) -> None:
        """Holds the claims of touched drawers against each other."""
        under = links.filed_under(self.connection, self.keys)
        stored = links.load_facts(
            self.connection, link_facts.c.key, {fact for bucket in under.values() for _, fact in bucket}
        )
        claims = {one.key: one.fact for one in stored if not isinstance(one.fact, Mention)}
        sources = {key: drawer_id(key) for key in self.keys}
        results.forget_findings(self.connection, sources.values())
        for key, bucket in sorted(under.items()):
            drawer = [claims[fact] for _, fact in bucket if fact in claims]
            results.put_findings(self.connection, ((sources[key], one) for one in findings_in(drawer)))

    # What is stored

    def _mentions(self, facts: Iterable[int]) -> dict[int, Mention]:
        stored = links.load_facts(self.connection, link_facts.c.key, set(facts))
        return {one.key: one.fact for one in stored if isinstance(one.fact, Mention)}

    def _filed(self, mentions: Iterable[Mention]) -> dict[str, Filed]:
        listed = list(mentions)
        leader = self._leader(listed)
        return {mention.statement: filed(mention, leader) for mention in listed}

    def _leader(self, mentions: Iterable[Mention]) -> dict[str, str]:
        return names.entities_of(self.connection, {name.form for mention in mentions for name in mention.named})


def _soon_after(bucket: list[tuple[str, int]], times: Iterable[str]) -> set[int]:
    """The facts that would be compared with something at one of these times."""
    found: set[int] = set()
    for time in times:
        place = bisect_right(bucket, (time, _LAST))
        found |= {fact for _, fact in bucket[place : place + WINDOW]}
    return found


def _just_before(
    under: Mapping[int, list[tuple[str, int]]], keys: Iterable[int], fact: int, time: str
) -> dict[int, None]:
    """The facts that a fact is compared with, under all its keys."""
    found: dict[int, None] = {}
    for key in keys:
        place = bisect_left(under[key], (time, fact))
        found |= dict.fromkeys(other for _, other in under[key][max(0, place - WINDOW) : place])
    return found


def _joint_of(thread: Thread) -> str:
    return joint_key(thread.mentions[-1].mention.parties)
