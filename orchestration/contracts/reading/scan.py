"""One pass over the bytes of a delimited text: what it holds, and whether it is plain."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import FileRefusedError

CHUNK_BYTES = 1 << 22
QUOTE = b'"'
PAIR = b"\x01"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass
class Scan:
    """What the bytes of a UTF-8 text hold.

    Attributes:
        records: records that are not blank, the header included; right where the text is plain.
        is_plain: whether DuckDB reads it as Python's csv module does: quotes only around whole
            cells, no blank line but at the end, one kind of line end, no NUL, no giant line.
        has_quoted_breaks: whether a quoted cell holds a line break.
    """

    records: int = 0
    is_plain: bool = True
    has_quoted_breaks: bool = False


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
    position, lines, breaks, returns = 0, 0, 0, 0
    with path.open("rb") as stream:
        # A chunk ends with a line, but where a line has megabytes.
        while chunk := stream.read(CHUNK_BYTES) + stream.readline(CHUNK_BYTES):
            _check_utf8(decoder, chunk, position, lines)
            if not position and chunk.startswith(codecs.BOM_UTF8):
                chunk = chunk[len(codecs.BOM_UTF8) :]
                position = len(codecs.BOM_UTF8)
            skeleton, ends_quoted = chunk, quoted
            if quoted or QUOTE in chunk:
                skeleton, well_placed = _outside_quotes(chunk, quoted, delimiter)
                scan.is_plain = scan.is_plain and well_placed
                ends_quoted = quoted ^ (chunk.count(QUOTE) % 2 == 1)
            all_breaks = chunk.count(b"\n")
            here = all_breaks if skeleton is chunk else skeleton.count(b"\n")
            scan.has_quoted_breaks |= here < all_breaks
            position, lines, breaks = position + len(chunk), lines + all_breaks, breaks + here
            if b"\r" in chunk:
                scan.has_quoted_breaks |= skeleton.count(b"\r") < chunk.count(b"\r")
                returns += skeleton.count(b"\r\n")
                scan.is_plain = scan.is_plain and skeleton.count(b"\r") == skeleton.count(b"\r\n")
            # Blank lines at the very end are none: line breaks wait until something follows them.
            text = tail + skeleton
            content = text.rstrip(b"\r\n")
            scan.records += tail.count(b"\n") + here
            tail = text[len(content) :]
            scan.records -= tail.count(b"\n")
            if b"\n\n" in content or b"\n\r\n" in content or b"\0" in chunk or not aligned:
                scan.is_plain = False
            quoted, aligned = ends_quoted, chunk.endswith(b"\n")
        _check_utf8(decoder, b"", position, lines, final=True)
    if quoted or returns not in (0, breaks):
        scan.is_plain = False
    return scan


def _outside_quotes(chunk: bytes, quoted: bool, delimiter: bytes) -> tuple[bytes, bool]:
    """A chunk with a mark in the place of each quoted cell, and whether quotes surround cells.

    Two quotes are taken out as a pair first: most are one quote within a cell. DuckDB takes no
    notice of spaces beside a quote, which Python has as a part of the cell.
    """
    pieces = chunk.replace(QUOTE * 2, PAIR).split(QUOTE)
    outside = pieces[quoted::2]
    ends_quoted = quoted ^ (len(pieces) % 2 == 0)
    before = [piece.rstrip(PAIR) for piece in (outside if ends_quoted else outside[:-1])]
    after = outside if quoted else outside[1:]
    skeleton = QUOTE.join(outside) + QUOTE * ends_quoted
    starts = quoted or not before or before[0][-1:] in (b"", delimiter, b"\n")
    opened = {piece[-1:] for piece in before[not quoted :]} <= {delimiter, b"\n"}
    closed = {piece[:1] for piece in after} <= {delimiter, b"\n", b"\r"}
    apart = PAIR + b" " not in skeleton and b" " + PAIR not in skeleton
    return skeleton, starts and opened and closed and apart


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
