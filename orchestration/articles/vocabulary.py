"""Word lists of the number and date grammars: lexicon tables looked up by tokens."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from sys import intern
from typing import NamedTuple

from orchestration.articles.words import Memory, Token, tokens
from orchestration.settings import PROJECT

LEXICONS = PROJECT / "seeds" / "reference" / "lexicons"
LANGUAGES = ("ar", "en", "fr")

# What may stand before an Arabic word without a blank; لل is ل before the article.
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
# Words that only look as if they had a clitic: "I am not", "door", "cap", "I am not" with و.
NO_CLITIC = frozenset({"لست", "ولست", "باب", "وباب", "كاب", "لاب"})
# What a run of digits may do, as if it were a phrase; the second if it is as long as a year.
DIGITS, FOUR_DIGITS = "digits", "four_digits"
NO_ROLES: frozenset[str] = frozenset()


class Entry(NamedTuple):
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


class Beginning(NamedTuple):
    """What a word may begin.

    Attributes:
        entries: the phrases that it is by itself.
        roles: theirs, and `DIGITS` or `FOUR_DIGITS` if it is a run of digits.
        longer: the longer phrases by their second word, the longest first.
    """

    entries: tuple[Entry, ...]
    roles: frozenset[str]
    longer: dict[str, list[Entry]]


Row = tuple[str, str, str]


class Vocabulary:
    """The phrases of one language, found by their first word."""

    def __init__(self, rows: Iterable[Row], clitics: Sequence[str] = ()):
        """Takes rows of phrase, role and value; longer phrases win."""
        self._first: dict[str, tuple[Entry, ...]] = {}
        for phrase, role, value in sorted(set(rows)):
            first, *rest = _forms(phrase)
            self._first[first] = (
                *self._first.get(first, ()),
                Entry(tuple(rest), intern(role), value),
            )
        for first, entries in self._first.items():
            self._first[first] = tuple(sorted(entries, key=lambda entry: -len(entry.rest)))
        self._clitics = clitics
        self._entries = Memory(self._read_entries)
        self.beginnings = Memory(self._read_beginning)
        self._openings = Memory(self._remember_openings)

    def entries(self, form: str) -> tuple[Entry, ...]:
        """The phrases that begin with a word, behind its clitics too."""
        return self._entries[form]

    def find(self, words: Sequence[Token], index: int, *roles: str) -> tuple[Entry, int] | None:
        """The longest phrase of some roles that begins at a token, and the index behind it.

        Where a sentence is asked more than once, `Phrases` finds them all at once.
        """
        for entry in self.entries(words[index].form) if index < len(words) else ():
            end = index + 1 + len(entry.rest)
            following = words[index + 1 : end]
            if entry.role in roles and tuple([word.form for word in following]) == entry.rest:
                return entry, end
        return None

    def may_occur(self, words: Sequence[Token], roles: frozenset[str]) -> bool:
        """Whether a sentence may have a phrase of some roles, told by at most two of its words."""
        openings = self._openings[roles]
        for index, opening in enumerate([openings[word.form] for word in words]):
            if opening and (
                opening is True or (index + 1 < len(words) and words[index + 1].form in opening)
            ):
                return True
        return False

    def _read_entries(self, form: str) -> tuple[Entry, ...]:
        return self._first.get(form) or self._behind_clitics(form)

    def _read_beginning(self, form: str) -> Beginning | None:
        """What begins with a word; None for most words, which begin nothing."""
        entries = self.entries(form)
        alone = tuple(entry for entry in entries if not entry.rest)
        roles = {entry.role for entry in alone}
        if form.isdecimal():
            roles |= {DIGITS, FOUR_DIGITS} if len(form) == 4 else {DIGITS}
        longer = defaultdict(list)
        for entry in entries:
            if entry.rest:
                longer[entry.rest[0]].append(entry)
        return Beginning(alone, frozenset(roles), dict(longer)) if roles or longer else None

    def _remember_openings(self, roles: frozenset[str]) -> Memory[str, bool | frozenset[str]]:
        """By word, whether it is a phrase of some roles; if not, what may follow to make one."""

        def read(form: str) -> bool | frozenset[str]:
            beginning = self.beginnings[form]
            if beginning is None:
                return False
            return not roles.isdisjoint(beginning.roles) or frozenset(
                second
                for second, longer in beginning.longer.items()
                if any(entry.role in roles for entry in longer)
            )

        return Memory(read)

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
                return tuple(entry._replace(clitic=clitic) for entry in found)
        return ()


class Phrases:
    """The phrases of a vocabulary in a sentence, found in one pass and then looked up.

    Attributes:
        known: the vocabulary.
        words: the tokens of the sentence.
        at: what begins at a token, by index and in order; a token at which nothing does is left
            out.
    """

    def __init__(self, known: Vocabulary, words: Sequence[Token]):
        """Takes the vocabulary and the tokens."""
        self.known = known
        self.words = words
        beginnings = known.beginnings
        begun = enumerate([beginnings[word.form] for word in words])
        self.at = {index: beginning for index, beginning in begun if beginning}
        for index, (entries, roles, longer) in self.at.items():
            if longer and (fitting := _fitting(longer, words, index + 1)):
                some = roles.union([entry.role for entry in fitting])
                self.at[index] = Beginning((*fitting, *entries), some, {})

    def roles(self, index: int) -> frozenset[str]:
        """What the phrases that begin at a token may do; of digits also `DIGITS`."""
        found = self.at.get(index)
        return found.roles if found else NO_ROLES

    def starts(self, roles: frozenset[str], near: Sequence[bool]) -> list[int]:
        """The tokens, out of those that are near, at which a phrase of some roles begins."""
        return [
            index
            for index, beginning in self.at.items()
            if near[index] and not roles.isdisjoint(beginning.roles)
        ]

    def find(self, index: int, *roles: str) -> tuple[Entry, int] | None:
        """The longest phrase of some roles that begins at a token, and the index behind it."""
        if found := self.at.get(index):
            for entry in found.entries:
                if entry.role in roles:
                    return entry, index + 1 + len(entry.rest)
        return None

    def has(self, index: int, *roles: str) -> bool:
        """Whether a phrase of some roles begins at a token."""
        return self.find(index, *roles) is not None

    def near(self, roles: frozenset[str], reach: int) -> list[bool]:
        """For each token, whether a phrase of some roles begins there or shortly after.

        It spares the grammars most of a text: without such a word nothing can be read.

        Args:
            roles: the roles that count.
            reach: how many tokens ahead to look.
        """
        near = [False] * len(self.words)
        for index, beginning in self.at.items():
            if not roles.isdisjoint(beginning.roles):
                first = max(0, index - reach)
                near[first : index + 1] = [True] * (index + 1 - first)
        return near


def _fitting(longer: dict[str, list[Entry]], words: Sequence[Token], second: int) -> list[Entry]:
    """The longer phrases whose words follow."""
    likely = longer.get(words[second].form) if second < len(words) else None
    return [
        entry
        for entry in likely or ()
        if len(entry.rest) == 1
        or tuple([word.form for word in words[second : second + len(entry.rest)]]) == entry.rest
    ]


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
