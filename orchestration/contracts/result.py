"""What a check found: counts that are complete, and the errors to show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LONGEST_VALUE = 1000
LONGEST_SHOWN = 80
SHOWN_LINES = 20
# Errors that are told in a sentence of their own, in the place of what was expected.
TOLD = frozenset(
    f"{what}-error"
    for what in (
        "package", "resource", "schema", "field", "dialect",
        "source", "encoding", "compression", "format",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Error:
    """One broken rule.

    Attributes:
        type: the error's type, by frictionless-py's name.
        file: the file as people name it.
        row: number of the record in the file, the header included; none where no row is to blame.
        field: name of the field; none where no single field is to blame.
        value: what stands there, cut after 1,000 characters; none where nothing does.
        expected: what was expected instead.
    """

    type: str
    file: str
    row: int | None
    field: str | None
    value: str | None
    expected: str

    def line(self) -> str:
        """The error in one line that is safe to print."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row:,}")
        if self.field:
            place.append(self.field)
        shown = "" if self.value is None else f"{_shown(self.value)}; "
        what = self.expected if self.type in TOLD else f"{shown}expected {self.expected}"
        return printable(f"{', '.join(place)}: {self.type}: {what}")


@dataclass(frozen=True)
class TableResult:
    """What became of a table's rows: rows in = accepted + rejected.

    Attributes:
        name: the table's name.
        files: its files as people name them.
        rows_in: records below the header.
        accepted: rows that satisfy the contract.
        rejected: rows that break it.
        counts: number of errors by type, also of those that are not shown.
        errors: the first of them, in the order of files and rows.
        notes: what was recognised on the way and should be known.
    """

    name: str
    files: tuple[str, ...]
    rows_in: int
    accepted: int
    rejected: int
    counts: Mapping[str, int]
    errors: tuple[Error, ...]
    notes: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.counts

    def to_dict(self) -> dict[str, Any]:
        """The result, ready for JSON."""
        return {
            "name": self.name,
            "valid": self.valid,
            "files": list(self.files),
            "rows_in": self.rows_in,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "counts": dict(self.counts),
            "notes": list(self.notes),
            "errors": [asdict(error) for error in self.errors],
        }

    def lines(self) -> Iterator[str]:
        """The result in lines that are safe to print; the first errors only."""
        yield (
            f"{printable(self.name)}: {self.rows_in:,} rows in, {self.accepted:,} accepted, "
            f"{self.rejected:,} rejected"
        )
        for note in self.notes:
            yield f"  note: {printable(note)}"
        yield from error_lines(self.errors, self.counts)


def error_lines(errors: Sequence[Error], counts: Mapping[str, int]) -> Iterator[str]:
    """The first errors in lines, and how many there are of each type where there are more."""
    first = errors[:SHOWN_LINES]
    yield from (f"  {error.line()}" for error in first)
    if more := sum(counts.values()) - len(first):
        each = ", ".join(f"{count:,} {type}" for type, count in counts.items())
        yield f"  and {more:,} more; in all {each}"


def refused(
    name: str, files: Sequence[str], type: str, sentence: str, *, limit: int
) -> TableResult:
    """The result for a table of which no row can be read."""
    error = Error(type, files[0] if files else name, None, None, None, sentence)
    return TableResult(name, tuple(files), 0, 0, 0, {type: 1}, (error,)[:limit])


def _shown(value: str) -> str:
    cut = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
    return f"'{cut}'"


def printable(text: str) -> str:
    """`text` without what a terminal would obey."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )
