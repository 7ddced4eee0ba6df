"""Words with their places: text cut into tokens, each with a normalised form and its offsets.

What the words mean is not decided here.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

# How many words are remembered.
LARGE = 1 << 15

ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff"
ARABIC += "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
# Harakat, tatweel and the accents that follow their letter.
MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
MARKS += "\u06ea-\u06ed"
# Soft hyphen, joiners, bidi marks, byte order mark.
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
APOSTROPHE = "['\u2018\u2019\u02bc\u02bf\u02be\uff07]"

_OTHER = rf"[^\W\d_{ARABIC}]"
_INSIDE = f"[{MARKS}{INVISIBLE}]"
_LATIN = f"{_OTHER}+(?:{_INSIDE}+{_OTHER}+)*"
_TOKEN = re.compile(
    rf"""
    (?!\s)  # no alternative begins with a blank: trying them all took a third of the time
    (?:
    {_OTHER}++(?![{MARKS}{INVISIBLE}]|{APOSTROPHE})
    | [{ARABIC}]++(?![{MARKS}{INVISIBLE}])
    | (?i:aujourd{APOSTROPHE}hui(?!\w))
    | (?i:jusqu|lorsqu|puisqu|quoiqu|presqu|qu|[ldjmtsnc]){APOSTROPHE}(?=[\w"«“])
    | {_LATIN}(?:{APOSTROPHE}(?!(?i:s)(?!\w)){_LATIN})*[{MARKS}]*
    | [{ARABIC}]+(?:{_INSIDE}+[{ARABIC}]+)*[{MARKS}]*
    | \d+
    | (?<=\w){APOSTROPHE}(?i:s)(?!\w)
    | [^\w\s{MARKS}{INVISIBLE}] | _
    )
    """,
    re.VERBOSE,
)
_FOLD = str.maketrans(
    {
        **dict.fromkeys("ٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        **dict.fromkeys("ةہە", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("«»“”„‟", '"'),
        **dict.fromkeys("‘’ʼʿʾ‛", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٪": "%",
        "…": "…",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ı": "i",
    }
)
_DROPPED = re.compile(f"{_INSIDE}+")


class Memory(dict[Key, Value], Generic[Key, Value]):
    """What a function gives for a word or the like, computed once: `memory[word]`.

    It costs half of a call under `lru_cache`, which counts where every token is looked up. One
    that has grown large is emptied, so that it stays bounded.
    """

    def __init__(self, function: Callable[[Key], Value]):
        """Takes the function, which must give the same for the same."""
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        if len(self) >= LARGE:
            self.clear()
        value = self[key] = self._function(key)
        return value


class Token(NamedTuple):
    """A word, a run of digits or a punctuation mark.

    Attributes:
        form: the word normalised (see `normalise`).
        start: where it begins, in code points into the text that was given.
        end: where it ends; `text[start:end]` is the word as it stands.
    """

    form: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of text, in linear time.

    French elisions are cut after the apostrophe (`l'` + `armée`), an English genitive before it
    (`army` + `'s`). A hyphen is a token, so are the separators in a number; letters and digits
    that touch are cut (`M23`, `5th`, `و20`).

    Args:
        text: the whole text: offsets count from its first character.
        start: where to begin.
        end: where to stop; the end of the text if left out.
    """
    stop = len(text) if end is None else end
    found = _TOKEN.finditer(text, start, stop)
    return list(map(_token, [(_FORMS[match[0]], match.start(), match.end()) for match in found]))


def normalise(word: str) -> str:
    """The form under which words are compared.

    Latin letters without case and accents; Arabic letters without harakat, tatweel and bidi
    marks, أ إ آ ٱ as ا, ى as ي, ة as ه, ؤ as و, ئ as ي; digits and punctuation in ASCII where
    there is a like.
    """
    if word.isascii():
        return word.lower()
    if word.isdecimal():
        return "".join(str(unicodedata.digit(digit)) for digit in word)
    if len(word) == 1 and not word.isalnum():
        return word.translate(_FOLD)
    decomposed = unicodedata.normalize("NFKD", word).casefold().translate(_FOLD)
    return _DROPPED.sub("", decomposed)


_FORMS = Memory(normalise)
# A token of its three values, without the way over its keywords, which takes half of the time.
_token = partial(tuple.__new__, Token)
