"""Finds who speaks in Arabic, where the speaker stands behind the verb, as a rule."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from orchestration.articles.lexicon import Match
from orchestration.articles.people.actors import ActorMention
from orchestration.articles.people.function_words import (
    AS_FOR,
    DATES_AR,
    INDEFINITE_ADJECTIVE,
    KEPT,
    NO_HEADS,
    PURPOSES,
    STOPS,
    TO_WHOM,
    UTTERED,
)
from orchestration.articles.people.speakers import LONGEST_PHRASE, PREPOSITIONS, Speakers, Told
from orchestration.articles.words import Token

if TYPE_CHECKING:
    from orchestration.articles.places.mentions import PlaceMention

START = attrgetter("start")
NAMED = frozenset({"armed", "state", "government"})
SHORTEST_PREFIXED = 5


class Arabic(Speakers):
    """Arabic: the speaker behind the verb, or before it."""

    def __init__(
        self,
        words: Sequence[Token],
        actors: Sequence[ActorMention],
        places: "Sequence[PlaceMention]",
        speakers: Sequence[Match[str]],
    ):
        """Takes what `Speakers` takes."""
        super().__init__(words, actors, places, speakers)
        self.warns = False
        self.name_starts = {actor.start for actor in actors if actor.kind in NAMED}
        self.name_ends = {
            match.end - 1
            for match in speakers
            if match.row == "rights" and match.end - match.start > 2
        }
        self.named = {actor.start for actor in actors if actor.kind == "government"}
        for place in places:
            self.named.add(place.start)
            first, last = (bisect_left(words, at, key=START) for at in (place.start, place.end))
            self.named.update(word.start for word in words[first:last])
        for actor in actors:
            last = bisect_left(words, actor.end, key=START) - 1
            whole = self._definite(last) or words[last].start > actor.start
            if actor.kind in NAMED and whole:
                self.name_ends.add(last)

    def told(self, verb: Match[str]) -> Told | None:
        """Who speaks by a verb or a preposition."""
        self.warns = verb.row == "warned"
        if verb.row in PREPOSITIONS:
            last = self._phrase(verb.end)
            edges = self.left_edge(verb.start), self.right_edge(last)
            return Told(verb.end, last, *edges) if verb.end < last else None
        first = verb.start + 1
        while self.form(first) in DATES_AR:
            first += 1
        last = self._phrase(first)
        if first < last:
            return Told(first, last, verb.start, self.right_edge(last, verb.row))
        first, last = self._before(verb.start)
        return Told(first, last, first, self.right_edge(verb.end))

    def surface_start(self, verb: Match[str], first: int) -> int:
        """Where the speaker's words begin, behind the "to" of وفقا لمصادر."""
        word = self.words[first]
        behind = self.form(first - 1) in TO_WHOM and word.form[0] == "ل" and word.form[1:2] != "ل"
        return word.start + behind

    def _before(self, end: int) -> tuple[int, int]:
        """A subject before its verb, from the last break or "as for" on; else an empty span."""
        first = end
        while first > 0 and end - first < LONGEST_PHRASE and not self.breaks(first - 1):
            if self.form(first - 1) in AS_FOR:
                break
            first -= 1
        last = self._phrase(first) if first < end else end
        return (first, last) if first < last and last >= end - 1 else (end, end)

    def _phrase(self, first: int) -> int:
        """The end of the noun phrase that begins at a token, by its articles and joints."""
        if not self._noun(first):
            return first
        last, definite, adjective = first + 1, self._definite(first), False
        while last < len(self.words) and last - first < LONGEST_PHRASE:
            joint = self._joint(last, definite)
            if joint:
                last += joint
                definite, adjective = self._definite(last - 1), False
                continue
            if last - 1 in self.name_ends or not self._noun(last):
                break
            here = self._definite(last)
            if self._begins_another(last, definite, adjective):
                break
            adjective = self.form(last).endswith(INDEFINITE_ADJECTIVE)
            definite = definite or here
            last += 1
        return last

    def _begins_another(self, index: int, definite: bool, adjective: bool) -> bool:
        """Whether a noun begins a phrase of its own, by its article and those before it."""
        if not self._definite(index):
            return definite
        if not definite:
            return adjective
        return self.words[index].start in self.name_starts

    def _joint(self, index: int, definite: bool) -> int:
        """How many tokens join on: in the name of X, in X, of X, for X, and X; else 0."""
        form = self.form(index)
        if form in {"باسم", "لدي"}:
            return 1 + self._noun(index + 1)
        if form in PURPOSES or self._conjoined(index):
            return 1
        if form == "في" or (form == "من" and not definite and not self.warns):
            after = self.form(index + 1)
            joins = self._noun(index + 1) and after not in UTTERED and after not in DATES_AR
            return 2 if joins else 0
        return 0

    def _noun(self, index: int) -> bool:
        form = self.form(index)
        if not "\u0600" <= form[:1] <= "\u06ff" or form in STOPS or form in NO_HEADS:
            return False
        prefixed = form[0] == "ب" and len(form) >= SHORTEST_PREFIXED
        return not prefixed or form in KEPT or self._named(index)

    def _conjoined(self, index: int) -> bool:
        """Whether "and" joins another name or definite noun on."""
        form = self.form(index)
        if form[:1] != "و" or form in KEPT:
            return False
        return form.startswith("وال") or self._begins_name(self.words[index], 1)

    def _definite(self, index: int) -> bool:
        return self.form(index).startswith(("ال", "لل", "وال")) or self._named(index)

    def _named(self, index: int) -> bool:
        return self._begins_name(self.words[index], 0)

    def _begins_name(self, word: Token, clitic: int) -> bool:
        """Whether the name of a place or a government begins there, or goes on."""
        return word.start + clitic in self.named
