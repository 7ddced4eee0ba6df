"""The words of HTML as plain text: blank lines between blocks, `## ` headings, `- ` list items."""

import html
import re

TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--)>?")
# Tags of HTML, and those that trafilatura gives the blocks of a page.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
ITEMS = frozenset({"li", "item"})
BREAKS = frozenset({"br", "lb"})
CELLS = frozenset({"td", "th", "cell"})
_BLOCKS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hr list main ol p pre quote row section summary table tbody tfoot "
    "thead tr ul"
)
_DROPPED = (
    "audio button canvas embed iframe input math noscript object script select style svg template "
    "textarea title video"
)
BLOCKS = HEADINGS | ITEMS | frozenset(_BLOCKS.split())
DROPPED = frozenset(_DROPPED.split())


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML; of one without tags, itself with its entities resolved."""
    from lxml import etree
    from lxml.html import HTMLParser, fragment_fromstring

    if not TAG.search(fragment):
        return html.unescape(fragment).strip()
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    try:
        element = fragment_fromstring(fragment, create_parent="div", parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return element_text(element)


def element_text(element) -> str:
    """The text of an element of an lxml tree."""
    from lxml import etree

    page = _Page()
    dropped = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else "script"
        if event == "start":
            dropped += tag in DROPPED
            if not dropped:
                page.begin(tag)
                page.write(node.text)
            continue
        if not dropped:
            page.finish(tag)
        dropped -= tag in DROPPED
        if not dropped and node is not element:
            page.write(node.tail)
    return page.text()


class _Page:
    def __init__(self):
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.mark = ""

    def begin(self, tag: str) -> None:
        if tag in BLOCKS:
            self.close()
            self.mark = "## " if tag in HEADINGS else "- " if tag in ITEMS else self.mark
        elif tag in CELLS:
            self.words.append(" ")
        elif tag in BREAKS:
            self.words.append("\n")

    def finish(self, tag: str) -> None:
        if tag in BLOCKS:
            self.close()
            if tag in HEADINGS | ITEMS:
                self.mark = ""
        elif tag in CELLS:
            self.words.append(" ")

    def write(self, text: str | None) -> None:
        if text:
            self.words.append(re.sub(r"\s+", " ", text))

    def close(self) -> None:
        """End a block; one without words is none."""
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        words = "\n".join(line for line in lines if line)
        if words:
            if self.mark == "## ":
                words = words.replace("\n", " ")
            self.blocks.append(self.mark + words)
            self.mark = ""
        self.words = []

    def text(self) -> str:
        self.close()
        return "\n\n".join(self.blocks)
