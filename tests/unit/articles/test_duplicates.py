"""Near-duplicates: copies of a text collapse, reports of one attack do not."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from orchestration.articles.article import Article, Published
from orchestration.articles.duplicates import originals
from orchestration.articles.files.load import load_articles
from orchestration.articles.licences import OPEN, is_open
from orchestration.settings import PROJECT

REPORT = """\
Gunmen on motorcycles attacked a village market on Monday and killed at least nine traders, two
residents and a health worker said. They came from the north shortly after the prayer, opened fire
on the stalls and set two lorries alight before they left towards the forest.

The governor of the region visited the village in the evening. He promised the families that the
dead would be buried in the morning and that a company of soldiers would stay there for some weeks.

Traders had asked for an escort since the road was mined in spring, according to the residents.
"""
SAME_ATTACK = """\
At least nine people died on Monday when armed men on motorcycles raided a market, residents told
us by telephone. The attackers shot at traders, burned two lorries and rode off. A health worker
counted nine bodies; the governor, who came to the village, spoke of seven dead.
"""


def article(name: str, text: str, *, day: int = 1, licence: str = "", language: str = "en"):
    published = date(2025, 1, day)
    return Article(
        name, language, "", "", Published(published, published, "day", "page"), text, 0, licence
    )


COPIES = {
    "the same words": REPORT,
    "another headline": "Nine traders die in raid on market\n\n" + REPORT,
    "a last paragraph cut": REPORT.rsplit("\n\n", 1)[0],
    "a credit line": "(Agency) – " + REPORT + "\n\nAgency, with a correspondent\n",
    "other spellings": REPORT.replace("lorries", "trucks").replace("Gunmen", "GUNMEN"),
    "all of it": "Raid on market\n\n"
    + REPORT.rsplit("\n\n", 1)[0].replace("lorries", "trucks").replace("evening", "night")
    + "\n\nAgency",
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_syndicated_copy_is_one_with_its_original(text: str):
    told = [article("first", REPORT, day=1), article("second", text, day=2)]
    assert originals(told) == {"first": "first", "second": "first"}


def test_two_reports_of_one_attack_are_two():
    told = [article("one", REPORT), article("other", SAME_ATTACK)]
    assert originals(told) == {"one": "one", "other": "other"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Twelve people were killed in an attack on the village of Bani on Monday, it said.",
            "Five people were killed in an attack on the town of Sona on Friday, it said.",
        ),
        ("Two soldiers died.", "Two soldiers died near the border on Monday, an officer said."),
        ("", ""),
        ("...", "!!!"),
    ],
    ids=["a phrase of the trade", "a short text in a long one", "nothing", "only marks"],
)
def test_short_texts_that_are_alike_are_two(one: str, other: str):
    assert originals([article("a", one), article("b", other)]) == {"a": "a", "b": "b"}


def test_the_order_in_which_they_come_does_not_matter():
    told = [
        article("c", COPIES["all of it"], day=2),
        article("b", REPORT, day=2),
        article("a", COPIES["a credit line"], day=3),
    ]
    assert {tuple(sorted(originals(order).items())) for order in permutations(told)} == {
        (("a", "b"), ("b", "b"), ("c", "b"))
    }


def test_a_copy_of_a_copy_belongs_to_the_first():
    words = [f"word{number}" for number in range(300)]
    first, second, third = (" ".join(words[start : start + 200]) for start in (0, 50, 100))
    told = [article("1", first, day=1), article("3", third, day=3)]
    assert originals(told)["3"] == "3"
    assert set(originals([*told, article("2", second, day=2)]).values()) == {"1"}


def test_what_may_be_passed_on_is_no_copy_of_what_may_not():
    told = [
        article("closed", REPORT, day=1, licence="proprietary"),
        article("open", COPIES["another headline"], day=9, licence="CC-BY-4.0"),
    ]
    assert originals(told) == {"closed": "open", "open": "open"}


def test_one_without_a_date_comes_after_those_with_one():
    undated = replace(article("a", REPORT), published=Published())
    assert set(originals([undated, article("b", REPORT, day=9)]).values()) == {"b"}


def test_articles_in_two_languages_are_no_copies():
    told = [article("a", REPORT), article("b", REPORT, language="fr")]
    assert originals(told) == {"a": "a", "b": "b"}


def test_no_article_that_ships_is_a_copy_and_each_is_found_when_it_is_cut():
    paths = sorted((PROJECT / "seeds" / "articles").glob("??-*.md"))
    shipped = [one for path in paths for one in load_articles(path)]
    assert len(shipped) == len(paths) > 20
    assert all(name == original for name, original in originals(shipped).items())
    cut = [
        replace(
            one,
            article_id=f"{one.article_id}-cut",
            text="Another headline\n\n" + one.text[one.body_start :].strip().rpartition("\n\n")[0],
            body_start=0,
            licence="",
        )
        for one in shipped
    ]
    found = originals([*shipped, *cut])
    assert all(found[one.article_id] == one.article_id.removesuffix("-cut") for one in cut)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [("CC-BY-4.0", True), ("CC-BY-3.0-IGO", True), ("CC-BY-NC-4.0", False), ("", False)],
)
def test_licences_that_are_open(licence: str, expected: bool):
    assert is_open(licence) is expected


def test_the_warehouse_holds_the_same_licences_open():
    macro = PROJECT / "dbt_project" / "macros" / "is_open_licence.sql"
    assert f"'{OPEN}'" in macro.read_text()
