"""The lines of a text as blocks that no sentence reaches beyond: paragraphs, items, headings.

Lines that were only wrapped form one block.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x85]")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_ITEM = re.compile(r"(?:[-*+•‣·◦▪►»>]|[–—]|[\d٠-٩]{1,2}[.)])[ \t\u00a0]+\S")
_RULE = re.compile(r"[-=*_~#. \t]{3,}\Z")
LETTER = re.compile(r"[^\W\d_]")
QUOTES = "\"'»”’)]*_\u200e\u200f\u202c\u2069 "
# Text of longer lines than this was not wrapped by hand or by a mail program.
WIDEST_WRAP = 120
SHORTEST_WRAPPED = 40


class Block(NamedTuple):
    """A stretch of text that holds whole sentences.

    Attributes:
        start: its first code point, which is not blank.
        end: the one behind its last, which is not blank.
        kind: text, mark (a Markdown heading), item, or rule (a line without words).
        apart: whether blank lines, a rule or the text's ends stand before and behind it.
        wrapped: whether it is of several lines.
        section: title, body, heading or related.
    """

    start: int
    end: int
    kind: str
    apart: bool = False
    wrapped: bool = False
    section: str = "body"


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    kind: str


def plain_blocks(text: str, start: int) -> Iterator[Block]:
    """The blocks of a text from `start` on, in order, all of the section body."""
    paragraphs = list(_paragraphs(text, start))
    width = max((len(line.text) for lines in paragraphs for line in lines), default=0)
    following = [line.text[0] for lines in paragraphs for line in lines[1:]]
    if not any(map(str.islower, following)) and any(map(str.isupper, following)):
        width = 0  # a list of headlines: in wrapped text some line begins small
    for lines in paragraphs:
        yield from _joined(lines, width)


def _paragraphs(text: str, start: int) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between."""
    lines: list[_Line] = []
    for line in _lines(text, start):
        if line is None:
            if lines:
                yield lines
            lines = []
        else:
            lines.append(line)
    if lines:
        yield lines


def _lines(text: str, start: int) -> Iterator[_Line | None]:
    """Every line without the blanks at its edges; None for a blank one."""
    while start <= len(text):
        broken = _BREAK.search(text, start)
        end = broken.start() if broken else len(text)
        raw = text[start:end]
        if bare := raw.strip():
            first = start + len(raw) - len(raw.lstrip())
            yield _Line(first, first + len(bare), bare, _kind(bare))
        else:
            yield None
        if broken is None:
            return
        start = broken.end()


def _kind(line: str) -> str:
    if _HEADING.match(line):
        return "mark"
    if not LETTER.search(line) and _RULE.match(line):
        return "rule"
    return "item" if _ITEM.match(line) else "text"


def _joined(lines: Sequence[_Line], width: int) -> Iterator[Block]:
    """A paragraph's blocks: its lines, those that were only wrapped as one."""
    if len(lines) == 1:
        yield Block(lines[0].start, lines[0].end, lines[0].kind, apart=True)
        return
    goes_on = [*_wrapped(lines, width), False]
    first = 0
    for number, more in enumerate(goes_on):
        if more:
            continue
        start, end = lines[first], lines[number]
        before = first == 0 or lines[first - 1].kind == "rule"
        behind = number == len(lines) - 1 or lines[number + 1].kind == "rule"
        yield Block(start.start, end.end, start.kind, before and behind, number > first)
        first = number + 1


def _wrapped(lines: Sequence[_Line], width: int) -> list[bool]:
    """Which lines but the last go on in the next one.

    A wrapped line had no room for the next line's first word. In a text whose lines are not all
    of such a width two lines may fit that by chance; three must.
    """
    pairs = list(pairwise(lines))
    joinable = [
        line.kind in ("text", "item") and following.kind == "text" for line, following in pairs
    ]
    wide = max(len(line.text) for line in lines)
    needed = [len(line.text) + 1 + len(_first_word(following)) for line, following in pairs]
    if width and len(pairs) > 1 and wide < min(needed) and wide <= WIDEST_WRAP:
        filled = [True] * len(pairs)
    else:
        wide = max(wide, 0.75 * width) if 0 < width <= WIDEST_WRAP else math.inf
        filled = [room > wide for room in needed]
    return [
        able and (following.text[0].islower() or (full and len(line.text) >= SHORTEST_WRAPPED))
        for able, full, (line, following) in zip(joinable, filled, pairs, strict=True)
    ]


def _first_word(line: _Line) -> str:
    return line.text.split(maxsplit=1)[0]
