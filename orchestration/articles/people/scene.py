"""The clauses around an event: who stands in them, where, and behind which preposition."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from orchestration.articles.people.actors import ActorMention
from orchestration.articles.people.role_words import (
    AERIAL,
    AND,
    ATTRIBUTED,
    AUXILIARIES,
    BE,
    BREAKS,
    CLASSES,
    CLAUSE_MARKS,
    LIGHT,
    MEN,
    MINES,
    NO_OBJECT,
    OF,
    OF_THEM,
    QUANTITIES,
    SOFT_BREAKS,
    SUPPORTED,
    TOLL,
)
from orchestration.articles.people.speech import Speech
from orchestration.articles.words import Token

# Of these a sentence tells one, whose dead and wounded may stand in another clause.
BLOODY = frozenset({"armed_clash", "attack_on_civilians", "explosion_remote_violence", "abduction"})
# Told with "être" in French, though active: sont partis, se sont retirés.
MOVES = frozenset({"troop_withdrawal", "armed_group_movement"})
NEAR = 3
CLITICS = "وفبلك"
FARTHEST_PREPOSITION = 6

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its tokens and the class of the preposition before it."""

    mention: ActorMention
    first: int
    last: int
    marker: str


class Scene:
    """The words around a trigger and those who may take part."""

    def __init__(
        self,
        words: Sequence[Token],
        trigger: tuple[int, int],
        voice: str,
        event_type: str,
        actors: Sequence[ActorMention],
        speech: Sequence[Speech],
        kinds: Collection[str],
    ):
        """Takes what `roles` takes, and the kinds of actors that the event has."""
        self.words = words
        self.start, self.end = trigger
        self.event_type = event_type
        self.actors = actors
        self.told = {word.form for word in words[self.start : self.end]}
        self.arabic = "\u0600" <= words[self.start].form[0] <= "\u06ff"
        self.noun = voice == "noun"
        self.passive = voice == "passive" if self.arabic else self._is_passive()
        self.toll = meet(words[self.start : self.end], TOLL)
        self.aerial = event_type == "explosion_remote_violence" and self._bombs()
        self.speech = [one for one in speech if self._governs(one)]
        self.placed = list(self._place(speech, kinds))

    def form(self, index: int) -> str:
        """The form of a token; empty beyond the sentence."""
        return self.words[index].form if 0 <= index < len(self.words) else ""

    def near(self, forms: frozenset[str], reach: int = NEAR) -> bool:
        """Whether one of some words stands in or near the trigger."""
        return meet(self.words[max(0, self.start - reach) : self.end + reach], forms)

    def parted(self, one: Placed) -> bool:
        """Whether a comma or an "and" stands between a mention and the trigger behind it."""
        if self.arabic and self.form(self.start)[0] == "و":
            return True
        return any(
            self.form(index) in CLAUSE_MARKS or self.form(index) in AND
            for index in range(one.last, self.start)
        )

    def beside(self, one: Placed) -> bool:
        """Whether a mention is one of several in a row: soldiers and militiamen."""
        return any(
            other.first < one.first
            and all(
                self.form(index) in AND or self.form(index) in LIGHT or self.form(index) == ","
                for index in range(other.last, one.first)
            )
            for other in self.placed
        )

    def counted(self, indexes: Iterable[int]) -> bool:
        """Whether a number or a quantity stands among some tokens."""
        return any(counts(self.form(index)) for index in indexes)

    def object_at(self, index: int) -> bool:
        """Whether an Arabic object may begin at a token: no preposition, date or mark."""
        form = self.form(index)
        return form[:1].isalnum() and form not in NO_OBJECT and form[0] != "ب"

    def _bombs(self) -> bool:
        """Whether it is fire from afar, by words near the trigger or, without a mine, anywhere."""
        if self.near(AERIAL, NEAR + 1):
            return True
        return meet(self.words, AERIAL) and not meet(self.words, MINES)

    def _governs(self, one: Speech) -> bool:
        start, end = self.words[self.start].start, self.words[self.end - 1].end
        return one.governs(start, end)

    def _is_passive(self) -> bool:
        """Whether an English or French verb is passive, by its auxiliary or a "by" behind it."""
        if self.noun or self.event_type in MOVES:
            return False
        for index in range(self.start - 1, max(-1, self.start - NEAR - 1), -1):
            if self.form(index) in BE:
                return self.form(index - 1) not in {"se", "s'"}
            if self.form(index) not in AUXILIARIES:
                break
        if not self.told.isdisjoint(BE) or "vu" in self.told:
            return True
        return any(self.form(index) in {"by", "par"} for index in (self.end, self.end + 1))

    def _place(self, speech: Sequence[Speech], kinds: Collection[str]) -> Iterator[Placed]:
        """The mentions in reach of the trigger, speakers left out."""
        for actor in self.actors:
            if actor.kind not in kinds or any(one.names(actor.start) for one in speech):
                continue
            first = bisect_right(self.words, actor.start, key=_start) - 1
            last = bisect_left(self.words, actor.end, key=_start)
            if self._reaches(first, last):
                yield Placed(actor, first, last, self._marker(first))

    def _reaches(self, first: int, last: int) -> bool:
        """Whether a mention belongs to the clauses of the trigger."""
        low, high = (last, self.start) if last <= self.start else (self.start + 1, first)
        breaks = BREAKS if self.event_type in BLOODY else BREAKS | SOFT_BREAKS
        return all(word.form not in breaks for word in self.words[low:high])

    def _marker(self, first: int) -> str:
        """The class of the preposition before a name, if there is one."""
        if self.arabic and self._behind_clitic(first):
            return "supported" if self.form(first - 1) in SUPPORTED else "ba"
        of = ""
        for index in range(first - 1, max(-1, first - FARTHEST_PREPOSITION - 1), -1):
            form, before = self.form(index), self.form(index - 1)
            marker = "by" if before in ATTRIBUTED else CLASSES.get(form, "")
            if form == "des" and self._is_article(index):
                continue
            if form in OF and not (before in MEN or counts(before)):
                of = "of"
            elif form in OF or (form in OF_THEM and counts(before)):
                continue
            elif marker or not (form in LIGHT or form in MEN or counts(form)):
                return marker or self._genitive(of, first)
        return self._genitive(of, first)

    def _is_article(self, index: int) -> bool:
        """Whether a French "des" begins a subject or an object: ont tué des soldats."""
        before = self.form(index - 1)
        object_of_verb = index == self.end and not self.noun
        return (
            object_of_verb or not before[:1].isalnum() or before in AND or before in {"que", "ou"}
        )

    def _behind_clitic(self, first: int) -> bool:
        """Whether an Arabic "by" is written as one with a name."""
        start = self.words[first].start + 1
        return self.form(first)[0] == "ب" and any(actor.start == start for actor in self.actors)

    def _genitive(self, of: str, first: int) -> str:
        """`owned` where another mention stands right before the "of": partisans des militaires."""
        if of and self.form(first - 1) in OF and first > 1:
            end = self.words[first - 2].end
            if any(actor.end == end for actor in self.actors):
                return "owned"
        return of


def meet(words: Sequence[Token], forms: frozenset[str]) -> bool:
    """Whether one of some forms is among the words, in Arabic behind a clitic too."""
    return any(
        word.form in forms or (word.form[0] in CLITICS and word.form[1:] in forms) for word in words
    )


def counts(form: str) -> bool:
    """Whether a word is a number or a quantity: 15, dizaine, dozens."""
    return form.isdecimal() or form in QUANTITIES or form.endswith(("aine", "aines"))
