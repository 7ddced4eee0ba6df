"""A web page as an article: what trafilatura holds for its text and for its masthead."""

import logging
import re
from copy import deepcopy

from orchestration.articles.files.draft import Draft
from orchestration.articles.files.html_text import element_text
from orchestration.errors import FileRefusedError

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
SNIFFED = 2000
# Only what a page marks as its date counts, not a date somewhere in its words.
DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
# A script may hold a page's masthead as linked data.
BESIDE = (
    "//noscript|//style|//template|//script[not(contains(@type, 'ld+json'))]|//nav|//aside|//footer"
)


def is_page(text: str) -> bool:
    """Whether a text is an HTML page, whatever its file is called."""
    return _PAGE.match(text[:SNIFFED]) is not None


def read_page(page: str) -> Draft:
    """The article of a page: its headline as a `# ` heading, and its text.

    Raises:
        FileRefusedError: there is no text on it.
    """
    import trafilatura

    # It reports on standard error what is told here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = _tree(page)
    if tree is None:
        raise FileRefusedError("the page holds no text.", "format-error")
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree), with_metadata=True, include_comments=False, date_extraction_params=DATES
        )
    except (ValueError, RecursionError):
        found = None
    body = element_text(found.body) if found is not None and found.body is not None else ""
    if not body and (whole := tree.find("body")) is not None:
        body = element_text(whole)
    if not body:
        raise FileRefusedError("the page holds no text.", "format-error")
    fields = {} if found is None else _fields(found)
    return Draft(1, with_title(fields.get("title", ""), body), fields, basis="page")


def _tree(page: str):
    """A page without its scripts and what is beside the text; None if it has no elements."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in tree.xpath(BESIDE):
        element.drop_tree()
    return tree


def with_title(title: str, body: str) -> str:
    """A text below its title as a `# ` heading; one that it begins with is not repeated."""
    if not title:
        return body
    first, _, rest = body.partition("\n\n")
    if first.lstrip("# ").casefold() == title.casefold():
        body = rest
    return f"# {title}\n\n{body}".rstrip()


def _fields(found) -> dict[str, str]:
    fields = {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "published_date": found.date,
        "url": found.url,
        "licence": found.license,
    }
    return {name: " ".join(value.split()) for name, value in fields.items() if value}
