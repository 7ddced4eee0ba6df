"""Word lists of the number and date grammars: lexicon tables looked up by tokens."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.articles.words import Memory, Token, tokens
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
        self._entries = Memory(self._read_entries)
        self._roles = Memory(lambda form: frozenset(entry.role for entry in self.entries(form)))
        self._split = Memory(self._split_entries)
        self._with_roles = Memory(self._remember_entries)
        self._hopeful = Memory(self._remember_hopeful)

    def entries(self, form: str) -> tuple[Entry, ...]:
        """The phrases that begin with a word, behind its clitics too."""
        return self._entries[form]

    def roles(self, form: str) -> frozenset[str]:
        """What the phrases that begin with a word may do."""
        return self._roles[form]

    def roles_at(self, words: Sequence[Token], index: int) -> frozenset[str]:
        """What the phrases that begin at a token may do: for which roles `find` finds one."""
        alone, by_second = self._split[words[index].form]
        if not by_second or index + 1 == len(words):
            return alone
        longer = by_second.get(words[index + 1].form)
        if not longer:
            return alone
        return alone.union(
            entry.role for entry in longer if self._continues(words, index + 1, entry.rest)
        )

    def present(self, words: Sequence[Token]) -> frozenset[str]:
        """What the phrases of a sentence may do: `find` finds none of another role in it."""
        return frozenset().union(*[self._roles[word.form] for word in words])

    def find(self, words: Sequence[Token], index: int, *roles: str) -> tuple[Entry, int] | None:
        """The longest phrase of some roles that begins at a token, and the index behind it."""
        if index >= len(words):
            return None
        form = words[index].form
        if not self._entries[form]:
            return None
        for entry in self._with_roles[roles][form]:
            rest = entry.rest
            if not rest or self._continues(words, index + 1, rest):
                return entry, index + 1 + len(rest)
        return None

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
        near = [False] * len(words)
        hopeful = self._hopeful[roles, digits]
        for index in [index for index, word in enumerate(words) if hopeful[word.form]]:
            if words[index].form.isdecimal() or not roles.isdisjoint(self.roles_at(words, index)):
                first = max(0, index - reach)
                near[first : index + 1] = [True] * (index + 1 - first)
        return near

    def _read_entries(self, form: str) -> tuple[Entry, ...]:
        return self._first.get(form) or self._behind_clitics(form)

    def _split_entries(self, form: str) -> tuple[frozenset[str], dict[str, list[Entry]]]:
        """The roles of a word by itself, and the longer phrases by their second word."""
        entries = self.entries(form)
        by_second = defaultdict(list)
        for entry in entries:
            if entry.rest:
                by_second[entry.rest[0]].append(entry)
        return frozenset(entry.role for entry in entries if not entry.rest), by_second

    def _remember_entries(self, roles: tuple[str, ...]) -> Memory[str, list[Entry]]:
        """By their first word, the phrases of some roles."""
        return Memory(lambda form: [entry for entry in self.entries(form) if entry.role in roles])

    def _remember_hopeful(self, key: tuple[frozenset[str], range]) -> Memory[str, bool]:
        """By word, whether a phrase of some roles may begin with it, or it is digits that count."""
        roles, digits = key

        def is_hopeful(form: str) -> bool:
            if form.isdecimal():
                return len(form) in digits
            return not roles.isdisjoint(self.roles(form))

        return Memory(is_hopeful)

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
