"""JSON lines: one article a line, an object with its text under one of the usual names."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.articles.files.decoding import UTF_16
from orchestration.articles.files.draft import (
    LARGEST_ARTICLE,
    LARGEST_FILE,
    NAMES,
    Draft,
    name_fields,
)
from orchestration.articles.files.html_text import fragment_text
from orchestration.errors import FileRefusedError

# Tags that tell a text is HTML.
_MARKUP = re.compile(r"</?(?:p|br|div|span|h[1-6]|ul|ol|li|a|strong|em|script)\b[^<>]*>", re.I)
# How much is kept of a line that cannot be read, in characters.
KEPT = 100_000
SNIFFED = 4096


def read_json_lines(path: Path) -> Iterator[Draft]:
    """The articles of a file, and the lines that are none, each under the number of its line.

    Raises:
        FileRefusedError: the file is empty or no text.
    """
    empty = True
    for number, line in _lines(path):
        if isinstance(line, str) and not line.strip():
            continue
        empty = False
        yield line if isinstance(line, Draft) else _read_line(number, line)
    if empty:
        raise FileRefusedError("the file is empty. Expected an object of JSON in each line.")


def _lines(path: Path) -> Iterator[tuple[int, str | Draft]]:
    with path.open("rb") as stream:
        head = stream.read(SNIFFED)
        stream.seek(0)
        if head.startswith(UTF_16):
            yield from enumerate(_utf_16(path, stream), start=1)
            return
        if b"\x00" in head:
            raise FileRefusedError(
                "the file holds NUL bytes, so it is not a text. If it is UTF-16, save it as UTF-8.",
                "encoding-error",
            )
        number = 0
        while content := stream.readline(LARGEST_ARTICLE + 1):
            number += 1
            yield number, _decoded(stream, number, content)


def _utf_16(path: Path, stream: io.BufferedReader) -> list[str]:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileRefusedError(
            f"it has {size:,} bytes of UTF-16. Expected at most {LARGEST_FILE:,}, or UTF-8."
        )
    try:
        return stream.read().decode("utf-16").split("\n")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            f"byte {error.start + 1} is no UTF-16, which the byte order mark tells. "
            "Save the file as UTF-8.",
            "encoding-error",
        ) from error


def _decoded(stream: io.BufferedReader, number: int, content: bytes) -> str | Draft:
    """A line as text; one that is too long is passed over to its end."""
    if len(content) > LARGEST_ARTICLE:
        rest = content
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(1 << 20)
        told = f"has more than {LARGEST_ARTICLE:,} bytes; expected an article of at most so many"
        return Draft(number, _shown(content), broken=told)
    try:
        return content.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        told = f"holds {byte:#04x} as its byte {error.start + 1}; expected UTF-8"
        return Draft(number, _shown(content), broken=told)


def _shown(content: bytes) -> str:
    return content[:KEPT].decode(errors="backslashreplace")


def _read_line(number: int, line: str) -> Draft:
    line = line.rstrip()
    kept = line[:KEPT]
    try:
        record = json.loads(line, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        told = f"is no JSON at character {error.pos + 1} ({error.msg}); expected an object"
        return Draft(number, kept, broken=told)
    except RecursionError:
        told = "is nested too deeply; expected an object with a text"
        return Draft(number, kept, broken=told)
    if not isinstance(record, dict):
        return Draft(number, kept, broken=f"is {kept[:40]!r}; expected an object of JSON")
    fields = name_fields({name: _as_text(name, value) for name, value in record.items()})
    text = fields.pop("text", "")
    if not text:
        told = f"has no text; expected one under {', '.join(NAMES['text'][:3])}"
        return Draft(number, kept, fields, broken=told)
    if unfit := next((name for name, value in {**fields, "text": text}.items() if _odd(value)), ""):
        told = f"holds half a character or NUL under {unfit}; expected text"
        return Draft(number, kept, broken=told)
    if _MARKUP.search(text):
        text = fragment_text(text)
    return Draft(number, text, fields)


def _odd(text: str) -> bool:
    if text.isascii():
        return "\x00" in text
    return "\x00" in text or text.encode(errors="ignore").decode() != text


def _as_text(name: str, value: Any) -> str:
    """A value as text: of an object its name or title, of a text in paragraphs all of them."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title") if value.get(key)), value)
    paragraphs = isinstance(value, list) and name.casefold() in NAMES["text"]
    if paragraphs and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
