"""How well the reader reads: its records against those that a person took from the same texts.

The texts and their annotation are `tests/data/article_evaluation`; its README says what counts.
"""

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from orchestration.articles.article import Article, Published
from orchestration.articles.claim import Claim
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.settings import PROJECT

EVALUATION = PROJECT / "tests" / "data" / "article_evaluation"
# Read while words are chosen, read after that to find what is missing, and never read.
PARTS = ("tune", "development", "held_out")
SLOTS = ("date", "place", "figure", "actor", "role", "status", "attribution")
VAGUE = frozenset({"dozens", "hundreds", "thousands"})
# A date counts if it has the precision and shares this much of the longer span.
SHARED = 0.5
Read = Callable[[Article], list[Claim]]
Record = dict[str, Any]


@dataclass
class Count:
    """What was found of what there is: right, wrong (found, not there) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, expected: Iterable[Any], found: Iterable[Any]) -> None:
        """Count what two collections share, each item once."""
        expected, found = Counter(expected), Counter(found)
        self.right += (expected & found).total()
        self.wrong += (found - expected).total()
        self.missed += (expected - found).total()

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        shares = self.precision + self.recall
        return 2 * self.precision * self.recall / shares if shares else 0.0


@dataclass
class Score:
    """Counts over some texts.

    Attributes:
        records: records by event type and sentence.
        slots: the fields of matched records, by name.
        whole: matched records whose type, date, places and figures are all right.
    """

    records: Count = field(default_factory=Count)
    slots: dict[str, Count] = field(default_factory=lambda: {slot: Count() for slot in SLOTS})
    whole: int = 0


def evaluate(texts: Iterable[Record], language: str, read: Read) -> Score:
    """Score a reader on annotated texts of one language."""
    score = Score()
    for text in texts:
        _score_text(text, read(as_article(text, language)), score)
    return score


def as_article(text: Record, language: str) -> Article:
    """An annotated text as the reader takes it, published on its day."""
    day = date.fromisoformat(text["published"])
    published = Published(day, day, "day", "option")
    return Article(text["id"], language, "", "", published, text["text"])


def differences(texts: Iterable[Record], language: str, read: Read) -> Iterator[str]:
    """A line for each record that was missed or is wrong, and each field that differs."""
    for text in texts:
        claims = read(as_article(text, language))
        pairs, missed, wrong = match_records(text, claims)
        for record in missed:
            yield f"{text['id']}: missed {record['event_type']}: {record['quote']}"
        for claim in wrong:
            yield f"{text['id']}: wrong {claim.event_type} ({claim.trigger_id}): " + (
                claim.evidence.text
            )
        for record, claim in pairs:
            for slot in SLOTS:
                expected, found = sorted(_expected(record, slot)), sorted(_found(claim, slot))
                if not _same(slot, record, claim):
                    yield (
                        f"{text['id']}: {slot} of {record['event_type']}: {expected}, "
                        f"found {found}: {record['quote']}"
                    )


def match_records(
    text: Record, claims: Iterable[Claim]
) -> tuple[list[tuple[Record, Claim]], list[Record], list[Claim]]:
    """Pairs of records and claims of one type and sentence, then what is left of both.

    Left out are claims that the annotation calls optional, and those of related headlines.
    """
    body = text["text"]
    left = list(text["records"])
    pairs, wrong = [], []
    for claim in claims:
        same = [record for record in left if _holds(claim, record, body)]
        if same:
            left.remove(same[0])
            pairs.append((same[0], claim))
        elif claim.evidence.section != "related" and not any(
            _holds(claim, mention, body) for mention in text["optional"]
        ):
            wrong.append(claim)
    return pairs, left, wrong


def _holds(claim: Claim, record: Record, body: str) -> bool:
    start = body.index(record["quote"])
    overlaps = claim.evidence.start < start + len(record["quote"]) and start < claim.evidence.end
    return overlaps and claim.event_type == record["event_type"]


def _score_text(text: Record, claims: list[Claim], score: Score) -> None:
    pairs, missed, wrong = match_records(text, claims)
    score.records.right += len(pairs)
    score.records.missed += len(missed)
    score.records.wrong += len(wrong)
    for record, claim in pairs:
        for slot in SLOTS:
            if _same(slot, record, claim):
                score.slots[slot].right += len(_expected(record, slot))
            else:
                score.slots[slot].add(_expected(record, slot), _found(claim, slot))
        score.whole += all(_same(slot, record, claim) for slot in ("date", "place", "figure"))


def _same(slot: str, record: Record, claim: Claim) -> bool:
    if slot == "date":
        return _same_date(record, claim)
    if slot == "attribution":
        expected, found = record["attribution"], claim.attribution
        return not (expected or found) or bool(_words(expected) & _words(found))
    return Counter(_expected(record, slot)) == Counter(_found(claim, slot))


def _expected(record: Record, slot: str) -> list[Any]:
    if slot == "date":
        date_told = (record["first"], record["last"], record["precision"])
        return [date_told] if any(date_told) else []
    if slot == "place":
        return [_folded(name) for name in record["places"]]
    if slot == "figure":
        names = ("unit", "value", "low", "high", "comparator")
        return [_figure(*(told[name] for name in names)) for told in record["figures"]]
    if slot == "actor":
        return sorted({actor["actor_id"] for actor in record["actors"]})
    if slot == "role":
        return [(actor["actor_id"], actor["role"]) for actor in record["actors"]]
    if slot == "status":
        return [record["epistemic_status"]]
    return [record["attribution"]] if record["attribution"] else []


def _found(claim: Claim, slot: str) -> list[Any]:
    if slot == "date":
        told = claim.date_basis == "sentence"
        days = (claim.start_date and str(claim.start_date), claim.end_date and str(claim.end_date))
        return [(*days, claim.date_precision)] if told else []
    if slot == "place":
        return [_folded(place.name) for place in claim.places if place.surface]
    if slot == "figure":
        return [
            _figure(told.unit, told.value, told.low, told.high, told.comparator)
            for told in claim.figures
        ]
    if slot == "actor":
        return sorted({actor.actor_id for actor in claim.actors})
    if slot == "role":
        return [(actor.actor_id, actor.role) for actor in claim.actors]
    if slot == "status":
        return [claim.epistemic_status]
    return [claim.attribution] if claim.attribution else []


def _figure(unit: str, value: Any, low: Any, high: Any, comparator: str) -> tuple[Any, ...]:
    """A figure as it is compared; the annotation gives no bounds to dozens and the like."""
    if comparator in VAGUE:
        return unit, comparator
    bounds = (None if bound is None else float(bound) for bound in (value, low, high))
    return unit, comparator, *map(str, bounds)


def _same_date(record: Record, claim: Claim) -> bool:
    expected, found = _expected(record, "date"), _found(claim, "date")
    if expected == found or not (expected and found):
        return expected == found
    (first, last, precision), (start, end, told) = expected[0], found[0]
    if None in (first, last):
        # "In recent days": the annotation leaves open how many, the reader does not.
        return (first or start, last or end) == (start, end)
    if precision != told or precision == "day" or None in (start, end):
        return False
    days = [date.fromisoformat(day).toordinal() for day in (first, last, start, end)]
    shared = min(days[1], days[3]) - max(days[0], days[2]) + 1
    return shared >= SHARED * max(days[1] - days[0] + 1, days[3] - days[2] + 1)


def _words(phrase: str | None) -> set[str]:
    return set(_folded(phrase or "").split())


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def read_part(language: str, part: str, folder: Path = EVALUATION) -> list[Record]:
    """The annotated texts of one part of a language."""
    return json.loads((folder / f"{language}_{part}.json").read_text(encoding="utf-8"))


def report(read: Read) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 by part and language, `all` of the three together."""
    told = {}
    for part in PARTS:
        total = Score()
        for language in LANGUAGES:
            score = evaluate(read_part(language, part), language, read)
            told[f"{part} {language}"] = _as_numbers(score)
            _add(total, score)
        told[f"{part} all"] = _as_numbers(total)
    return told


def _add(total: Score, score: Score) -> None:
    total.whole += score.whole
    pairs = [(total.records, score.records)]
    pairs += [(total.slots[slot], score.slots[slot]) for slot in SLOTS]
    for sums, counts in pairs:
        sums.right += counts.right
        sums.wrong += counts.wrong
        sums.missed += counts.missed


def _as_numbers(score: Score) -> dict[str, Any]:
    counts = {"records": score.records, **score.slots}
    shares = {
        name: {
            "precision": round(count.precision, 3),
            "recall": round(count.recall, 3),
            "f1": round(count.f1, 3),
            "n": count.right + count.missed,
        }
        for name, count in counts.items()
    }
    there = score.records.right + score.records.missed
    return {**shares, "whole": round(score.whole / there, 3) if there else None}


def evaluate_command(*, as_json: bool) -> int:
    """Print the scores of all parts as a table or as JSON."""
    from orchestration.articles.places.gazetteer import load_gazetteer
    from orchestration.articles.records import read_claims

    gazetteer = load_gazetteer(None)
    told = report(lambda article: read_claims(article, gazetteer))
    lines = json.dumps(told, indent=2) if as_json else "\n".join(_table(told))
    sys.stdout.write(lines + "\n")
    return 0


def _table(told: dict[str, dict[str, Any]]) -> Iterator[str]:
    names = ("records", *SLOTS)
    yield "                 " + "  ".join(f"{name:^17}" for name in names) + "  whole"
    yield "                 " + "  ".join(" P    R    F1  (n)" for _ in names)
    for part, scores in told.items():
        cells = (
            f"{score['precision']:.2f} {score['recall']:.2f} {score['f1']:.2f} {score['n']:>3}"
            for score in (scores[name] for name in names)
        )
        yield f"{part:<15}  " + "  ".join(cells) + f"  {scores['whole']:.2f}"
