"""Word lists of the number and date grammars: lexicon tables looked up by tokens."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.articles.words import Token, tokens
from orchestration.settings import PROJECT

LEXICONS = PROJECT / "seeds" / "reference" / "lexicons"
LANGUAGES = ("ar", "en", "fr")

# What may stand before an Arabic word without a blank; لل is ل before the article.
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
# Words that only look as if they had a clitic: "I am not", "door", "cap", "I am not" with و.
NO_CLITIC = frozenset({"لست", "ولست", "باب", "وباب", "كاب", "لاب"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a lexicon as found in a text.

    Attributes:
        rest: the forms after the first one.
        role: what the phrase does in the grammar.
        value: what it stands for.
        clitic: what was before its first word without a blank.
    """

    rest: tuple[str, ...]
    role: str
    value: str
    clitic: str = ""


Row = tuple[str, str, str]


class Vocabulary:
    """The phrases of one language, found by their first word."""

    def __init__(self, rows: Iterable[Row], clitics: Sequence[str] = ()):
        """Takes rows of phrase, role and value; longer phrases win."""
        self._first: dict[str, tuple[Entry, ...]] = {}
        for phrase, role, value in sorted(set(rows)):
            first, *rest = _forms(phrase)
            self._first[first] = (*self._first.get(first, ()), Entry(tuple(rest), role, value))
        for first, entries in self._first.items():
            self._first[first] = tuple(sorted(entries, key=lambda entry: -len(entry.rest)))
        self._clitics = clitics
        self._roles: dict[str, frozenset[str]] = {}
        self._flags: dict[frozenset[str], dict[str, bool]] = {}
        self._seen: dict[str, tuple[Entry, ...]] = dict(self._first)

    def entries(self, form: str) -> tuple[Entry, ...]:
        """The phrases that begin with a word, behind its clitics too."""
        known = self._seen.get(form)
        if known is None:
            known = self._behind_clitics(form) if self._clitics else ()
            if len(self._seen) < 1 << 16:
                self._seen[form] = known
        return known

    def _behind_clitics(self, form: str) -> tuple[Entry, ...]:
        if form in NO_CLITIC:
            return ()
        for clitic in self._clitics:
            if not form.startswith(clitic) or len(form) - len(clitic) < 2:
                continue
            bare = form[len(clitic) :]
            if clitic.endswith("ل") and bare.startswith("ل"):
                bare = "ا" + bare
            if found := self._first.get(bare):
                return tuple(replace(entry, clitic=clitic) for entry in found)
        return ()

    def find(self, words: Sequence[Token], index: int, *roles: str) -> tuple[Entry, int] | None:
        """The longest phrase of some roles that begins at a token, and the index behind it."""
        if index >= len(words):
            return None
        for entry in self.entries(words[index].form):
            if entry.role in roles:
                rest = entry.rest
                if not rest or self._continues(words, index + 1, rest):
                    return entry, index + 1 + len(rest)
        return None

    def roles(self, form: str) -> frozenset[str]:
        """What the phrases that begin with a word may do."""
        roles = self._roles.get(form)
        if roles is None:
            roles = frozenset(entry.role for entry in self.entries(form))
            if len(self._roles) < 1 << 16:
                self._roles[form] = roles
        return roles

    def near(
        self, words: Sequence[Token], roles: frozenset[str], reach: int, digits: range
    ) -> list[bool]:
        """For each token, whether a phrase of some roles begins there or shortly after.

        It spares the grammars most of a text: without such a word nothing can be read.

        Args:
            words: the tokens.
            roles: the roles that count.
            reach: how many tokens ahead to look.
            digits: how long a run of digits must be to count as well.
        """
        flags = self._flags.setdefault(roles, {})
        near, distance = [False] * len(words), reach + 1
        for index in range(len(words) - 1, -1, -1):
            form = words[index].form
            flag = flags.get(form)
            if flag is None:
                flag = self._may_begin(form, roles, digits)
                if len(flags) < 1 << 16:
                    flags[form] = flag
            begins = flag and (form.isdecimal() or self.find(words, index, *roles))
            distance = 0 if begins else distance + 1
            near[index] = distance <= reach
        return near

    def _may_begin(self, form: str, roles: frozenset[str], digits: range) -> bool:
        if form.isdecimal():
            return len(form) in digits
        return not roles.isdisjoint(self.roles(form))

    @staticmethod
    def _continues(words: Sequence[Token], index: int, rest: tuple[str, ...]) -> bool:
        if index >= len(words) or words[index].form != rest[0]:
            return False
        return tuple(word.form for word in words[index : index + len(rest)]) == rest


def _forms(phrase: str) -> list[str]:
    """The forms of a phrase; one that ends with an elision (plus d') is cut as before a word."""
    if phrase.endswith("'"):
        return [token.form for token in tokens(phrase + "x")[:-1]]
    return [token.form for token in tokens(phrase)]


def read_lexicon(name: str) -> dict[str, list[Row]]:
    """The tables of a lexicon (`name_ar.csv` …: phrase, role, value) as rows by language."""
    return {language: _rows(LEXICONS / f"{name}_{language}.csv") for language in LANGUAGES}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["phrase"], row["role"], row["value"]) for row in csv.DictReader(file)]


def vocabularies(rows: dict[str, list[Row]]) -> dict[str, Vocabulary]:
    """The vocabulary of each language; Arabic words are found behind clitics."""
    return {
        language: Vocabulary(several, CLITICS if language == "ar" else ())
        for language, several in rows.items()
    }
