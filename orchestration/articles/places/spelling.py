"""Spellings of place names: the forms under which names are compared, and how near two are.

Names of the Sahel are written by ear in three languages: غاو, جاو and قاو are one town, so are
Menaka and Ménaka, Farabougou and Farabugu. What a name stands for is not decided here.
"""

import re
from functools import lru_cache

from orchestration.articles.words import tokens

ARABIC_NAME = re.compile("[ء-غف-ي\u064b-\u0652 '’-]+")
LATIN_NAME = re.compile("[A-Z\u00c0-\u00de\u0100-\u024f'’ʼ][A-Za-z\u00c0-\u024f '’ʼ.-]*")
MARKS = "-'."
# Sounds of either script as one letter; the longest spelling is read first.
_SOUNDS = {
    variant: sound
    for sound, variants in {
        "": "h ء",
        "u": "ou oo w o",
        "i": "e y ee",
        "ni": "gn ny",
        "g": "gh gu غ ق ج ك دج",
        "c": "tch ch sh",
        "j": "dj",
        "f": "ph v",
        "k": "q c ck kh",
        "si": "ce ci cy",
        "s": "z",
        "t": "th",
        "ت": "ط ث",
        "س": "ص ز ظ",
        "د": "ذ ض",
        "ه": "ح",
        "ا": "ع",
        "ش": "تش",
    }.items()
    for variant in variants.split()
}
_READ = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aiuاويه]+")


@lru_cache(maxsize=1 << 15)
def name_forms(name: str) -> tuple[str, ...]:
    """The words of a name in their normalised forms, without hyphens and apostrophes."""
    forms = (token.form.strip(MARKS) for token in tokens(name))
    return tuple(form for form in forms if form)


def is_written_in(name: str, script: re.Pattern[str]) -> bool:
    """Whether a name has letters of one script only, Arabic ones without Persian or Urdu."""
    return script.fullmatch(name) is not None


@lru_cache(maxsize=1 << 15)
def sounds(name: str) -> str:
    """A name as it is heard: alike letters as one, doubled ones once, no blanks."""
    joined = "".join(name_forms(name))
    if joined.startswith("ال"):
        joined = joined[2:]
    return _DOUBLE.sub(r"\1", _READ.sub(lambda match: _SOUNDS[match[0]], joined))


def skeleton(heard: str) -> str:
    """The consonants of a name as it is heard."""
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", heard))


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for index, second in enumerate(other, 1):
            before, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, before + (letter != second)),
            )
    return row[-1]
