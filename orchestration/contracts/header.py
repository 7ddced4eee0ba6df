"""How a file's header meets a contract's fields: which column is which, and what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestration.contracts.schema import Contract, Field

MAY_HAVE_MORE = ("subset", "partial")
MAY_HAVE_FEWER = ("superset", "partial")


@dataclass(frozen=True)
class HeaderError:
    """A broken rule of the header: type, field, label and what was expected."""

    type: str
    field: str | None
    value: str | None
    expected: str


@dataclass(frozen=True)
class Header:
    """A file's columns as fields, in the order of the file.

    Attributes:
        fields: one a column; a column that no field describes is one of type any, by its label.
        errors: what is wrong with the header.
    """

    fields: tuple[Field, ...]
    errors: tuple[HeaderError, ...]


def match_header(labels: Sequence[str], contract: Contract, missing: tuple[str, ...]) -> Header:
    """Match a header to a contract as its `fieldsMatch` says.

    Args:
        labels: the labels as they stand.
        contract: the contract.
        missing: texts that stand for no value in columns that no field describes.
    """
    if not labels:
        error = HeaderError("blank-header", None, None, "a header row with the fields' names")
        return Header((), (error,))
    by_position = contract.fields_match == "exact"
    by_name = {field.name: field for field in contract.fields}
    found: list[Field | None] = []
    for position, label in enumerate(labels):
        if by_position:
            here = contract.fields[position] if position < len(contract.fields) else None
        else:
            here = by_name.pop(label, None)
        found.append(here)
    absent = (
        list(contract.fields[len(labels) :])
        if by_position
        else [field for field in contract.fields if field.name in by_name]
    )
    errors = [*_unknown(labels, found, contract), *_absent(absent, contract)]
    if contract.fields_match == "partial" and not any(found):
        names = ", ".join(field.name for field in contract.fields)
        errors.append(HeaderError("unmatched-header", None, None, f"at least one of {names}"))
    errors += _labels(labels, found, by_position)
    fields = tuple(
        field or Field(label, missing=missing) for label, field in zip(labels, found, strict=True)
    )
    return Header(fields, tuple(errors))


def _unknown(
    labels: Sequence[str], found: Sequence[Field | None], contract: Contract
) -> Iterator[HeaderError]:
    if contract.fields_match in MAY_HAVE_MORE:
        return
    for position, (label, field) in enumerate(zip(labels, found, strict=True)):
        repeated = contract.fields_match != "exact" and label in labels[:position]
        if field is None and not repeated:
            yield HeaderError("extra-label", None, label, "no column that the schema does not name")


def _absent(absent: Sequence[Field], contract: Contract) -> Iterator[HeaderError]:
    for field in absent:
        needed = field.required or field.name in contract.primary_key
        if needed or contract.fields_match not in MAY_HAVE_FEWER:
            yield HeaderError("missing-label", field.name, None, f"a column {field.name}")


def _labels(
    labels: Sequence[str], found: Sequence[Field | None], by_position: bool
) -> Iterator[HeaderError]:
    for position, (label, field) in enumerate(zip(labels, found, strict=True)):
        earlier = label in labels[:position]
        name = field.name if field else None
        if label and earlier and (field or not by_position):
            yield HeaderError("duplicate-label", name or label, label, "each label once")
        elif not by_position or field is None:
            continue
        elif not label:
            yield HeaderError("blank-label", name, None, f"the label {name}")
        elif label != name:
            yield HeaderError("incorrect-label", name, label, f"the label {name}")
