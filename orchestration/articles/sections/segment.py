"""An article's text cut into sentences, each with the section that it stands in.

How lines form blocks is in `lines`, which of them are headings or lead elsewhere in `layout`.
"""

import re
from typing import NamedTuple

from orchestration.articles.sections.dateline import dateline_end
from orchestration.articles.sections.layout import blocks
from orchestration.articles.sections.lines import Block

_LETTER = "\u0621-\u064a\u0671-\u06d3"
_BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Stops, and what closes with the sentence: quotes, brackets, emphasis, notes. Only marks that
# never open a quote may stand behind a blank.
_STOP = re.compile(
    rf"""
    (?P<stop>[.!?؟…۔]+[{_BIDI}]*)
    (?P<closers>(?:[ \u00a0\u202f]?[»”’]|["')\]›*_{_BIDI}]|\[\d{{1,3}}\])*)
    (?=\s|[«“]|(?<=[{_LETTER}][.!?؟…۔])[{_LETTER}]|\Z)
    """,
    re.VERBOSE,
)
# The first letters or digits behind a stop, past blanks, quotes and brackets.
_NEXT = re.compile(rf"[\s\"'«»“”‘’(\[*_{_BIDI}—–-]*+([^\W_][\w'’]{{0,20}}|\S)")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+\Z")
LONGEST_WORD = 24
# Never the end of a sentence: titles before a name.
_TITLES = (
    "adm brig capt cdt cmdr cne col dr gal gen gov hon lt maj mgr mm mr mrs ms pres prof rep rev "
    "sen sgt st ste vs"
)
# The end of a sentence only before a capital or an Arabic letter.
_SHORTENED = (
    "al approx apr art aug av avr bd bros cf co corp dec déc dept dépt ed env etc ex feb févr fig "
    "hab inc jan janv jr jul juil jun ltd mar nb no nos nov oct pp rd sep sept sr tel tél vol"
)
# Behind "U.S." or an initial only these begin a new sentence.
_OPENERS = (
    "a after although an and as at both but ce ces cette cependant dans de depuis des elle elles "
    "en for from he his however il ils in it its la le les l'armée meanwhile mais on our pour "
    "selon she since some that the their there these they this those un une we when while with"
)
TITLES, SHORTENED, OPENERS = map(frozenset, map(str.split, (_TITLES, _SHORTENED, _OPENERS)))
# A dateline stands before one of the first blocks of the body.
FIRST_BLOCKS = 3


class Sentence(NamedTuple):
    """A sentence by its offsets in the text; no blanks at its edges.

    Attributes:
        start: its first code point.
        end: the one behind its last.
        section: title, dateline, body, heading, or related: leads to other articles.
    """

    start: int
    end: int
    section: str


def sentences(text: str, body_start: int = 0) -> list[Sentence]:
    """The sentences of a text in order, in linear time.

    They do not overlap, and every character from `body_start` on that is not blank lies in one.

    Args:
        text: an article's text.
        body_start: where the article begins in it.
    """
    found, bodies = [], 0
    for block in blocks(text, body_start):
        start = block.start
        bodies += block.section == "body"
        if block.section == "body" and bodies <= FIRST_BLOCKS:
            start = dateline_end(text, block.start, block.end)
            if span := _trimmed(text, block.start, start):
                found.append(Sentence(*span, "dateline"))
        for end in _ends(text, block, start):
            if span := _trimmed(text, start, end):
                found.append(Sentence(*span, block.section))
            start = end
    return found


def headline(text: str, body_start: int = 0) -> str:
    """The title as it stands at the head of a text, without its mark; empty if there is none."""
    first = next(iter(blocks(text, body_start)), None)
    if first is None or first.section != "title":
        return ""
    return " ".join(text[first.start : first.end].lstrip("#").split())


def _ends(text: str, block: Block, start: int) -> list[int]:
    """Where the sentences of a block end from `start` on; the last one ends with it."""
    ends = [
        match.end()
        for match in _STOP.finditer(text, start, block.end)
        if match.end() < block.end and _ends_sentence(text, match, block)
    ]
    return [*ends, block.end]


def _ends_sentence(text: str, match: re.Match, block: Block) -> bool:
    following = _first_word(text, match.end(), block.end)
    if not following:
        return False
    stop = match["stop"].rstrip("\u200e\u200f")
    lower = following[0].islower()
    if stop != ".":
        return not lower and stop != ".."
    if lower and match["closers"].strip():
        return False
    return not _is_shortened(text, match.start(), following, block)


def _is_shortened(text: str, dot: int, following: str, block: Block) -> bool:
    """Whether a dot belongs to the word before it."""
    first = max(block.start, dot - LONGEST_WORD)
    first = max(first, text.rfind(" ", first, dot) + 1)
    before = _WORD_BEFORE.search(text, first, dot)
    if before is None:
        return False
    word, lower = before[0], following[0].islower()
    folded = word.casefold()
    if word.isdecimal():
        # An ordinal, or the number of an item.
        return lower or before.start() == block.start
    if "." in word or len(word) == 1:
        if word in ("م", "ه") and text[: before.start()][-2:].strip()[-1:].isdecimal():
            return False  # of a year: AD, AH
        return lower or following.casefold() not in OPENERS
    if folded in TITLES:
        return True
    return folded in SHORTENED and (lower or following[0].isdecimal())


def _first_word(text: str, start: int, end: int) -> str:
    """The first letters or digits behind a stop, past blanks, quotes and brackets."""
    match = _NEXT.match(text, start, end)
    return match[1] if match else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)
