"""Bytes of an article's file as text, kept as it stands but for a byte order mark."""

import codecs
import re
from pathlib import Path

from orchestration.articles.files.draft import LARGEST_ARTICLE
from orchestration.errors import FileRefusedError

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Browsers read pages that say the first as the second.
_BROWSERS = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}


def read_text(path: Path, *, charset: bool = False) -> str:
    """The text of a file of one article.

    Args:
        path: the file, UTF-8, or UTF-16 with a byte order mark.
        charset: whether it is a page that may say its charset itself.

    Raises:
        FileRefusedError: it is empty, too large, or no text.
    """
    size = path.stat().st_size
    if size > LARGEST_ARTICLE:
        raise FileRefusedError(
            f"it has {size:,} bytes. Expected an article of at most {LARGEST_ARTICLE:,} bytes."
        )
    content = path.read_bytes()
    text = decode(content, _charset(content) if charset else None)
    if not text.strip():
        raise FileRefusedError("the file is empty. Expected an article.")
    return text


def decode(content: bytes, charset: str | None = None) -> str:
    """Bytes as text.

    Args:
        content: UTF-8, UTF-16 with a byte order mark, or what `charset` names.
        charset: taken where the bytes are no UTF-8.

    Raises:
        FileRefusedError: they are no text.
    """
    if content.startswith(UTF_16):
        try:
            return _without_nul(content.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise FileRefusedError(
                f"byte {error.start + 1} is no UTF-16, which the byte order mark tells. "
                "Save the file as UTF-8.",
                "encoding-error",
            ) from error
    try:
        return _without_nul(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if charset:
            return _without_nul(content.decode(charset, errors="replace"))
        raise FileRefusedError(
            f"byte {error.start + 1} is {error.object[error.start]:#04x}, which is not UTF-8. "
            "Save the file as UTF-8.",
            "encoding-error",
        ) from error


def _without_nul(text: str) -> str:
    if (place := text.find("\x00")) >= 0:
        raise FileRefusedError(
            f"the file holds NUL bytes, the first as character {place + 1:,}, so it is not a text. "
            "If it is UTF-16, save it as UTF-8.",
            "encoding-error",
        )
    return text


def _charset(content: bytes) -> str | None:
    """The charset that a page names at its head, if Python knows it."""
    if b"\x00" in content or not (named := _CHARSET.search(content, 0, 4096)):
        return None
    try:
        known = codecs.lookup(named[1].decode()).name
        b"".decode(known)
    except LookupError:  # unknown, or no charset at all
        return None
    return _BROWSERS.get(known, known)
