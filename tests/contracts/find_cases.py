"""Finds the smallest case for each verdict on each kind of field, and writes `corpus/found.yaml`.

Run by hand, for ten minutes or more: `python tests/contracts/find_cases.py`. Read what changed in
the file against the specification before it goes into the corpus.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from differences import DIFFERENCES, Difference, difference
from harness import CORPUS, Case, Told, Verdict, our_verdict, their_verdict
from hypothesis import HealthCheck, given, settings
from strategies import FORMS, Table, as_csv, cells, constraints, tables
from table_differences import TableDifference, table_difference

PROFILE = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
SAMPLE = settings(PROFILE, max_examples=400)
SAMPLE_TABLES = settings(PROFILE, max_examples=2500)
# From the simplest letter to the oddest, so that what is found is easy to read.
SIMPLE = "0123456789abcdefghijklmnopqrstuvwxyz"
REPLACEMENTS = ("0", "1", "a")
FEW = 3
HEAD = "# Found by find_cases.py: the smallest case of its kind. Not written by hand, but read.\n"

# What both say of one cell: our error types, theirs, and the difference's name.
Kind = tuple[tuple[str, ...], tuple[str, ...] | str, str | None]


def main() -> None:
    """Find the cases and write them."""
    found = [*find_cells(), *find_tables()]
    text = HEAD + "".join(f"\n{as_yaml(case, theirs, named)}" for case, theirs, named in found)
    (CORPUS / "found.yaml").write_text(text, encoding="utf-8")


Named = Difference | TableDifference
Found = tuple[Case, tuple[Told, ...] | str, Named | None]


def find_cells() -> Iterator[Found]:
    """For each type, format and constraint: the simplest cell of each kind."""
    for base, forms in FORMS:
        for limits in _worth_trying(base):
            field = {"name": "v", **base, **({"constraints": limits} if limits else {})}
            kinds = _kinds(field, _sample(forms))
            for kind, cell in sorted(_simplest(field, kinds).items(), key=str):
                if (
                    kind[2]
                    and limits
                    and not isinstance(kind[1], str)
                    and "field-error" not in kind[1]
                ):
                    continue  # told once, where the field has no constraint
                yield _case(field, cell, kind)


def _worth_trying(base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All constraints on a type as it is; in other formats the ones that read values."""
    every = constraints(base)
    if base.get("format") == "any":
        every = every[:3]  # what dateutil makes of a part that is left out depends on the day
    if base.keys() == {"type"}:
        return every
    kept = {"minimum", "exclusiveMaximum", "minLength"}
    return [limits for limits in every if not limits or kept & limits.keys()]


def _sample(forms: Sequence[str]) -> list[str]:
    found = dict.fromkeys(forms)

    @SAMPLE
    @given(cells(forms))
    def collect(cell: str) -> None:
        found[cell] = None

    collect()
    return list(found)


def _kinds(field: Mapping[str, Any], values: Sequence[str]) -> dict[str, Kind]:
    """What both say of each cell, all of them being in one file."""
    case = _table(field, values)
    ours, theirs = _verdicts(case)
    if isinstance(theirs, str) and len(values) > 1:
        return _kinds_apart(field, values)
    found = {}
    for row, value in enumerate(values, start=2):
        here = tuple(type for type, number, _ in ours.errors if number == row)
        there = theirs if isinstance(theirs, str) else _types(theirs, row)
        named = None
        if here != there:
            known = difference(field, value)
            if known is None:
                raise LookupError(f"No difference has a name for {value!r} in {field}.")
            named = known.name
        found[value] = (here, there, named)
    return found


def _kinds_apart(field: Mapping[str, Any], values: Sequence[str]) -> dict[str, Kind]:
    """The same where some cell makes frictionless-py stumble: a few of those are enough."""
    apart = sorted((v for v in values if difference(field, v)), key=_simplicity)[:FEW]
    found = _kinds(field, [value for value in values if not difference(field, value)] or apart[:1])
    for value in apart:
        found |= _kinds(field, [value])
    return found


def _types(errors: Sequence[Told], row: int) -> tuple[str, ...]:
    return tuple(type for type, number, _ in errors if number in (row, None))


def _simplest(field: Mapping[str, Any], kinds: Mapping[str, Kind]) -> dict[Kind, str]:
    """The simplest cell of each kind; a missing value stands for its kind only if none else does.

    From the best that were sampled, letters are left out or replaced as long as that helps.
    """
    best: dict[Kind, str] = {}
    known = dict(kinds)
    fresh = list(kinds)
    while fresh:
        for value in fresh:
            kind = known[value]
            if kind not in best or _simplicity(value) < _simplicity(best[kind]):
                best[kind] = value
        near = {other for value in best.values() for other in _simpler(value)}
        fresh = sorted(near - known.keys())
        if fresh:
            known |= _kinds(field, fresh)
    return best


def _simpler(value: str) -> Iterator[str]:
    for place in range(len(value)):
        yield value[:place] + value[place + 1 :]
        for letter in REPLACEMENTS:
            if SIMPLE.find(value[place]) == -1 or SIMPLE.find(value[place]) > SIMPLE.find(letter):
                yield value[:place] + letter + value[place + 1 :]


def _simplicity(value: str) -> tuple[Any, ...]:
    ranks = [SIMPLE.find(letter) if letter in SIMPLE else 99 + ord(letter) for letter in value]
    return (not value, len(value), ranks)


def _case(field: Mapping[str, Any], cell: str, kind: Kind) -> Found:
    case = _table(field, [cell])
    ours, theirs = _verdicts(case)
    named = next((known for known in DIFFERENCES if known.name == kind[2]), None)
    options = [f"{name} {json.dumps(field[name])}" for name in field if name not in OWN]
    limits = [f"{name} {json.dumps(v)}" for name, v in field.get("constraints", {}).items()]
    said = " and ".join(ours.errors[0][:1] if ours.errors else ["valid"])
    kind_of_field = ", ".join([field["type"], *options, *limits])
    why = f" – {named.name}" if named else ""
    return _named(case, f"{kind_of_field}, {cell!r} is {said}{why}", ours), theirs, named


OWN = ("name", "type", "constraints")


def _table(field: Mapping[str, Any], values: Sequence[str]) -> Case:
    schema = {"fields": [{"name": "id"}, dict(field)]}
    return Case("", schema, data=as_csv([("id", "v"), *(("x", value) for value in values)]))


def _verdicts(case: Case) -> tuple[Verdict, tuple[Told, ...] | str]:
    with tempfile.TemporaryDirectory() as folder:
        path = case.write(Path(folder))
        return our_verdict(case, path), their_verdict(case, path)


def _named(case: Case, id: str, verdict: Verdict) -> Case:
    return Case(
        id,
        case.schema,
        verdict.errors,
        verdict.rows_in or 0,
        verdict.rejected or 0,
        data=case.data,
        origin="found",
    )


def find_tables() -> Iterator[Found]:
    """For each kind of verdict on rows, headers and keys: the simplest table of those sampled."""
    best: dict[tuple[Any, ...], tuple[Table, Verdict, tuple[Told, ...], Named | None]] = {}
    for table in _sample_tables():
        ours, theirs = _verdicts(Case("", table.schema, data=table.data))
        if isinstance(theirs, str) or not 0 < max(len(ours.errors), len(theirs)) <= MOST_ERRORS:
            continue
        different = set(ours.errors) ^ set(theirs)
        if different and set(ours.errors) & set(theirs):
            continue  # a difference is told where nothing else is
        named = {table_difference(table, error) for error in different}
        if None in named:
            raise LookupError(f"No difference has a name for {different} in {table}.")
        if len(named) > 1:
            continue
        said = (_sorted_types(ours.errors), _sorted_types(theirs))
        kind = (_match(table), _key(table, {*said[0], *said[1]}), *said)
        if kind not in best or _size(table) < _size(best[kind][0]):
            best[kind] = (table, ours, theirs, next(iter(named), None))
    for (match, key, said, answer), (table, ours, theirs, named) in sorted(best.items()):
        case = Case("", table.schema, data=table.data)
        id = f"table, {match}{key and f', {key}'}: {' and '.join(said) or 'nothing'}"
        if named:
            id += f"; frictionless-py says {' and '.join(answer) or 'nothing'}"
        yield _named(case, id, ours), theirs, named


MOST_ERRORS = 2


def _sample_tables() -> list[Table]:
    found: list[Table] = []

    @SAMPLE_TABLES
    @given(tables())
    def collect(table: Table) -> None:
        found.append(table)

    collect()
    return found


def _match(table: Table) -> str:
    return table.schema.get("fieldsMatch", "exact")


def _key(table: Table, types: set[str]) -> str:
    """The key that a verdict is about; none where it is not about one."""
    if not types & {"primary-key", "foreign-key", "unique-error"}:
        return ""
    return next((key for key in table.schema if key.endswith(("Key", "Keys"))), "")


def _sorted_types(errors: Sequence[Told]) -> tuple[str, ...]:
    return tuple(sorted(type for type, *_ in errors))


def _size(table: Table) -> tuple[int, int, str]:
    cells = sum(len(record) for record in table.records)
    return (cells + len(table.records), len(json.dumps(table.schema)), table.data)


def as_yaml(case: Case, theirs: tuple[Told, ...] | str, named: Named | None) -> str:
    """A case as the corpus writes it."""
    lines = [f"- id: {json.dumps(case.id, ensure_ascii=False)}"]
    lines += [f"  schema: {json.dumps(case.schema)}", f"  data: {json.dumps(case.data)}"]
    lines += [f"  rows_in: {case.rows_in}"] if case.rows_in else []
    lines += [f"  rejected: {case.rejected}"] if case.rejected else []
    lines += [f"  errors: {json.dumps(case.errors)}"] if case.errors else []
    if named is None:
        return "\n".join([*lines, "  frictionless: same\n"])
    lines += ["  frictionless:", f"    differs: {named.clause}"]
    lines += [f"    errors: {json.dumps(theirs)}", f"    because: {json.dumps(named.because)}\n"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
