"""One pass over the bytes of a delimited text: what it holds, and whether it is plain."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import FileRefusedError

CHUNK_BYTES = 1 << 22
QUOTE = b'"'
BLANK_LINE = re.compile(rb"\n\r?\n")
# NUL, and what DuckDB is told to take for no cell.
ODD = (b"\0", b"\x01")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass
class Scan:
    """What the bytes of a UTF-8 text hold.

    Attributes:
        records: records that are not blank, the header included; right where the text is plain.
        is_plain: whether DuckDB reads it as Python's csv module does: quotes only around whole
            cells, no blank line but at the end, one kind of line end, no NUL or mark, no giant
            line.
        has_quoted_breaks: whether a quoted cell holds a line break.
        has_returns: whether the records of a plain text end with CRLF.
        size: how many bytes were looked at.
    """

    records: int = 0
    is_plain: bool = True
    has_quoted_breaks: bool = False
    has_returns: bool = False
    size: int = 0


def byte_order_mark(path: Path) -> str | None:
    """The encoding that a file's first bytes name."""
    with path.open("rb") as stream:
        start = stream.read(4)
    return next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), None)


def scan_text(path: Path, delimiter: bytes) -> Scan:
    """Look at a UTF-8 text of any size in bounded memory.

    Raises:
        FileRefusedError: a byte is not UTF-8; names its position and line.
    """
    scan, decoder = Scan(), codecs.getincrementaldecoder("utf-8")()
    quoted, aligned, tail = False, True, b"\n"
    lines, breaks, returns = 0, 0, 0
    with path.open("rb") as stream:
        # A chunk ends with a line, but where a line has megabytes.
        while chunk := stream.read(CHUNK_BYTES) + stream.readline(CHUNK_BYTES):
            _check_utf8(decoder, chunk, scan.size, lines)
            at_start, scan.size = not scan.size, scan.size + len(chunk)
            if at_start:
                chunk = chunk.removeprefix(codecs.BOM_UTF8)
            skeleton, ends_quoted, well_placed = _outside_quotes(chunk, quoted, delimiter)
            all_breaks, here = chunk.count(b"\n"), skeleton.count(b"\n")
            lines, breaks = lines + all_breaks, breaks + here
            all_returns, returns_here = chunk.count(b"\r"), skeleton.count(b"\r")
            returns += returns_here
            scan.has_quoted_breaks |= here < all_breaks or returns_here < all_returns
            # Blank lines at the very end are none: line breaks wait until something follows them.
            text = tail + skeleton
            content = text.rstrip(b"\r\n")
            scan.records += tail.count(b"\n") + here
            tail = text[len(content) :]
            scan.records -= tail.count(b"\n")
            scan.is_plain &= aligned and well_placed and _is_plain(chunk, skeleton, content)
            quoted, aligned = ends_quoted, chunk.endswith(b"\n")
        _check_utf8(decoder, b"", scan.size, lines, final=True)
    if quoted or returns not in (0, breaks):
        scan.is_plain = False
    scan.has_returns = returns > 0
    return scan


def _is_plain(chunk: bytes, skeleton: bytes, content: bytes) -> bool:
    """Whether a chunk has no odd character, no blank line, and no CR that stands alone."""
    if any(character in chunk for character in ODD) or BLANK_LINE.search(content):
        return False
    return b"\r" not in skeleton or skeleton.count(b"\r") == skeleton.count(b"\r\n")


def _outside_quotes(chunk: bytes, quoted: bool, delimiter: bytes) -> tuple[bytes, bool, bool]:
    """A chunk with a mark in the place of each quoted cell, and what became of its quotes.

    A quote within a cell is doubled, so to this eye it closes and opens the cell with nothing
    between.

    Returns:
        What is outside quotes, whether the chunk ends within them, and whether all quotes
        surround whole cells.
    """
    pieces = chunk.split(QUOTE)
    outside = pieces[quoted::2]
    ends_quoted = quoted ^ (len(pieces) % 2 == 0)
    opened = {piece[-1:] for piece in (outside if ends_quoted else outside[:-1])}
    closed = {piece[:1] for piece in (outside if quoted else outside[1:])}
    around = {b"", delimiter, b"\n"}
    skeleton = QUOTE.join(outside) + QUOTE * ends_quoted
    return skeleton, ends_quoted, opened <= around and closed <= {*around, b"\r"}


def _check_utf8(
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    position: int,
    lines: int,
    *,
    final: bool = False,
) -> None:
    pending = decoder.getstate()[0]
    if chunk.isascii() and not pending:
        return
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        place = position - len(pending) + error.start + 1
        line = lines + error.object.count(b"\n", 0, error.start) + 1
        windows = bytes([byte]).decode("cp1252", errors="replace")
        raise FileRefusedError(
            f"byte {place:,}, in line {line:,}, is {byte:#04x}, which is not UTF-8; in "
            f"Windows-1252 it is {windows}. Save the file as UTF-8.",
            "encoding-error",
        ) from error
