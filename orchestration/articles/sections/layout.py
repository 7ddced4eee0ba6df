"""The sections of a text: its title, headings, body, and what leads to other articles."""

from collections.abc import Sequence

from orchestration.articles.sections.elsewhere import leads_elsewhere
from orchestration.articles.sections.lines import LETTER, QUOTES, Block, plain_blocks

STOPS = (".", "!", "?", "؟", "…", "۔")
OPEN_ENDS = (*STOPS, ":", ";", ",", "،", "؛")
LONGEST_TITLE, LONGEST_HEADING, LONGEST_HEADLINE = 160, 80, 200
MOST_HEADING_WORDS = 12
# A list of other headlines that nothing tells as one: how many, how long each, and how much of
# the text.
FEWEST_UNTOLD, LONGEST_UNTOLD, LARGEST_TAIL = 3, 120, 0.4


def blocks(text: str, start: int = 0) -> list[Block]:
    """The blocks of a text from `start` on, each with its section, in linear time."""
    found = list(plain_blocks(text, start))
    worded = [index for index, block in enumerate(found) if block.kind != "rule"]
    sections = _Sections(text, [found[index] for index in worded]).find()
    for index, section in zip(worded, sections, strict=True):
        found[index] = found[index]._replace(section=section)
    return found


class _Sections:
    """The sections of the blocks that hold words."""

    def __init__(self, text: str, found: Sequence[Block]):
        self.text = text
        self.blocks = found
        self.sections = ["body"] * len(found)
        self.leads = [leads_elsewhere(text, block) for block in found]

    def find(self) -> list[str]:
        self._mark_headings()
        self._mark_title()
        self._mark_led()
        self._mark_tail()
        return self.sections

    def _mark_headings(self) -> None:
        for index, block in enumerate(self.blocks):
            following = self.blocks[index + 1 : index + 2]
            goes_on = bool(following) and not _is_heading_like(self.text, following[0])
            if block.kind == "mark" or (_is_heading_like(self.text, block) and goes_on):
                self.sections[index] = "heading"

    def _mark_title(self) -> None:
        if not self.blocks or (len(self.blocks) == 1 and self.blocks[0].kind != "mark"):
            return
        first = self.blocks[0]
        if first.kind == "mark":
            is_title = self.text.startswith(("# ", "#\t"), first.start)
        else:
            is_title = (
                first.kind == "text"
                and first.apart
                and _is_headline(self.text, first, LONGEST_TITLE)
            )
        if is_title and not self.leads[0]:
            self.sections[0] = "title"

    def _mark_led(self) -> None:
        """Lines like "Read more: …", and what stands below such a line of its own."""
        index = 0
        while index < len(self.blocks):
            lead = self.leads[index]
            index += 1
            if not lead:
                continue
            self.sections[index - 1] = "related"
            while lead == "below" and index < len(self.blocks) and self._may_be_led(index):
                self.sections[index] = "related"
                index += 1

    def _may_be_led(self, index: int) -> bool:
        block = self.blocks[index]
        return block.kind != "mark" and (
            block.kind == "item" or _is_headline(self.text, block, LONGEST_HEADLINE, ask=True)
        )

    def _mark_tail(self) -> None:
        """Headlines at the end that no phrase tells: items below a heading, or lone lines."""
        first = len(self.blocks)
        while first and self._ends_list(first - 1):
            first -= 1
        tail = self.blocks[first:]
        if not tail or not first:
            return
        size = tail[-1].end - tail[0].start
        if size > LARGEST_TAIL * (tail[-1].end - self.blocks[0].start):
            return
        listed = all(block.kind == "item" for block in tail)
        below = self.sections[first - 1] == "heading"
        lone = not listed and len(tail) >= FEWEST_UNTOLD and self._is_text(first - 1, below)
        if (listed and below) or lone:
            self.sections[first - below :] = ["related"] * (len(tail) + below)

    def _ends_list(self, index: int) -> bool:
        block = self.blocks[index]
        if self.sections[index] not in ("body", "heading") or block.kind == "mark":
            return False
        if self.sections[index] == "heading" and self.blocks[index + 1].kind == "item":
            return False
        return _is_headline(self.text, block, LONGEST_UNTOLD)

    def _is_text(self, index: int, below: bool) -> bool:
        """Whether the block before the tail, or before its heading, is written in sentences."""
        index -= below
        if index < 0:
            return False
        block = self.blocks[index]
        return _bare_end(self.text, block).endswith(STOPS)


def _bare_end(text: str, block: Block) -> str:
    return text[max(block.start, block.end - 8) : block.end].rstrip(QUOTES)


def _is_headline(text: str, block: Block, longest: int, *, ask: bool = False) -> bool:
    """One line of words without a stop at its end; a question mark may `ask`."""
    if block.wrapped or block.end - block.start > longest:
        return False
    line = text[block.start : block.end]
    if not LETTER.search(line):
        return False
    end = line.rstrip(QUOTES)
    return not end.endswith(OPEN_ENDS) or (ask and end.endswith(("?", "؟")))


def _is_heading_like(text: str, block: Block) -> bool:
    """A short line that stands alone, is no item and ends in no mark."""
    if block.kind != "text" or not block.apart:
        return False
    if not _is_headline(text, block, LONGEST_HEADING):
        return False
    line = text[block.start : block.end]
    return line[-1] not in '"”»' and len(line.split()) <= MOST_HEADING_WORDS
