"""Finds who speaks: the noun phrase beside a verb or preposition of saying, and what it governs."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from orchestration.articles.lexicon import Match
from orchestration.articles.people.actors import ActorMention
from orchestration.articles.people.function_words import (
    AND,
    AUDIENCE,
    CAUSES,
    MARKS,
    NO_ADVERBS,
    QUALITIES,
    RELATIVES,
    STATEMENTS,
    STRONG,
    THAT,
    Tongue,
)
from orchestration.articles.words import Token

if TYPE_CHECKING:
    from orchestration.articles.places.mentions import PlaceMention

SPEAKERS = frozenset({"source", "rights", "analyst", "official", "armed"})
NO_VERBS = SPEAKERS | {"none"}
# What a verb makes of the event, whoever speaks.
STATUS_OF_VERB = {
    "denied": "denial",
    "accused": "allegation",
    "warned": "warning",
    "claimed": "claim",
    "claimed_by": "claim",
    "for_whom": "assessment",
}
STATUS_OF_SPEAKER = {
    "source": "reported",
    "accuser": "allegation",
    "analyst": "assessment",
    "official": "official",
    "armed": "claim",
}
PREPOSITIONS = ("according_to", "claimed_by", "for_whom")
OFFICIAL_ACTORS = frozenset({"state", "government"})
MERCENARIES = frozenset({"wagner", "africa_corps"})
UNOFFICIAL = frozenset({"source", "rights", "analyst"})
LONGEST_PHRASE = 16
LONGEST_PARENTHESIS = 10


@dataclass(frozen=True, slots=True)
class Speech:
    """A phrase of saying and its speaker.

    Attributes:
        start: where the verb or preposition begins, in code points.
        end: where it ends.
        surface_start: where the words that name the speaker begin.
        surface_end: where they end; like surface_start if a pronoun speaks.
        kind: said, decided, denied, accused, warned, assessed, claimed, distanced, according_to.
        status: what an event told in this speech is.
        scope_start: where the stretch that it governs begins.
        scope_end: where that ends.
    """

    start: int
    end: int
    surface_start: int
    surface_end: int
    kind: str
    status: str | None
    scope_start: int
    scope_end: int

    def governs(self, start: int, end: int) -> bool:
        """Whether words from `start` to `end` are told in this speech."""
        inside = self.scope_start <= start < self.scope_end
        return inside or (self.start < end and start < self.end)

    def names(self, offset: int) -> bool:
        """Whether a word that begins there names the speaker."""
        return self.surface_start <= offset < self.surface_end


class Told(NamedTuple):
    """Token indexes of a speaker, and of the stretch that a speech governs."""

    first: int
    last: int
    low: int
    high: int


class Speakers(ABC):
    """Finds the speakers of the verbs of one sentence."""

    def __init__(
        self,
        words: Sequence[Token],
        actors: Sequence[ActorMention],
        places: "Sequence[PlaceMention]",
        speakers: Sequence[Match[str]],
    ):
        """Takes the sentence, what is named in it, and the words for kinds of speakers."""
        self.words = words
        self.actors = actors
        self.places = places
        self.speakers = speakers
        self.strong = [index for index, word in enumerate(words) if word.form in STRONG]

    def speeches(self, verbs: Sequence[Match[str]]) -> list[Speech]:
        """The speech of each verb; a pronoun speaks for the speaker before it."""
        found, known = [], (0, 0)
        for verb in verbs:
            told = self.told(verb)
            if told is None:
                continue
            if told.first < told.last:
                known = (told.first, told.last)
            found.append(self._speech(verb, *known, told))
        return found

    @abstractmethod
    def told(self, verb: Match[str]) -> Told | None:
        """Who speaks by a verb, nobody (an empty span) or a pronoun; None if it is no speech."""

    def _speech(self, verb: Match[str], first: int, last: int, told: Told) -> Speech:
        words = self.words
        start = words[verb.start].start
        surface = (self.surface_start(verb, first), words[last - 1].end) if last else (start, start)
        kind = "according_to" if verb.row == "for_whom" else verb.row
        return Speech(
            start,
            words[verb.end - 1].end,
            *surface,
            kind,
            self._status(verb.row, first, last),
            words[told.low].start,
            words[told.high - 1].end,
        )

    def surface_start(self, verb: Match[str], first: int) -> int:
        """Where the speaker's words begin."""
        return self.words[first].start

    def _status(self, kind: str, first: int, last: int) -> str:
        """What a verb and a speaker make of an event."""
        if said := STATUS_OF_VERB.get(kind):
            return said
        role = self._role(first, last) or ("official" if kind == "decided" else "source")
        if role == "rights":
            role = "accuser" if self._accuses(first, last) else "source"
        if kind == "distanced":
            return "claim" if role in {"official", "armed"} else "allegation"
        if kind == "assessed":
            return "official" if role == "official" else "assessment"
        return STATUS_OF_SPEAKER[role]

    def _role(self, first: int, last: int) -> str:
        """The kind of a speaker, from what its phrase names; empty if that does not tell it."""
        if first >= last:
            return ""
        roles = [match.row for match in self.speakers if first <= match.start < last]
        if roles and roles[0] in UNOFFICIAL:
            return roles[0]
        start, end = self.words[first].start, self.words[last - 1].end
        for actor in self.actors:
            if start <= actor.start < end:
                if actor.actor_id in MERCENARIES or actor.kind == "armed":
                    return "armed"
                if actor.kind in OFFICIAL_ACTORS:
                    return "official"
        if not roles and any(
            place.kind == "country" and start <= place.start < end for place in self.places
        ):
            return "official"
        return "armed" if "armed" in roles else next(iter(roles), "")

    def _accuses(self, first: int, last: int) -> bool:
        """Whether a force is named beside a speaker, which it may accuse."""
        start, end = self.words[first].start, self.words[last - 1].end
        return any(
            actor.kind in {"armed", "state"} and not start <= actor.start < end
            for actor in self.actors
        )

    def form(self, index: int) -> str:
        """The form of a token; empty beyond the sentence."""
        return self.words[index].form if 0 <= index < len(self.words) else ""

    def breaks(self, index: int) -> bool:
        """Whether a mark at a token ends a phrase: not the stop of U.S., nor a hyphen."""
        form = self.form(index)
        if form == ".":
            letter = self.form(index - 1)
            return not (len(letter) == 1 and letter.isalpha())
        if form == "-":
            return index > 0 and self.words[index - 1].end < self.words[index].start
        return form in MARKS

    def left_edge(self, index: int) -> int:
        """The beginning of the stretch, between strong breaks, that holds a token."""
        before = bisect_left(self.strong, index)
        return self.strong[before - 1] + 1 if before else 0

    def right_edge(self, index: int, kind: str = "") -> int:
        """The end of that stretch; the cause of what was decided lies behind it."""
        behind = bisect_left(self.strong, index)
        edge = self.strong[behind] if behind < len(self.strong) else len(self.words)
        if kind == "decided":
            causes = (at for at in range(index, edge) if self.form(at) in CAUSES)
            return next(causes, edge)
        return edge


class European(Speakers):
    """English and French: the speaker before the verb, or behind it after a quotation."""

    def __init__(
        self,
        words: Sequence[Token],
        actors: Sequence[ActorMention],
        places: "Sequence[PlaceMention]",
        speakers: Sequence[Match[str]],
        tongue: Tongue,
    ):
        """Takes the function words of the language, too."""
        super().__init__(words, actors, places, speakers)
        self.tongue = tongue

    def told(self, verb: Match[str]) -> Told | None:
        """Who speaks by a verb or a preposition."""
        if verb.row in PREPOSITIONS:
            first = verb.start + 1 if verb.row == "for_whom" else verb.end
            last = self._phrase(first)
            edges = self.left_edge(verb.start), self.right_edge(last)
            return Told(first, last, *edges) if first < last else None
        at = self._before_auxiliaries(verb.start)
        after = self._behind_audience(verb.end)
        if self._inverted(at, after, verb):
            last = self._phrase(after)
            if self.form(last) not in self.tongue.verbs:
                return Told(after, last, self.left_edge(verb.start), last)
        if self.form(at - 1) == ",":
            at = self._before_auxiliaries(self._before_parenthesis(at - 1))
        span = self._subject(at)
        if span is None:
            return None
        first, last = span
        if self._follows(first, verb) or self.form(first - 1) in {"what", "que", "qu'"}:
            return Told(first, last, self.left_edge(first), verb.end)
        return Told(first, last, first, self.right_edge(verb.end, verb.row))

    def _before_auxiliaries(self, index: int) -> int:
        while index > 0 and (
            self.form(index - 1) in self.tongue.skipped
            or (
                self.form(index - 1).endswith(self.tongue.adverbs)
                and self.form(index - 1) not in NO_ADVERBS
            )
        ):
            index -= 1
        return self._before_date(index)

    def _before_date(self, index: int) -> int:
        at = index
        while at > 0 and (self.form(at - 1) in self.tongue.dated or self.form(at - 1).isdecimal()):
            at -= 1
        return at or index

    def _before_parenthesis(self, comma: int) -> int:
        """Where a parenthesis begins that ends at a comma; 0 if none does."""
        for index in range(comma - 1, max(-1, comma - LONGEST_PARENTHESIS), -1):
            if self.form(index) == ",":
                return self._before_date(index)
        return 0

    def _behind_audience(self, index: int) -> int:
        """Past those who were told: à l'AFP, to reporters."""
        if self.form(index) in {"a", "aux", "to"}:
            for at in range(index + 1, index + 5):
                if self.form(at) in AUDIENCE:
                    return at + 1
        return index

    def _inverted(self, at: int, index: int, verb: Match[str]) -> bool:
        """Whether the subject stands behind the verb: `", said the governor"`."""
        after, before, tongue = self.form(index), self.form(at - 1), self.tongue
        if at == 0 or before not in {",", '"', "-"} or self.breaks(index) or after in {"", "-"}:
            return False
        if before == "," and self.form(self._before_parenthesis(at - 1) - 1) in self.tongue.has:
            return False
        some = (tongue.breaks, tongue.preposed, tongue.tails, tongue.pronouns)
        if any(after in forms for forms in some):
            return False
        return before == '"' or verb.row in {"said", "assessed", "warned", "accused"}

    def _subject(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before a token; empty for a pronoun, None if there is none."""
        first = end
        while first > 0 and end - first < LONGEST_PHRASE:
            if self.form(first - 1) in self.tongue.breaks or self.breaks(first - 1):
                break
            first -= 1
        if self.form(first - 1) in RELATIVES and first > 1 and not self.breaks(first - 2):
            return self._subject(first - 1)
        first = self._after_date(self._after_conjunction(first, end), end)
        while first < end and self.form(first) in self.tongue.leads:
            first += 1
        if first >= end or (end - first == 1 and self.form(first) in self.tongue.pronouns):
            return (end, end) if self.form(end - 1) in self.tongue.pronouns else None
        return None if self.form(first) in self.tongue.preposed else (first, end)

    def _after_date(self, first: int, end: int) -> int:
        """Past a date that leads a clause: on Monday the army said."""
        at = first + (self.form(first) in self.tongue.preposed)
        behind = at
        while behind < end and (
            self.form(behind) in self.tongue.dated or self.form(behind).isdecimal()
        ):
            behind += 1
        return first if behind == at or self.form(at).isdecimal() else behind

    def _after_conjunction(self, first: int, end: int) -> int:
        """The subject of a second clause begins behind its "and"."""
        for index in range(end - 1, first, -1):
            if self.form(index) in AND and any(
                word.form in self.tongue.verbs
                or (word.form.endswith(self.tongue.participles) and word.form not in QUALITIES)
                for word in self.words[first:index]
            ):
                return index + 1
        return first

    def _phrase(self, first: int) -> int:
        """The end of the noun phrase that begins at a token."""
        last = first
        while last < len(self.words) and last - first < LONGEST_PHRASE:
            form = self.form(last)
            if self.breaks(last) or form in self.tongue.breaks or form in STRONG:
                break
            if last > first and form in self.tongue.tails:
                break
            if form in {"in", "dans"} and any(
                word.form in STATEMENTS for word in self.words[last + 1 : last + 4]
            ):
                break
            last += 1
        return last

    def _follows(self, first: int, verb: Match[str]) -> bool:
        """Whether what is said stands before the speaker."""
        if self.form(first - 1) not in {",", '"'} or first < 3:
            return False
        if any(word.form in THAT for word in self.words[verb.end : verb.end + 7]):
            return False
        if self.form(verb.start) == "told":
            return True
        if any(word.form in AUDIENCE for word in self.words[verb.end : verb.end + 4]):
            return True
        after = self.form(verb.end)
        return not after or self.breaks(verb.end) or after in self.tongue.tails | {"in", "our"}
