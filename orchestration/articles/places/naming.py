"""Names of places in a sentence: the longest that the gazetteer knows, and some that it does not.

Whether a word is a name at all is decided here; which of several places it means, in `places`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from orchestration.articles.lexicon import bare_forms
from orchestration.articles.places.gazetteer import FAR, OWN, SAHEL, Gazetteer, Place
from orchestration.articles.places.spelling import MARKS
from orchestration.articles.places.surroundings import (
    LISTED,
    LOCATED,
    NAMED,
    QUOTES,
    SEPARATORS,
    UNSAID,
    Setting,
    ordinary_words,
    surroundings,
)
from orchestration.articles.words import Memory, Token

SHORT = 3
SHORT_BEHIND_CLITIC = 4
LARGE_TOWN = 50_000
SHORTEST_HEARD = 5
LONG = 8
# What stands behind the place from which a report was sent.
HEADS = frozenset({":", "(", "-", ","})
LONGEST_NAME = 6
LONGEST_UNKNOWN = 3
# Kinds of place word behind which a name that nobody knows is taken for one, and its precision.
INTRODUCED = {"village": 1, "admin1": 4, "admin2": 3, "area": 4, "feature": 5}


@dataclass(slots=True)
class Named:
    """A name in a sentence.

    Attributes:
        first: index of its first token.
        last: index behind its last one.
        start: where it begins in the text, behind clitics.
        end: where it ends.
        places: what it may stand for; none where only the text knows the place.
        setting: what the words around it say.
        heard: whether it was recognised by its sound only.
        common: whether it is also an ordinary word, such as "north".
        chosen: the place that it was found to be.
        passed: the others.
    """

    first: int
    last: int
    start: int
    end: int
    places: list[Place]
    setting: Setting
    heard: bool = False
    common: bool = False
    chosen: Place | None = None
    passed: list[Place] = field(default_factory=list)


class Opening(NamedTuple):
    """A beginning of names that a word may be.

    Attributes:
        bare: the word as names have it.
        lead: the clitics before it.
        places: what it stands for by itself.
        following: the words that longer names go on with.
    """

    bare: str
    lead: str
    places: list[Place]
    following: frozenset[str]


class Use(NamedTuple):
    """What a word may be, wherever it stands.

    Attributes:
        plain: whether it is nothing of the next three, as most words are.
        openings: the beginnings of names.
        leads: whether a name may follow; None for a quotation mark, which changes nothing.
        people: the country whose people or things it names, such as "Malian"; empty if none.
        small: whether a name may begin with it though it has no capital.
        unknown: whether it may be a name that no table has.
    """

    plain: bool
    openings: tuple[Opening, ...]
    leads: bool | None
    people: str
    small: bool
    unknown: bool


class _Uses:
    """Tells what a word of a language may be."""

    def __init__(self, language: str, gazetteer: Gazetteer):
        self._around = surroundings(language)
        self._gazetteer = gazetteer
        self._arabic = language == "ar"

    def of(self, form: str) -> Use:
        """What a word may be."""
        people = self._around.demonyms.get(form, "")
        openings = () if people else tuple(self._openings(form))
        leads = None if form in QUOTES else self._around.leads(form)
        return Use(
            plain=not openings and leads is False and not people,
            openings=openings,
            leads=leads,
            people=people,
            small=form in self._gazetteer.generic,
            unknown=self._may_be_unknown(form),
        )

    def _openings(self, form: str) -> Iterator[Opening]:
        """The beginnings of names; an ordinary Arabic word is no place far from the Sahel."""
        for bare, lead in self._bare(form):
            places = self._gazetteer.named(bare)
            if self._arabic and bare not in self._around.ordinary and bare in ordinary_words():
                places = [place for place in places if place.tier <= SAHEL or place.capital]
            following = self._gazetteer.following.get(bare, frozenset())
            if places or following:
                yield Opening(bare, lead, places, following)

    def _bare(self, form: str) -> Iterator[tuple[str, str]]:
        """A word as names may have it, and the clitics before that."""
        if not self._arabic:
            yield form.strip(MARKS), ""
            return
        for bare in bare_forms(form):
            lead = form[: len(form) - len(bare)]
            yield bare, lead
            if lead.endswith("لل"):
                yield f"ال{bare}", lead

    def _may_be_unknown(self, form: str) -> bool:
        if len(form) < SHORT or not form.isalpha():
            return False
        if form in self._around.known or form in self._around.ordinary:
            return False
        return not (self._arabic and self._around.is_a_word(form))


@cache
def _uses(language: str, gazetteer: Gazetteer) -> Memory[str, Use]:
    """What the words of a language may be, remembered from one article to the next."""
    return Memory(_Uses(language, gazetteer).of)


class Reader:
    """Finds the names in the sentences of one article."""

    def __init__(self, language: str, gazetteer: Gazetteer, text: str):
        """Takes the language, the names that are known, and the text with its capitals."""
        self._around = surroundings(language)
        self._gazetteer = gazetteer
        self._uses = _uses(language, gazetteer)
        self._arabic = language == "ar"
        self._text = "" if self._arabic else text
        self._told: set[str] = set()

    def read(self, words: Sequence[Token]) -> tuple[list[Named], list[str]]:
        """The names of a sentence, in order, and the countries whose people or things it names."""
        found: list[Named] = []
        peoples: list[str] = []
        text, uses = self._text, self._uses
        last, led = 0, False
        for index, use in enumerate([uses[form] for form, _, _ in words]):
            if use.plain and not led and index != last:
                continue
            before = led
            if use.leads is not None:
                led = use.leads
            if use.people and not self._around.is_border(words, index):
                peoples.append(use.people)
            if not (use.openings or before or index == last) or index < last:
                continue
            if text and not use.small and not text[words[index].start].isupper():
                continue
            named = self._named(words, index, use, before, found)
            if named is not None:
                found.append(named)
                last = named.last
        return [named for named in found if not named.setting.dropped], peoples

    def _named(
        self,
        words: Sequence[Token],
        index: int,
        use: Use,
        led: bool,
        found: Sequence[Named],
    ) -> Named | None:
        """The name that begins at a token, if one does; `led` if a word before it leads to one."""
        if use.openings and (named := self._known(words, index, use.openings, found)):
            return named
        if led:
            if use.unknown or self._is_glued(words, index):
                return self._unknown(words, index) or self._told_before(words, index)
        elif found and found[-1].last == index and words[index].form[0] == "و":
            return self._also(words, index, found[-1])
        return None

    def _known(
        self,
        words: Sequence[Token],
        index: int,
        openings: tuple[Opening, ...],
        found: Sequence[Named],
    ) -> Named | None:
        """The longest name of the gazetteer that begins at a token, if it is one here."""
        for opening in openings:
            bare, lead = opening.bare, opening.lead
            for last, name, places in self._runs(words, index, opening):
                if not self._is_capital(words, index, last):
                    continue
                setting = self._around.of(words, index, last, lead)
                self._join_list(words, index, lead, found, setting)
                start = words[index].end - len(bare) if lead else words[index].start
                use = Named(index, last, start, words[last - 1].end, places, setting)
                self._read_head(words, use)
                use.places = [
                    place for place in places if self._fits(use, place, name, lead, words)
                ]
                if use.places:
                    use.common = self._around.ordinary.get(name) == "named"
                    return use
        return None

    def _runs(
        self, words: Sequence[Token], index: int, opening: Opening
    ) -> list[tuple[int, str, list[Place]]]:
        """The names that begin at a token, longest first: the index behind each, and its places."""
        name, _, places, following = opening
        runs = [(index + 1, name, places)] if places else []
        if not following:
            return runs
        last, length = index + 1, 1
        while length < LONGEST_NAME and last < len(words):
            form = words[last].form.strip(MARKS)
            if form:
                if length == 1 and form not in following:
                    break
                name = f"{name} {form}"
                length += 1
                if places := self._gazetteer.named(name):
                    runs.append((last + 1, name, places))
            elif words[last - 1].end != words[last].start:
                break
            last += 1
        return runs[::-1]

    def _is_capital(self, words: Sequence[Token], first: int, last: int) -> bool:
        if not self._text:
            return True
        return self._text[words[first].start].isupper() or (
            self._text[words[last - 1].start].isupper()
        )

    def _join_list(
        self,
        words: Sequence[Token],
        index: int,
        lead: str,
        found: Sequence[Named],
        setting: Setting,
    ) -> None:
        """Behind a comma or an "and" a name shares what stands before the list."""
        if not found or setting.strength > UNSAID or setting.office or setting.direction:
            return
        before = found[-1]
        between = words[before.last : index]
        if all(word.form in SEPARATORS for word in between) and (between or lead == "و"):
            setting.strength = min(before.setting.strength, LOCATED)
            setting.precision = before.setting.precision
            setting.kind = before.setting.kind
            setting.office = before.setting.office

    def _read_head(self, words: Sequence[Token], use: Named) -> None:
        """A capital at the head of a report tells where it was written, a country where it is."""
        if use.first or use.last >= len(words) or words[use.last].form not in HEADS:
            return
        mark = words[use.last].form
        if any(place.kind == "country" for place in use.places):
            if mark == ":":
                use.setting.strength = max(use.setting.strength, LOCATED)
        elif any(place.capital for place in use.places):
            shouted = self._text[use.start : use.end].isupper()
            use.setting.dropped = mark != "," or (bool(self._text) and shouted)

    def _fits(self, use: Named, place: Place, name: str, lead: str, words: Sequence[Token]) -> bool:
        """Whether the words of a name may mean a place, and not something else."""
        strength = use.setting.strength
        known = place.kind == "country" or place.capital or place.population >= LARGE_TOWN
        needed = self._around.ordinary.get(name)
        if needed == "state":
            return strength >= LOCATED or self._around.is_state(words, use.first)
        if strength < self._needed(place, name, known, needed):
            return False
        if self._arabic:
            bound = lead not in ("", "و", "ال")
            return known or not bound or len(name) > SHORT_BEHIND_CLITIC
        sure = place.kind == "country" or (strength == NAMED and use.setting.led)
        return sure or not self._is_part(use, words)

    def _needed(self, place: Place, name: str, known: bool, ordinary: str | None) -> int:
        """How much the words around a name must say before it counts."""
        if ordinary is not None:
            return NAMED if ordinary == "named" else LOCATED
        if place.tier == OWN and known:
            return UNSAID
        if self._arabic and place.tier > SAHEL and not place.capital:
            return LOCATED if known or place.tier < FAR else NAMED
        if len(name) <= SHORT or (place.tier > SAHEL and not place.capital):
            return LOCATED
        return UNSAID if place.tier == OWN or len(name) > SHORT_BEHIND_CLITIC else LOCATED

    def _is_part(self, use: Named, words: Sequence[Token]) -> bool:
        """Whether a capitalised word stands beside a name, as in the names of people."""
        if not self._text:
            return False
        known = self._around.known
        if use.last < len(words):
            after = words[use.last]
            if after.form not in known and self._text[after.start].isupper():
                return True
        if use.first < 2 or use.setting.led:
            return False
        before = words[use.first - 1]
        return before.form not in known and self._text[before.start].isupper()

    def _unknown(self, words: Sequence[Token], index: int) -> Named | None:
        """A name behind a place word or locative that is misspelt, or that no table has."""
        lasts = self._stretch(words, index)
        if not lasts:
            return None
        setting = self._around.of(words, index, lasts[0])
        if setting.strength < LOCATED or setting.dropped or setting.office:
            return None
        start = words[index].start
        for last in lasts:
            name = "".join(word.form.strip(MARKS) for word in words[index:last])
            if len(name) < SHORTEST_HEARD:
                continue
            if places := self._gazetteer.heard(name, self._reach(name, setting)):
                return Named(index, last, start, words[last - 1].end, places, setting, heard=True)
        if setting.kind not in INTRODUCED or not self._around.introduces(words, index):
            return None
        last = lasts[-1] if self._arabic else lasts[0]
        if self._arabic and self._around.is_made_like_a_word(words[last - 1].form):
            return None
        if last == index + 1:
            self._told.add(words[index].form)
        return Named(index, last, start, words[last - 1].end, [], setting)

    def _reach(self, name: str, setting: Setting) -> int:
        """How many letters a name may be off; Arabic leaves out vowels, so it is given more."""
        if not self._arabic:
            return int(len(name) >= LONG)
        if setting.strength == NAMED:
            return 1 + (len(name) >= LONG)
        return int(len(name) > SHORTEST_HEARD)

    def _told_before(self, words: Sequence[Token], index: int) -> Named | None:
        """A name that only this article tells, where it comes again."""
        form, start, end = words[index]
        if form not in self._told:
            return None
        setting = self._around.of(words, index, index + 1)
        if setting.strength < LOCATED:
            return None
        return Named(index, index + 1, start, end, [], replace(setting, kind="village"))

    def _also(self, words: Sequence[Token], index: int, before: Named) -> Named | None:
        """A misspelt name that "and" joins to a located one: it shares what stands before."""
        form, _, end = words[index]
        if (
            before.setting.strength < LISTED
            or len(form) <= SHORTEST_HEARD
            or self._around.is_a_word(form)
        ):
            return None
        places = self._gazetteer.heard(form[1:], 1 + (len(form) > LONG))
        setting = replace(before.setting, strength=LISTED)
        start = words[index].start + 1
        return Named(index, index + 1, start, end, places, setting, heard=True) if places else None

    def _stretch(self, words: Sequence[Token], index: int) -> list[int]:
        """Where a name that begins at a token may end, farthest first."""
        lasts = []
        last = index
        while last < len(words) and len(lasts) < LONGEST_UNKNOWN:
            form, start, _ = words[last]
            if last == index and self._is_glued(words, last):
                last += 1
                continue
            if form in ("-", "n'") and last > index:
                last += 1
                continue
            if not self._may_be_a_name(form, start):
                break
            last += 1
            lasts.append(last)
        return lasts[::-1]

    def _is_glued(self, words: Sequence[Token], index: int) -> bool:
        """Whether an Arabic word is joined to the next by a hyphen, as in إن-أفراك."""
        if not self._arabic or index + 2 >= len(words) or words[index + 1].form != "-":
            return False
        return words[index + 2].start - words[index].end == 1

    def _may_be_a_name(self, form: str, start: int) -> bool:
        if not self._uses[form].unknown:
            return False
        if self._arabic:
            return True
        return bool(self._text) and self._text[start].isupper() and self._text[start + 1].islower()
