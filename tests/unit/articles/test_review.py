"""Decisions on claims: what a person fills in, what is kept, and how it is replayed."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest

from orchestration.articles.article import Article, Published
from orchestration.articles.claim import (
    Actor,
    Claim,
    Evidence,
    Figure,
    Place,
    claim_key,
    text_digest,
)
from orchestration.articles.reviews.candidates import COLUMNS, Wrong, candidate, read_row
from orchestration.articles.reviews.review import (
    FIXED,
    armed,
    body_digest,
    decide,
    defused,
    merged,
    read_decisions,
    replay,
    write_decisions,
)
from orchestration.articles.reviews.stored import claim_row, stored_claim
from orchestration.articles.show import as_markdown, marked, plain
from orchestration.errors import RedzoneError

BODY = "On 3 May men shot at the post near Bani, killing at least four guards, the army said. Calm."
FRONT = "---\ntitle: t\n---\n"
SENTENCE = BODY.index(" Calm")
ARTICLE = Article("a", "en", "t", "p", Published(), FRONT + BODY, len(FRONT), licence="CC-BY-4.0")
CLOSED = replace(ARTICLE, licence="proprietary")


def claim(article: Article = ARTICLE, event_type: str = "armed_clash", **values) -> Claim:
    start, end = article.body_start, article.body_start + SENTENCE
    text = article.text[start:end]
    plain_claim = Claim(
        claim_id=claim_key(text_digest(article.text), start, end, event_type),
        article_id=article.article_id,
        event_type=event_type,
        epistemic_status="official",
        start_date=date(2025, 5, 3),
        end_date=date(2025, 5, 3),
        date_precision="day",
        date_surface="3 May",
        date_basis="sentence",
        places=(Place("Bani", None, "BFA", None, None, 2, "Bani", ("Bani (NER)",)),),
        actors=(Actor("Armed men", "unidentified_armed_group", "actor", "men"),),
        figures=(Figure("killed", 4, 4, None, "at_least", "at least four guards"),),
        zone_from=None,
        zone_to=None,
        attribution="the army",
        confidence=0.8,
        confidence_parts={"trigger": 0.4, "date": 0.4},
        evidence=Evidence(start, end, text, "body"),
        trigger_id="en_clash_1",
        trigger_start=start + text.index("shot at"),
        trigger_end=start + text.index("shot at") + len("shot at"),
    )
    return replace(plain_claim, **values)


def decided(decision: str, article: Article = ARTICLE, made: Claim | None = None, **fixed):
    return decide((made or claim(article)).record(), article, decision, "A. Reviewer", "", fixed)


def test_what_was_accepted_comes_back_when_the_lexicon_no_longer_finds_it():
    [back] = replay(ARTICLE, [], [decided("accept")])
    assert back.claim == claim()
    assert not back.found


def test_a_decision_that_nothing_speaks_against_is_shown_with_its_claim():
    [reviewed] = replay(ARTICLE, [claim()], [decided("correct", fixed_event_type="abduction")])
    assert reviewed.claim == claim()
    assert reviewed.found
    assert reviewed.decision.fixed["fixed_event_type"] == "abduction"


def test_what_was_rejected_stays_out_by_whatever_words_it_is_found():
    other = claim(trigger_id="en_killed", trigger_start=60, trigger_end=67)
    wider = replace(other, evidence=Evidence(len(FRONT), len(ARTICLE.text), BODY, "body"))
    for found in (other, wider):
        [reviewed] = replay(ARTICLE, [found], [decided("reject")])
        assert reviewed.decision.decision == "reject"
    assert replay(ARTICLE, [], [decided("reject")]) == []


def test_a_decision_says_nothing_of_other_types_and_other_sentences():
    other_type = claim(event_type="abduction")
    start = len(FRONT) + SENTENCE + 1
    elsewhere = claim(evidence=Evidence(start, len(ARTICLE.text), "Calm.", "body"))
    reviewed = replay(ARTICLE, [other_type, elsewhere], [decided("reject")])
    assert [one.decision for one in reviewed] == [None, None]


def test_a_corrected_type_holds_for_the_reader_that_learnt_it():
    correction = decided("correct", fixed_event_type="abduction")
    [reviewed] = replay(ARTICLE, [claim(event_type="abduction")], [correction])
    assert reviewed.decision == correction
    assert reviewed.found


def test_another_front_matter_undoes_no_decision():
    longer = replace(ARTICLE, text="---\ntitle: t\nlicence: x\n---\n" + BODY, body_start=26)
    longer = replace(longer, body_start=longer.text.index(BODY))
    assert body_digest(longer) == body_digest(ARTICLE)
    [back] = replay(longer, [], [decided("accept")])
    start, end = back.claim.evidence.start, back.claim.evidence.end
    assert longer.text[start:end] == back.claim.evidence.text == claim().evidence.text
    assert back.claim.claim_id == claim_key(text_digest(longer.text), start, end, "armed_clash")
    assert longer.text[back.claim.trigger_start : back.claim.trigger_end] == "shot at"


def test_decisions_are_kept_word_for_word_in_an_order_of_their_own(tmp_path):
    several = [
        decided("correct", fixed_killed_best="5"),
        decided("reject", made=claim(event_type="abduction")),
        replace(decided("accept", made=claim(event_type="coup")), note="=1+1, 'quoted'\n- b"),
    ]
    path = tmp_path / "reviews" / "claims.csv"
    write_decisions(path, several)
    first = path.read_bytes()
    assert read_decisions(path) == sorted(several, key=lambda one: one.event_type)
    write_decisions(path, reversed(several))
    assert path.read_bytes() == first
    assert b"\r" not in first
    assert read_decisions(tmp_path / "none.csv") == []


def test_no_word_of_a_closed_article_is_kept(tmp_path):
    path = tmp_path / "claims.csv"
    write_decisions(path, [decided("accept", CLOSED)])
    kept = path.read_text()
    for words in ("shot", "3 May", "army", "guards", "Calm"):
        assert words not in kept
    [back] = replay(CLOSED, [], read_decisions(path))
    assert back.claim == claim(CLOSED)
    write_decisions(path, [decided("accept")])
    assert "shot at the post" in path.read_text()


def test_a_newer_decision_takes_the_place_of_the_older():
    [kept] = merged([decided("accept")], [decided("reject")])
    assert kept.decision == "reject"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("decision", "maybe", "row 2, decision: 'maybe'; expected accept, reject, correct"),
        ("start", "-1", "row 2, start: '-1'; expected a whole number"),
        ("record", "{}", "row 2, record: expected the claim as JSON"),
    ],
)
def test_a_file_of_decisions_that_was_changed_by_hand_is_told(tmp_path, column, value, told):
    path = tmp_path / "claims.csv"
    write_decisions(path, [decided("accept")])
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0][column] = value
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(RedzoneError, match=told):
        read_decisions(path)


def test_a_file_of_decisions_without_its_header_is_told(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,decision\n1,accept\n")
    with pytest.raises(RedzoneError, match="the header lacks article_id, body_sha256"):
        read_decisions(path)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-5", "@sum", "\tx", "\rx", " =1", "'=1", "''=1", "＝1", "plain", "'quote", ""],
)
def test_no_cell_is_a_formula_and_each_comes_back(cell: str):
    safe = defused(cell)
    assert safe.lstrip(" ")[:1] not in tuple("=+-@\t\r＝")
    assert armed(safe) == cell


def test_a_candidate_shows_the_claim_and_leaves_the_decision_to_the_person():
    row = candidate(claim(), None)
    assert tuple(row) == COLUMNS
    assert row["dates"] == "2025-05-03 (day)"
    assert row["places"] == "Bani (BFA)"
    assert row["figures"] == "killed at_least 4"
    assert row["actors"] == "Armed men (actor)"
    assert "men ⟦shot at⟧ the post" in row["evidence"]
    assert not any(row[name] for name in ("decision", *FIXED, "reviewer", "note"))
    filled = candidate(claim(), decided("correct", fixed_killed_best="5"))
    assert (filled["decision"], filled["fixed_killed_best"]) == ("correct", "5")


def row(**cells) -> tuple[dict, list[Wrong]]:
    given = {"decision": "correct", "reviewer": "A. Reviewer", **cells}
    return read_row(given, claim().record(), {"gn1"})


@pytest.mark.parametrize(
    "cells",
    [
        {"decision": "accept"},
        {"decision": "reject", "note": "'=a note"},
        {"fixed_status": "denial"},
        {"fixed_place": "gn1"},
        {"fixed_place": "none", "fixed_start_date": "none"},
        {"fixed_end_date": "2025-05-03"},
        {"fixed_killed_low": "1", "fixed_killed_best": "1", "fixed_killed_high": "none"},
    ],
    ids=lambda cells: " ".join(cells),
)
def test_rows_that_are_right(cells):
    read, wrong = row(**cells)
    assert not wrong
    assert read["note"] == armed(cells.get("note", ""))


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"decision": "Accept"}, "decision", "accept, reject, correct or nothing"),
        ({"decision": "accept", "reviewer": " "}, "reviewer", "who decided"),
        ({}, "decision", "at least one fixed_ column that is filled"),
        ({"decision": "reject", "fixed_status": "denial"}, "fixed_status", "nothing, as the"),
        ({"fixed_event_type": "battle"}, "fixed_event_type", "one of armed_clash,"),
        ({"fixed_status": "sure"}, "fixed_status", "one of reported,"),
        ({"fixed_date_precision": "hour"}, "fixed_date_precision", "one of day,"),
        ({"fixed_start_date": "3/5/2025"}, "fixed_start_date", "a day as 2025-08-31"),
        ({"fixed_start_date": "20250503"}, "fixed_start_date", "a day as 2025-08-31"),
        ({"fixed_start_date": "2025-06-01"}, "fixed_end_date", "no day before 2025-06-01"),
        ({"fixed_place": "Bani"}, "fixed_place", "a place_id of"),
        ({"fixed_killed_best": "about 5"}, "fixed_killed_best", "a whole number of deaths"),
        ({"fixed_killed_best": "٥"}, "fixed_killed_best", "a whole number of deaths"),
        (
            {"fixed_killed_low": "9", "fixed_killed_high": "5"},
            "fixed_killed_best",
            "low ≤ best ≤ high",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rows_that_are_wrong(cells, column, expected):
    _, wrong = row(**cells)
    assert [one.column for one in wrong] == [column]
    assert wrong[0].expected.startswith(expected)


def test_a_claim_is_stored_and_read_back():
    [reviewed] = replay(ARTICLE, [claim()], [decided("accept")])
    stored = claim_row(reviewed, "en")
    assert stored["review_decision"] == "accept"
    assert stored_claim(stored) == claim()
    assert json.loads(stored["figures"])[0]["comparator"] == "at_least"


HOSTILE = (
    "<script>x</script> | `a` **b** [l](http://e.org) _i_ \u202ekilled\u202c # www.e.org a@e.org"
    "\n\n- x"
)


def hostile() -> Claim:
    start = HOSTILE.index("killed")
    return claim(
        evidence=Evidence(0, len(HOSTILE), HOSTILE, "body"),
        trigger_start=start,
        trigger_end=start + len("killed"),
    )


def test_markup_in_an_article_is_shown_and_not_obeyed():
    cell = as_markdown(hostile())
    assert cell.startswith("\u2068")
    assert cell.endswith("\u2069")
    assert cell.count("**") == 2
    assert "**killed**" in cell
    inside = cell.replace("**killed**", "")
    assert not set(inside) & set("<>|`*_[]()\n\u202e\u202c\"'")
    assert "&#60;script&#62;" in inside
    for link in ("&#58;&#47;&#47;", "www&#46;", "&#64;e"):
        assert link not in inside


def test_a_line_of_evidence_holds_nothing_that_a_terminal_obeys():
    shown = marked(hostile())
    assert "⟦killed⟧" in shown
    assert shown.isprintable()
    assert plain("a\x1b[2J\x9b31m\u2066b\nc\td\0") == "a[2J31mb c d"
