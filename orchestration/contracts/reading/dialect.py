"""A Table Dialect, version 1 or 2: how a file's text is cut into records and cells."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from orchestration.errors import FileRefusedError

ROW_NUMBERS = "row numbers from 1 on"


@dataclass(frozen=True)
class Dialect:
    """The properties of https://datapackage.org/standard/table-dialect/ that readers here use."""

    header: bool = True
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: tuple[int, ...] = ()
    comment_char: str | None = None
    delimiter: str = ","
    line_terminator: str = "\r\n"
    quote_char: str | None = '"'
    double_quote: bool = True
    escape_char: str | None = None
    null_sequence: str | None = None
    skip_initial_space: bool = False
    sheet_number: int = 1
    sheet_name: str | None = None

    @property
    def header_row(self) -> int:
        """Number of the last header record; 0 without a header."""
        return self.header_rows[-1] if self.header and self.header_rows else 0

    @property
    def rows_above(self) -> int:
        """How many records stand above those of the table, where it is plain."""
        return self.header_row + len(self.comment_rows)

    @property
    def is_plain(self) -> bool:
        """Whether DuckDB can read it: any delimiter, a header row, a comment below it."""
        plain = Dialect()
        told = replace(
            self,
            header=True,
            comment_rows=(),
            delimiter=",",
            null_sequence=None,
            line_terminator=plain.line_terminator,
            sheet_name=None,
            sheet_number=1,
            header_join=plain.header_join,
        )
        return (
            told == plain
            and len(self.delimiter) == 1
            and self.delimiter.isascii()
            and self.line_terminator in ("\n", "\r\n")
            and self.comment_rows in ((), (self.header_row + 1,))
        )


def read_dialect(descriptor: Mapping[str, Any] | None) -> Dialect:
    """Read a Table Dialect or CSV Dialect descriptor; frictionless-py nests the latter in `csv`.

    Raises:
        FileRefusedError: a property has not its type, or two are the same character.
    """
    if not isinstance(descriptor or {}, Mapping):
        raise FileRefusedError(
            f"its dialect is {str(descriptor)[:80]!r}. Expected an object.", "dialect-error"
        )
    given = dict(descriptor or {})
    for group in ("csv", "excel"):
        nested = given.pop(group, None)
        if isinstance(nested, Mapping):
            given |= nested
    if "sheet" in given:  # frictionless-py's name for either
        sheet = given["sheet"]
        given["sheetName" if isinstance(sheet, str) else "sheetNumber"] = sheet
    found = {}
    for field in fields(Dialect):
        head, *rest = field.name.split("_")
        name = head + "".join(part.title() for part in rest)
        if name not in given:
            continue
        value = given[name]
        expected = _expected(field.name, value)
        if expected:
            raise FileRefusedError(
                f"its dialect says {name} is {repr(value)[:80]}. Expected {expected}.",
                "dialect-error",
            )
        found[field.name] = tuple(value) if isinstance(value, list) else value
    if found.get("header_rows", (1,)) == ():
        found["header"] = False
    return _settled(Dialect(**found))


def _settled(dialect: Dialect) -> Dialect:
    """The dialect without an empty character; one that escapes itself is doubled."""
    quote, escape = dialect.quote_char or None, dialect.escape_char or None
    doubled = escape is not None and escape == quote
    if dialect.delimiter in (quote, escape):
        raise FileRefusedError(
            f"its dialect has {dialect.delimiter!r} as delimiter and as another character.",
            "dialect-error",
        )
    return replace(
        dialect,
        quote_char=quote,
        escape_char=None if doubled else escape,
        double_quote=dialect.double_quote or doubled,
    )


def _expected(name: str, value: Any) -> str | None:
    """What a property should be, where `value` is not that."""
    if name in ("header_rows", "comment_rows"):
        good = isinstance(value, list) and all(_is_row(row) for row in value)
        return None if good and value == sorted(value) else f"{ROW_NUMBERS}, in order"
    if name == "sheet_number":
        return None if _is_row(value) else "a number from 1 on"
    if isinstance(getattr(Dialect(), name), bool):
        return None if isinstance(value, bool) else "true or false"
    if value is None and getattr(Dialect(), name) is None:
        return None
    if name in ("quote_char", "escape_char"):
        good = value is None or (isinstance(value, str) and len(value) <= 1)
        return None if good and not _breaks(value or "") else "one character that ends no line"
    if not isinstance(value, str):
        return "a string"
    if name in ("delimiter", "line_terminator", "comment_char") and not value:
        return "a string that is not empty"
    if name == "delimiter" and _breaks(value):
        return "a string that ends no line"
    return None


def _breaks(text: str) -> bool:
    return any(character in text for character in "\0\r\n")


def _is_row(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
