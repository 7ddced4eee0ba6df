"""Articles and claims as rows of the raw tables, and back."""

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from orchestration.articles.article import Article, Published
from orchestration.articles.claim import Actor, Claim, Evidence, Figure, Place
from orchestration.articles.reviews.review import FIXED, Reviewed

LISTS = {"places": Place, "actors": Actor, "figures": Figure}
# Columns of `raw.article_claims` with their types, those of the origin last.
CLAIM_COLUMNS = {
    "claim_id": "varchar",
    "article_id": "varchar",
    "language": "varchar",
    "event_type": "varchar",
    "epistemic_status": "varchar",
    "start_date": "date",
    "end_date": "date",
    "date_precision": "varchar",
    "date_surface": "varchar",
    "date_basis": "varchar",
    "places": "varchar",
    "actors": "varchar",
    "figures": "varchar",
    "zone_from": "varchar",
    "zone_to": "varchar",
    "attribution": "varchar",
    "confidence": "double",
    "confidence_parts": "varchar",
    "section": "varchar",
    "evidence_start": "bigint",
    "evidence_end": "bigint",
    "evidence_text": "varchar",
    "trigger_id": "varchar",
    "trigger_start": "bigint",
    "trigger_end": "bigint",
    "is_found": "boolean",
    "review_decision": "varchar",
    **dict.fromkeys(FIXED, "varchar"),
    "reviewer": "varchar",
    "review_note": "varchar",
    "body_sha256": "varchar",
    "reader": "varchar",
    "_file": "varchar",
    "_row": "bigint",
    "_sha256": "varchar",
}
_COLUMNS_OF_CLAIM = (
    "claim_id",
    "article_id",
    "event_type",
    "epistemic_status",
    "start_date",
    "end_date",
    "date_precision",
    "date_surface",
    "date_basis",
    "zone_from",
    "zone_to",
    "attribution",
    "confidence",
    "trigger_id",
    "trigger_start",
    "trigger_end",
)


def stored_article(row: Mapping[str, Any]) -> Article:
    """The article of a row of `raw.articles`."""
    precision = row["date_precision"] or "unknown"
    first = date.fromisoformat(row["published_date"]) if row["published_date"] else None
    return Article(
        article_id=row["article_id"],
        language=row["language"],
        title=row["title"] or "",
        publisher=row["publisher"] or "",
        published=Published(
            first, first and _last(first, precision), precision, row["published_basis"] or "unknown"
        ),
        text=row["text"],
        body_start=int(row["body_start"] or 0),
        licence=row["licence"] or "",
        url=row["url"] or "",
    )


def _last(first: date, precision: str) -> date:
    """The last day of the period of a precision that begins on or holds a day."""
    if precision == "week":
        return first + timedelta(days=6)
    months = {"month": first.month, "quarter": (first.month + 2) // 3 * 3, "year": 12}
    if precision not in months:
        return first
    month = months[precision]
    return date(first.year, month, monthrange(first.year, month)[1])


def claim_row(reviewed: Reviewed, language: str) -> dict[str, Any]:
    """The values of a claim and of what was decided on it, by column; the origin is left out."""
    claim, decision = reviewed.claim, reviewed.decision
    fixed = decision.fixed if decision else dict.fromkeys(FIXED, "")
    return {
        **{name: getattr(claim, name) for name in _COLUMNS_OF_CLAIM},
        **{name: _as_json([asdict(one) for one in getattr(claim, name)]) for name in LISTS},
        "confidence_parts": _as_json(claim.confidence_parts),
        "section": claim.evidence.section,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "evidence_text": claim.evidence.text,
        "language": language,
        "is_found": reviewed.found,
        "review_decision": decision and decision.decision,
        **{name: value or None for name, value in fixed.items()},
        "reviewer": decision and decision.reviewer,
        "review_note": (decision and decision.note) or None,
    }


def stored_claim(row: Mapping[str, Any]) -> Claim:
    """The claim of a row of `raw.article_claims`, as it was read."""
    parts = {name: json.loads(row[name]) for name in LISTS}
    return Claim(
        **{name: row[name] for name in _COLUMNS_OF_CLAIM},
        **{name: tuple(_told(kind, one) for one in parts[name]) for name, kind in LISTS.items()},
        confidence_parts=json.loads(row["confidence_parts"]),
        evidence=Evidence(
            row["evidence_start"], row["evidence_end"], row["evidence_text"], row["section"]
        ),
    )


def _told(kind: type, values: dict[str, Any]) -> Any:
    if "candidates" in values:
        values = {**values, "candidates": tuple(values["candidates"])}
    return kind(**values)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
