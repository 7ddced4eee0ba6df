"""What was found in a Data Package: one result a resource, and a verdict on the whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from orchestration.contracts.result import (
    SHOWN_LINES,
    Error,
    TableResult,
    error_lines,
    printable,
)


@dataclass(frozen=True)
class ResourceResult:
    """What was found in one resource.

    Attributes:
        name: its name.
        files: its files as the descriptor has them; none where its data are inline.
        table: what became of its rows; none where it is no table, or cannot be read as one.
        errors: what is wrong beside its rows.
        not_checked: what could not be looked at, in sentences.
        notes: what should be known.
    """

    name: str
    files: tuple[str, ...]
    table: TableResult | None
    errors: tuple[Error, ...]
    not_checked: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of errors by type, also of those that are not shown."""
        found = Counter(error.type for error in self.errors)
        return dict(found + Counter(self.table.counts if self.table else {}))

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong and nothing was left out."""
        return not self.counts and not self.not_checked

    def to_dict(self) -> dict[str, Any]:
        """The result, ready for JSON."""
        table = self.table
        return {
            "name": self.name,
            "valid": self.valid,
            "files": list(self.files),
            "rows_in": table.rows_in if table else None,
            "accepted": table.accepted if table else None,
            "rejected": table.rejected if table else None,
            "counts": self.counts,
            "notes": list(self.notes),
            "not_checked": list(self.not_checked),
            "errors": [asdict(error) for error in self._all_errors()],
        }

    def lines(self) -> Iterator[str]:
        """The result in lines that are safe to print; the first errors only."""
        table = self.table
        rows = "no rows were read"
        if table:
            rows = (
                f"{table.rows_in:,} rows in, {table.accepted:,} accepted, "
                f"{table.rejected:,} rejected"
            )
        elif not self.errors and not self.not_checked:
            rows = "no table, so only its files were checked" if self.files else "no table"
        yield printable(f"{self.name}: {rows}")
        for note in self.notes:
            yield printable(f"  note: {note}")
        for sentence in self.not_checked:
            yield printable(f"  not checked: {sentence}")
        yield from error_lines(self._all_errors(), self.counts)

    def _all_errors(self) -> list[Error]:
        return [*self.errors, *(self.table.errors if self.table else ())]


@dataclass(frozen=True)
class PackageResult:
    """What was found in a package.

    Attributes:
        name: its name; that of its folder where it has none.
        path: where it is.
        resources: what was found in each resource that its descriptor tells well enough of.
        errors: what is wrong with the descriptor.
        not_checked: what could not be looked at, beside the resources.
        notes: what should be known.
    """

    name: str
    path: str
    resources: tuple[ResourceResult, ...] = ()
    errors: tuple[Error, ...] = ()
    not_checked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """`invalid` where anything is wrong, else `unchecked` where anything was left out."""
        if self.errors or any(resource.counts for resource in self.resources):
            return "invalid"
        left_out = self.not_checked or any(resource.not_checked for resource in self.resources)
        return "unchecked" if left_out else "valid"

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong and nothing was left out."""
        return self.verdict == "valid"

    def to_dict(self) -> dict[str, Any]:
        """The result, ready for JSON."""
        return {
            "name": self.name,
            "path": self.path,
            "verdict": self.verdict,
            "valid": self.valid,
            "notes": list(self.notes),
            "not_checked": list(self.not_checked),
            "errors": [asdict(error) for error in self.errors],
            "resources": [resource.to_dict() for resource in self.resources],
        }

    def lines(self) -> Iterator[str]:
        """The result in lines that are safe to print; the last one is the verdict."""
        for resource in self.resources:
            yield from resource.lines()
        for note in self.notes:
            yield printable(f"note: {note}")
        for sentence in self.not_checked:
            yield printable(f"not checked: {sentence}")
        yield from (error.line() for error in self.errors[:SHOWN_LINES])
        if more := len(self.errors[SHOWN_LINES:]):
            yield f"and {more:,} more in the descriptor"
        yield printable(f"{self.name} {self._verdict()}")

    def _verdict(self) -> str:
        wrong = len(self.errors) + sum(sum(found.counts.values()) for found in self.resources)
        rest = " as a whole; nothing wrong was found in the rest" if self.resources else ""
        return {
            "valid": "is valid.",
            "invalid": f"is not valid: {wrong:,} {'error' if wrong == 1 else 'errors'}.",
            "unchecked": f"could not be checked{rest}.",
        }[self.verdict]
