"""Decisions of reviewers on claims: what they say, where they are kept, how they are replayed.

A decision stands for a span of an article's words and a type of event, whatever the lexicons say.
"""

import csv
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from orchestration.articles.article import Article
from orchestration.articles.claim import (
    Actor,
    Claim,
    Evidence,
    Figure,
    Place,
    claim_key,
    text_digest,
)
from orchestration.articles.licences import is_open
from orchestration.errors import RedzoneError

ACCEPT, REJECT, CORRECT = "accept", "reject", "correct"
DECISIONS = (ACCEPT, REJECT, CORRECT)
# In a cell of a correction: there is no such thing.
NONE = "none"
FIXED = (
    "fixed_event_type",
    "fixed_status",
    "fixed_start_date",
    "fixed_end_date",
    "fixed_date_precision",
    "fixed_place",
    "fixed_killed_low",
    "fixed_killed_best",
    "fixed_killed_high",
)
_DAYS = ("start_date", "end_date")
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")


@dataclass(frozen=True)
class Decision:
    """What a person decided on a claim, with what is needed to bring the claim back.

    Attributes:
        claim_id: the claim's name when it was decided on.
        body_sha256: digest of the article's text from its body on, so that another front matter
            undoes no decision.
        start: where the evidence begins, in code points from the beginning of the body.
        end: where it ends.
        event_type: type of event as it was read.
        decision: accept, reject or correct.
        evidence: the words, where the article's licence lets them be passed on; else empty.
        record: the claim as JSON; in the place of words of the article, where they stand in the
            evidence.
    """

    claim_id: str
    article_id: str
    body_sha256: str
    start: int
    end: int
    event_type: str
    decision: str
    fixed_event_type: str
    fixed_status: str
    fixed_start_date: str
    fixed_end_date: str
    fixed_date_precision: str
    fixed_place: str
    fixed_killed_low: str
    fixed_killed_best: str
    fixed_killed_high: str
    reviewer: str
    note: str
    evidence: str
    record: str

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What it is a decision on."""
        return (self.body_sha256, self.start, self.end, self.event_type)

    @property
    def fixed(self) -> dict[str, str]:
        """The corrected fields, by the names of their columns; those that are empty stay."""
        return {name: getattr(self, name) for name in FIXED}

    @property
    def types(self) -> set[str]:
        """The types of event that the decision speaks of."""
        return {self.event_type, self.fixed_event_type} - {""}


@dataclass(frozen=True)
class Reviewed:
    """A claim and what was decided on it.

    Attributes:
        claim: the claim as it was read.
        decision: none where nobody has decided yet.
        found: whether the reader of today finds it, too.
    """

    claim: Claim
    decision: Decision | None
    found: bool


COLUMNS = [column.name for column in fields(Decision)]


def decide(
    claim: Mapping[str, Any], article: Article, decision: str, reviewer: str, note: str, fixed: dict
) -> Decision:
    """A decision on a claim, given as its record.

    Args:
        claim: what `Claim.record` gave.
        article: the one that the claim was read from.
        decision: accept, reject or correct.
        reviewer: who decided.
        note: why, in the reviewer's words.
        fixed: corrected fields by the names of their columns.
    """
    evidence = claim["evidence"]
    return Decision(
        claim_id=claim["claim_id"],
        article_id=article.article_id,
        body_sha256=body_digest(article),
        start=evidence["start"] - article.body_start,
        end=evidence["end"] - article.body_start,
        event_type=claim["event_type"],
        decision=decision,
        **{name: fixed.get(name, "") for name in FIXED},
        reviewer=reviewer,
        note=note,
        evidence=evidence["text"] if is_open(article.licence) else "",
        record=json.dumps(_without_words(claim), ensure_ascii=False, separators=(",", ":")),
    )


def body_digest(article: Article) -> str:
    """Digest of an article's text from its body on."""
    return hashlib.sha256(article.text[article.body_start :].encode()).hexdigest()


def replay(
    article: Article, claims: Sequence[Claim], decisions: Iterable[Decision]
) -> list[Reviewed]:
    """The claims of an article with what was decided on them, in the order of the text.

    A decision holds for the claim of its type in its span, or one that overlaps; failing that for
    one of the type that it corrects to. A claim that was accepted or corrected and is not found
    any more comes back as it was then.

    Args:
        article: the article.
        claims: those that were read from it.
        decisions: those on an article of its words.
    """
    open_claims = {index: _span(claim, article) for index, claim in enumerate(claims)}
    decided: dict[int, Decision] = {}
    lost = []
    for decision in sorted(decisions, key=lambda one: one.key):
        index = _best(decision, {decision.event_type}, claims, open_claims)
        if index is None:
            lost.append(decision)
        else:
            decided[index] = decision
            del open_claims[index]
    back = []
    for decision in lost:
        index = _best(decision, decision.types, claims, open_claims)
        if index is not None:
            decided[index] = decision
            del open_claims[index]
        elif decision.decision != REJECT:
            back.append(Reviewed(_brought_back(decision, article), decision, found=False))
    found = [Reviewed(claim, decided.get(index), found=True) for index, claim in enumerate(claims)]
    return sorted(
        [*found, *back],
        key=lambda one: (one.claim.evidence.start, one.claim.trigger_start, one.claim.event_type),
    )


def _span(claim: Claim, article: Article) -> tuple[int, int]:
    return (claim.evidence.start - article.body_start, claim.evidence.end - article.body_start)


def _best(
    decision: Decision,
    types: Collection[str],
    claims: Sequence[Claim],
    spans: Mapping[int, tuple[int, int]],
) -> int | None:
    """The claim, of those whose spans are given, that shares most with a decision's span."""
    shared = {
        index: min(end, decision.end) - max(start, decision.start)
        for index, (start, end) in spans.items()
        if claims[index].event_type in types
    }
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] > 0 else None


def _without_words(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's record with the place of each of the article's words instead of the words."""
    start, text = claim["evidence"]["start"], claim["evidence"]["text"]

    def place(words: str | None) -> list[int] | None:
        begins = text.find(words) if words else -1
        return None if begins < 0 else [begins, begins + len(words)]

    record = {name: claim[name] for name in claim if name not in ("claim_id", "article_id")}
    for name in ("date_surface", "attribution"):
        record[name] = place(claim[name])
    for name in ("places", "actors", "figures"):
        record[name] = [{**one, "surface": place(one["surface"])} for one in claim[name]]
    for name in ("trigger_start", "trigger_end"):
        record[name] = claim[name] - start
    record["evidence"] = {"section": claim["evidence"]["section"]}
    return record


def _brought_back(decision: Decision, article: Article) -> Claim:
    """The claim that was decided on, its words taken from the article."""
    start, end = decision.start + article.body_start, decision.end + article.body_start
    text = article.text[start:end]
    record = json.loads(decision.record)

    def words(place: list[int] | None) -> str | None:
        return None if place is None else text[place[0] : place[1]]

    def told(kind: type, one: dict[str, Any]) -> Any:
        values = {**one, "surface": words(one["surface"])}
        if "candidates" in values:
            values["candidates"] = tuple(values["candidates"])
        return kind(**values)

    days = {name: record[name] and date.fromisoformat(record[name]) for name in _DAYS}
    parts = {"places": Place, "actors": Actor, "figures": Figure}
    return Claim(
        **{
            **record,
            **days,
            "claim_id": claim_key(text_digest(article.text), start, end, decision.event_type),
            "article_id": article.article_id,
            "date_surface": words(record["date_surface"]),
            "attribution": words(record["attribution"]),
            **{
                name: tuple(told(kind, one) for one in record[name]) for name, kind in parts.items()
            },
            "evidence": Evidence(start, end, text, record["evidence"]["section"]),
            "trigger_start": record["trigger_start"] + start,
            "trigger_end": record["trigger_end"] + start,
        }
    )


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file that `write_decisions` wrote; none if there is no file.

    Raises:
        RedzoneError: the file was changed so that it cannot be read.
    """
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        try:
            rows = list(reader)
        except (UnicodeDecodeError, csv.Error) as error:
            raise RedzoneError(f"{path.name} cannot be read as CSV in UTF-8: {error}.") from error
    lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if lacking:
        raise RedzoneError(f"{path.name}: the header lacks {', '.join(lacking)}.")
    return [_read(row, f"{path.name}, row {number}") for number, row in enumerate(rows, start=2)]


def _read(row: Mapping[str, str | None], place: str) -> Decision:
    values = {name: armed(row[name] or "") for name in COLUMNS}
    for name in ("start", "end"):
        if not values[name].isdecimal():
            raise RedzoneError(f"{place}, {name}: {values[name]!r}; expected a whole number.")
    if values["decision"] not in DECISIONS:
        expected = ", ".join(DECISIONS)
        raise RedzoneError(f"{place}, decision: {values['decision']!r}; expected {expected}.")
    try:
        json.loads(values["record"])["evidence"]["section"]
    except (ValueError, LookupError, TypeError) as error:
        raise RedzoneError(f"{place}, record: expected the claim as JSON.") from error
    return Decision(**{**values, "start": int(values["start"]), "end": int(values["end"])})


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions in one step, in an order that keeps differences small."""
    ordered = sorted(decisions, key=lambda one: (one.article_id, *one.key[1:], one.body_sha256))
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_suffix(".arriving")
    with arriving.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in ordered:
            writer.writerow([defused(str(getattr(one, name))) for name in COLUMNS])
    arriving.replace(path)


def merged(old: Iterable[Decision], new: Iterable[Decision]) -> list[Decision]:
    """Old decisions and new ones; a new one takes the place of the old one on the same claim."""
    return list({one.key: one for one in (*old, *new)}.values())


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def armed(cell: str) -> str:
    """A cell as it was before `defused`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
