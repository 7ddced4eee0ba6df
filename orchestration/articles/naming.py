"""Names of places in a sentence: the longest that the gazetteer knows, and some that it does not.

Whether a word is a name at all is decided here; which of several places it means, in `places`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from orchestration.articles.gazetteer import FAR, OWN, SAHEL, Gazetteer, Place
from orchestration.articles.lexicon import bare_forms
from orchestration.articles.spelling import MARKS
from orchestration.articles.surroundings import (
    LISTED,
    LOCATED,
    NAMED,
    QUOTES,
    SEPARATORS,
    UNSAID,
    Setting,
    Surroundings,
    ordinary_words,
)
from orchestration.articles.words import Token

IMPOSSIBLE = NAMED + 1
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


class Reader:
    """Finds the names in the sentences of one article."""

    def __init__(self, around: Surroundings, gazetteer: Gazetteer, arabic: bool, text: str):
        """Takes the words of the language, the names that are known, and the text with capitals."""
        self._around = around
        self._gazetteer = gazetteer
        self._arabic = arabic
        self._text = "" if arabic else text
        self._told: set[str] = set()

    def names(self, words: Sequence[Token]) -> list[Named]:
        """The names of a sentence, in order."""
        found: list[Named] = []
        text, openings, generic = self._text, self._gazetteer.openings, self._gazetteer.generic
        leading = self._around.leading
        last, led = 0, False
        for index, (form, start, _) in enumerate(words):
            before, led = led, leading.get(form)
            if led is None:
                led = self._around.leads(form)
            if form in QUOTES:
                led = before
            if index < last or (text and not text[start].isupper() and form not in generic):
                continue
            known = openings.get(form)
            if known is None:
                known = openings[form] = tuple(self._read_openings(form))
            named = self._known(words, index, known, found) if known else None
            if named is None:
                if before:
                    named = self._unknown(words, index) or self._told_before(words, index)
                elif found and last == index and form[0] == "و":
                    named = self._also(words, index, found[-1])
            if named is not None:
                found.append(named)
                last = named.last
        return [named for named in found if not named.setting.dropped]

    def demonyms(self, words: Sequence[Token]) -> list[str]:
        """The countries whose people or things a sentence names, such as "Malian"."""
        known = self._around.demonyms
        return [
            known[word.form]
            for index, word in enumerate(words)
            if word.form in known and not self._around.is_border(words, index)
        ]

    def _read_openings(self, form: str) -> Iterator[tuple[str, str]]:
        firsts = self._gazetteer.firsts
        if form in self._around.demonyms:
            return
        if not self._arabic:
            bare = form.strip(MARKS)
            if bare in firsts:
                yield bare, ""
            return
        for bare in bare_forms(form):
            lead = form[: len(form) - len(bare)]
            if bare in firsts:
                yield bare, lead
            if lead.endswith("لل") and f"ال{bare}" in firsts:
                yield f"ال{bare}", lead

    def _known(
        self,
        words: Sequence[Token],
        index: int,
        openings: tuple[tuple[str, str], ...],
        found: Sequence[Named],
    ) -> Named | None:
        """The longest name of the gazetteer that begins at a token, if it is one here."""
        for bare, lead in openings:
            for last, name in self._runs(words, index, bare):
                places = self._gazetteer.named(name)
                if not places or not self._is_capital(words, index, last):
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

    def _runs(self, words: Sequence[Token], index: int, bare: str) -> list[tuple[int, str]]:
        """Runs of words from a token on, longest first: the index behind each, and its forms."""
        runs = [(index + 1, bare)]
        following = self._gazetteer.following.get(bare)
        if following is None:
            return runs
        last, name = index + 1, bare
        while len(runs) < LONGEST_NAME and last < len(words):
            form = words[last].form.strip(MARKS)
            if form:
                if len(runs) == 1 and form not in following:
                    break
                name = f"{name} {form}"
                runs.append((last + 1, name))
            elif words[last - 1].end != words[last].start:
                break
            last += 1
        return runs[::-1]

    def _is_capital(self, words: Sequence[Token], first: int, last: int) -> bool:
        if not self._text:
            return True
        return any(self._text[words[index].start].isupper() for index in {first, last - 1})

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
            plain = " " not in name and name in ordinary_words()
            return IMPOSSIBLE if plain else LOCATED if known or place.tier < FAR else NAMED
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
        if len(form) < SHORT or not form.isalpha():
            return False
        if form in self._around.known or form in self._around.ordinary:
            return False
        if self._arabic:
            return not self._around.is_a_word(form)
        return bool(self._text) and self._text[start].isupper() and self._text[start + 1].islower()
