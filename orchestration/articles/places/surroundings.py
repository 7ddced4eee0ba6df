"""What the words around a name say: whether something is there, how near, and what it names.

The words are those of the tables `place_words_…` and `locatives_…`; which place a name stands for
is decided in `places`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from orchestration.articles.lexicon import bare_forms, read_pattern
from orchestration.articles.tables import read_table
from orchestration.articles.vocabulary import LEXICONS
from orchestration.articles.words import (
    ARABIC,
    INVISIBLE,
    MARKS,
    Memory,
    Token,
    normalise,
    tokens,
)

# How sure the words make it that something is there.
UNSAID, LISTED, LOCATED, NAMED = range(4)
KINDS = {"settlement", "village", "admin1", "admin2", "area", "feature", "river"}
MOVEMENT_REACH = 8
LONGEST_WALK = 12
FROM = frozenset({"from", "من", "de", "du", "des", "d'", "out"})
QUOTES = frozenset({'"', "'", "(", "«", "»"})
BEHIND_BI = ("ب", "وب", "فب")
OF = frozenset({"of", "de", "d'", "du"})
BORDERS = frozenset({"border", "borders", "frontier", "frontiere", "frontieres", "الحدود", "حدود"})
SEPARATORS = frozenset(
    {",", "and", "et", "ou", "or", "&", "و", "/", "puis", "then", "ثم", "أو", "او"}
)
# The forms of a phrase, its role and its value.
Phrase = tuple[tuple[str, ...], str, str]
ARABIC_WORD = re.compile(f"[{ARABIC}][{ARABIC}{MARKS}{INVISIBLE}]*")


@dataclass(slots=True)
class Setting:
    """What stands around a name.

    Attributes:
        strength: UNSAID, LISTED, LOCATED (in, near …) or NAMED (the town of …).
        precision: UCDP's number that the words widen the place to; 0 if they say nothing.
        kind: the kind of place that a place word beside it names; empty if none does.
        office: a person or body is named by it (the mayor of …), or a border.
        dropped: the name is part of another name (the university of …).
        direction: a part of it is meant (the north of …).
        led: words before the name say so, not only those behind it.
    """

    strength: int = UNSAID
    precision: int = 0
    kind: str = ""
    office: bool = False
    dropped: bool = False
    direction: bool = False
    led: bool = False


class Surroundings:
    """The words of one language that tell how a name is used."""

    def __init__(self, language: str):
        """Reads the tables of a language."""
        self._arabic = language == "ar"
        self._before: dict[str, list[Phrase]] = defaultdict(list)
        self._after: dict[str, list[Phrase]] = defaultdict(list)
        self._endings = Memory(self._phrases_that_end)
        self._movement: set[str] = set()
        self._state: set[str] = set()
        self.demonyms: dict[str, str] = {}
        self.ordinary: dict[str, str] = {}
        self.known: set[str] = _calendar(language)
        bridges = set()
        for row in read_table(f"place_words_{language}"):
            forms = _forms(row["phrase"])
            if row["role"] != "ordinary":
                self.known.update(forms)
            self._enter(forms, row["role"], row["value"])
            if row["role"] == "bridge":
                bridges.add(forms[0])
        taken = {
            forms[-1]
            for several in self._before.values()
            for forms, role, _ in several
            if role in KINDS or role == "direction"
        }
        for forms, value in _locatives(language, bridges):
            if taken.isdisjoint(forms):
                self._before[forms[-1]].append((forms, "locative", value))
        for table in (self._before, self._after):
            for several in table.values():
                several.sort(key=lambda entry: (-len(entry[0]), entry))
        self._passed = QUOTES | self.demonyms.keys()

    def _enter(self, forms: tuple[str, ...], role: str, value: str) -> None:
        if role == "demonym":
            self.demonyms[forms[0]] = value
        elif role == "ordinary":
            self.ordinary[" ".join(forms)] = value
        elif role == "movement":
            self._movement.add(forms[0])
        elif role == "state":
            self._state.add(forms[0])
        elif role.endswith("_after"):
            self._after[forms[0]].append((forms, role.removesuffix("_after"), value))
        else:
            self._before[forms[-1]].append((forms, role, value))

    def introduces(self, words: Sequence[Token], index: int) -> bool:
        """Whether the words just before a token say that a name of a place follows."""
        index = self._over_marks(words, index)
        found = self._ending(words, index)
        if found and found[1] == "bridge" and words[index - 1].form in OF:
            found = self._ending(words, index - found[0])
        elif found and found[1] == "named":
            return True
        return bool(found) and found[1] in KINDS

    def is_border(self, words: Sequence[Token], index: int) -> bool:
        """Whether a people names a border, as in "the Malian border"."""
        beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
        return any(word.form in BORDERS for word in beside)

    def is_state(self, words: Sequence[Token], index: int) -> bool:
        """Whether the word before a token is one that only a state would follow."""
        if not index:
            return True
        before = words[index - 1].form
        return before.endswith("ت") or not self._state.isdisjoint(bare_forms(before))

    @staticmethod
    def is_a_word(form: str) -> bool:
        """Whether an Arabic word is known from a lexicon."""
        return not ordinary_words().isdisjoint(bare_forms(form))

    @staticmethod
    def is_made_like_a_word(form: str) -> bool:
        """Whether an Arabic word has the article, or ends like an adjective or a plural."""
        return form.startswith("ال") or form.endswith(("ه", "يين"))

    def leads(self, form: str) -> bool:
        """Whether a name may follow a word: one that ends a phrase of the tables."""
        return bool(self._endings[form])

    def of(self, words: Sequence[Token], first: int, last: int, lead: str = "") -> Setting:
        """What stands around the name of tokens `[first, last)`.

        Args:
            words: the tokens of the sentence.
            first: index of the name's first token.
            last: index behind its last one.
            lead: the clitics that are written as one with the name.
        """
        setting = Setting()
        if "ب" in lead:
            setting.strength = LOCATED
        self._look_ahead(words, last, setting)
        self._walk_back(words, first, setting)
        setting.led = setting.led or "ب" in lead
        return setting

    def _look_ahead(self, words: Sequence[Token], last: int, setting: Setting) -> None:
        if last < len(words) and words[last].form == "'s":
            last += 1
        if last >= len(words):
            return
        for forms, role, value in self._after.get(words[last].form, ()):
            if tuple(word.form for word in words[last : last + len(forms)]) == forms:
                self._take(role, value, setting)
                return

    def _walk_back(self, words: Sequence[Token], first: int, setting: Setting) -> None:
        position, came_from = first, False
        for _ in range(LONGEST_WALK):
            position = self._over_marks(words, position)
            found = self._ending(words, position)
            if found is None:
                break
            length, role, value = found
            came_from = came_from or words[position - 1].form in FROM
            final = self._take(role, value, setting)
            position -= length
            if role == "locative" and self._is_post(words, position):
                setting.office = True
            setting.led = setting.led or role not in ("bridge", "post")
            if final:
                return
            if self._arabic and role in KINDS and self._is_behind_bi(words[position].form):
                break
        if came_from and self._moves(words, position):
            setting.strength = max(setting.strength, LOCATED)

    def _is_behind_bi(self, form: str) -> bool:
        """Whether a word begins with the clitic "in": nothing before it counts."""
        return form.startswith(BEHIND_BI) and form not in self._before

    def _over_marks(self, words: Sequence[Token], position: int) -> int:
        """Where a phrase before a token ends, behind quotation marks and "Malian" and the like."""
        while position > 0 and words[position - 1].form in self._passed:
            position -= 1
        return position

    def _is_post(self, words: Sequence[Token], position: int) -> bool:
        """Whether "in" stands behind an embassy, a source or the like, not behind an event."""
        found = self._ending(words, self._over_marks(words, position))
        return found is not None and found[1] == "post"

    def _take(self, role: str, value: str, setting: Setting) -> bool:
        """Notes a phrase beside the name; whether nothing before it counts any more."""
        if role == "post":
            return True
        if role in ("body", "adjective"):
            setting.dropped = role == "body" and setting.strength < NAMED
            return True
        if role in ("office", "border"):
            setting.office = True
            return True
        if role in ("locative", "travel"):
            setting.strength = max(setting.strength, LOCATED)
            if role == "locative":
                setting.precision = max(setting.precision, int(value))
            return True
        if role == "direction":
            setting.direction = True
            setting.strength = max(setting.strength, LOCATED)
            setting.precision = max(setting.precision, int(value))
        elif role in KINDS:
            setting.kind = setting.kind or role
            setting.strength = NAMED
        return False

    def _moves(self, words: Sequence[Token], position: int) -> bool:
        """Whether a word of leaving or coming stands shortly before a token."""
        before = words[max(0, position - MOVEMENT_REACH) : position]
        if self._arabic:
            return any(bare in self._movement for word in before for bare in bare_forms(word.form))
        return any(word.form in self._movement for word in before)

    def _ending(self, words: Sequence[Token], position: int) -> tuple[int, str, str] | None:
        """The longest phrase that ends before a token: its length, role and value."""
        if position <= 0:
            return None
        for forms, role, value in self._endings[words[position - 1].form]:
            if len(forms) == 1 or self._stands(words, position - len(forms), forms):
                return len(forms), role, value
        return None

    def _phrases_that_end(self, form: str) -> tuple[Phrase, ...]:
        """The phrases whose last word a word is, Arabic ones also behind its clitics."""
        forms = bare_forms(form) if self._arabic else (form,)
        return tuple(phrase for bare in forms for phrase in self._before.get(bare, ()))

    def _stands(self, words: Sequence[Token], start: int, forms: tuple[str, ...]) -> bool:
        """Whether a phrase of several words begins at a token, if its last word is known to fit."""
        if start < 0:
            return False
        first = words[start].form
        if forms[0] not in (bare_forms(first) if self._arabic else (first,)):
            return False
        return all(
            words[start + number].form == forms[number] for number in range(1, len(forms) - 1)
        )


def _forms(phrase: str) -> tuple[str, ...]:
    """The forms of a phrase; one that ends with an elision is cut as before a word."""
    if phrase.endswith("'"):
        return tuple(token.form for token in tokens(phrase + "x")[:-1])
    return tuple(token.form for token in tokens(phrase))


def _locatives(language: str, bridges: set[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The locatives without gaps, one phrase for each alternative, without the `of` at the end."""
    for row in read_table(f"locatives_{language}"):
        elements = read_pattern(row["pattern"])
        if any(element.gap or element.beginnings for element in elements):
            continue
        phrases: list[tuple[str, ...]] = [()]
        for element in elements:
            phrases = [(*phrase, form) for phrase in phrases for form in sorted(element.forms)]
        for phrase in phrases:
            kept = phrase
            while kept and kept[-1] in bridges:
                kept = kept[:-1]
            if kept:
                yield kept, row["precision"]


def _calendar(language: str) -> set[str]:
    """The names of months and weekdays, which are no places."""
    locale = Locale(language)
    several = [locale.months["format"]["wide"], locale.days["format"]["wide"]]
    return {normalise(name) for names in several for name in names.values()}


@cache
def ordinary_words() -> frozenset[str]:
    """The words of all Arabic lexicons, those of their sentences included."""
    written: set[str] = set()
    for path in LEXICONS.glob("*_ar.csv"):
        written.update(ARABIC_WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(bare for word in written for bare in bare_forms(normalise(word)))


@cache
def surroundings(language: str) -> Surroundings:
    """The words of a language, read once; those of English for one that has no tables."""
    return Surroundings(language if language in ("ar", "fr") else "en")
