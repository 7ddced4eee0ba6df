"""How the reader's records are held against the annotation."""

import json
from dataclasses import replace
from datetime import date

import pytest

from orchestration.articles.claim import Claim, Evidence, Figure, Place
from orchestration.articles.evaluate import (
    EVALUATION,
    PARTS,
    Count,
    differences,
    evaluate,
    match_records,
    read_part,
)
from orchestration.articles.vocabulary import LANGUAGES

BODY = "Gunmen killed two people in Gao on Monday. Nothing else."
RECORD = {
    "quote": "killed two people",
    "event_type": "attack_on_civilians",
    "epistemic_status": "reported",
    "first": "2026-11-02",
    "last": "2026-11-02",
    "precision": "day",
    "places": ["Gao"],
    "figures": [{"unit": "killed", "value": 2, "low": 2, "high": 2, "comparator": "exactly"}],
    "actors": [],
    "attribution": None,
}
TEXT = {
    "id": "t",
    "published": "2026-11-03",
    "country": "MLI",
    "text": BODY,
    "records": [RECORD],
    "optional": [],
}
CLAIM = Claim(
    claim_id="c",
    article_id="t",
    event_type="attack_on_civilians",
    epistemic_status="reported",
    start_date=date(2026, 11, 2),
    end_date=date(2026, 11, 2),
    date_precision="day",
    date_surface="on Monday",
    date_basis="sentence",
    places=(Place("Gáo", "x", "MLI", None, None, 1, "Gao"),),
    actors=(),
    figures=(Figure("killed", 2.0, 2.0, 2.0, "exactly", "two people"),),
    zone_from=None,
    zone_to=None,
    attribution=None,
    confidence=0.5,
    confidence_parts={"trigger": 0.5},
    evidence=Evidence(0, 42, BODY[:42], "body"),
    trigger_id="t",
    trigger_start=7,
    trigger_end=13,
)


def test_a_claim_that_says_the_same_is_right_in_every_field():
    score = evaluate([TEXT], "en", lambda _: [CLAIM])
    assert (score.records.f1, score.whole) == (1.0, 1)
    assert all(count.f1 == 1.0 or not count.right for count in score.slots.values())
    assert not list(differences([TEXT], "en", lambda _: [CLAIM]))


def test_another_type_is_both_wrong_and_missed():
    other = replace(CLAIM, event_type="armed_clash")
    score = evaluate([TEXT], "en", lambda _: [other])
    assert (score.records.right, score.records.wrong, score.records.missed) == (0, 1, 1)


def test_another_sentence_is_no_match():
    other = replace(CLAIM, evidence=Evidence(43, 56, BODY[43:56], "body"))
    pairs, missed, wrong = match_records(TEXT, [other])
    assert (pairs, len(missed), len(wrong)) == ([], 1, 1)


def test_an_optional_mention_is_neither_right_nor_wrong():
    text = TEXT | {
        "records": [],
        "optional": [{"quote": "killed two", "event_type": "attack_on_civilians"}],
    }
    score = evaluate([text], "en", lambda _: [CLAIM])
    assert (score.records.right, score.records.wrong, score.records.missed) == (0, 0, 0)


def test_a_wrong_figure_is_wrong_and_missed_and_spoils_the_whole():
    other = replace(CLAIM, figures=(replace(CLAIM.figures[0], value=3.0, low=3.0, high=3.0),))
    score = evaluate([TEXT], "en", lambda _: [other])
    figure = score.slots["figure"]
    assert (figure.right, figure.wrong, figure.missed, score.whole) == (0, 1, 1, 0)
    assert len(list(differences([TEXT], "en", lambda _: [other]))) == 1


@pytest.mark.parametrize(
    ("first", "last", "precision", "same"),
    [
        ("2026-10-01", "2026-10-10", "month", True),
        ("2026-10-04", "2026-10-13", "month", True),
        ("2026-10-08", "2026-10-20", "month", False),
        ("2026-10-01", "2026-10-10", "week", False),
    ],
)
def test_coarse_dates_agree_if_they_share_half(first, last, precision, same):
    record = RECORD | {"first": "2026-10-01", "last": "2026-10-10", "precision": "month"}
    text = TEXT | {"records": [record]}
    claim = replace(
        CLAIM,
        start_date=date.fromisoformat(first),
        end_date=date.fromisoformat(last),
        date_precision=precision,
    )
    score = evaluate([text], "en", lambda _: [claim])
    assert (score.slots["date"].right == 1) is same


def test_a_date_of_the_context_is_not_counted():
    claim = replace(CLAIM, date_basis="context", date_surface=None)
    date_count = evaluate([TEXT], "en", lambda _: [claim]).slots["date"]
    assert (date_count.right, date_count.wrong, date_count.missed) == (0, 0, 1)


def test_what_was_counted_gives_precision_and_recall():
    count = Count(right=3, wrong=1, missed=2)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert count.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_the_annotation_is_sound(language, part):
    types = {
        record["event_type"] for text in read_part(language, part) for record in text["records"]
    }
    assert len(types) == 18
    for text in read_part(language, part):
        for mention in (*text["records"], *text["optional"]):
            assert text["text"].count(mention["quote"]) == 1


def test_the_evaluation_set_is_as_large_as_asked():
    texts = {
        language: sum(len(read_part(language, part)) for part in PARTS) for language in LANGUAGES
    }
    assert texts["ar"] >= 30
    assert texts["fr"] >= 15
    assert texts["en"] >= 15
    assert json.loads((EVALUATION / "ar_tune.json").read_text(encoding="utf-8"))
