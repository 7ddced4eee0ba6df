"""RSS and Atom feeds: one article an entry, its HTML as plain text."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax import SAXException, SAXParseException

from orchestration.articles.files.draft import LARGEST_ARTICLE, LARGEST_FILE, Draft
from orchestration.articles.files.html_text import fragment_text
from orchestration.articles.files.pages import with_title
from orchestration.articles.files.publication import read_date
from orchestration.errors import FileRefusedError


def read_feed(path: Path) -> Iterator[Draft]:
    """The entries of a feed, numbered from 1.

    Raises:
        FileRefusedError: it is too large, is no feed, or has no entries.
    """
    import feedparser

    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileRefusedError(
            f"it has {size:,} bytes. Expected a feed of at most {LARGEST_FILE:,} bytes."
        )
    content = path.read_bytes()
    if not content.strip():
        raise FileRefusedError("the file is empty. Expected an RSS or Atom feed.")
    feed = feedparser.parse(io.BytesIO(content))
    error = feed.get("bozo_exception")
    # feedparser puts a declaration before one that has none.
    shift = b"<?xml" not in content[:100].replace(b"\x00", b"")
    malformed = _told(error, shift) if isinstance(error, SAXException) else ""
    if not feed.entries:
        why = f" It is malformed{malformed}." if malformed else ""
        known = "the feed has no entries." if feed.get("version") else "it is no RSS or Atom feed."
        raise FileRefusedError(known + why, "format-error")
    publisher = " ".join(feed.feed.get("title", "").split())
    for number, entry in enumerate(feed.entries, start=1):
        draft = _read_entry(number, entry, publisher)
        if malformed and not draft.broken:
            draft.problems.append(f"the feed is malformed{malformed}: this entry may not be whole")
        yield draft


def _told(error: SAXException, shift: int) -> str:
    place = (
        f" in line {error.getLineNumber() - shift}" if isinstance(error, SAXParseException) else ""
    )
    return f"{place} ({error.getMessage()})"


def _read_entry(number: int, entry, publisher: str) -> Draft:
    title = " ".join(fragment_text(entry.get("title", "")).split())
    given = [content.get("value", "") for content in entry.get("content", ())]
    longest = max([*given, entry.get("summary", "")], key=len)
    url = entry.get("link", "")
    fields = {
        "article_id": entry.get("id", "") or url,
        "title": title,
        "publisher": publisher,
        "published_date": _date(entry),
        "url": url,
    }
    fields = {name: value for name, value in fields.items() if value}
    if len(longest) > LARGEST_ARTICLE:
        broken = f"has {len(longest):,} characters; expected at most {LARGEST_ARTICLE:,}"
        return Draft(number, longest[:LARGEST_ARTICLE], fields, broken=broken)
    text = with_title(title, fragment_text(longest))
    if not text:
        return Draft(number, "", fields, broken="has neither a title nor a text")
    return Draft(number, text, fields)


def _date(entry) -> str:
    """When an entry came out, or was last changed: the day where it was written, else UTC's."""
    for name in ("published", "updated"):
        written, parsed = entry.get(name, ""), entry.get(f"{name}_parsed")
        if written and parsed and not read_date(written):
            return date(*parsed[:3]).isoformat()
        if written:
            return written
    return ""
