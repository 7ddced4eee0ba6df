"""Claims of whole articles."""

from datetime import date
from pathlib import Path

import pytest

from orchestration.articles.article import Article, Published
from orchestration.articles.evaluate import PARTS, as_article, read_part
from orchestration.articles.files.load import load_articles
from orchestration.articles.places.gazetteer import Gazetteer, load_gazetteer
from orchestration.articles.records import read_claims
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.settings import PROJECT

DAY = Published(date(2026, 11, 3), date(2026, 11, 3), "day", "option")
MALI = {
    "en": "Mali's army fights near Gao.",
    "fr": "L'armée malienne combat près de Gao.",
    "ar": "يقاتل الجيش المالي قرب غاو.",
}
SEEDS = sorted((PROJECT / "seeds" / "articles").glob("??-*.md"))
WORDS = ("attribution", "date_surface")


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load_gazetteer(tmp_path_factory.mktemp("gazetteer"))


def read(gazetteer: Gazetteer, text: str, language: str = "en") -> list:
    return read_claims(Article("a", language, "", "", DAY, text), gazetteer)


def assert_evidence(article: Article, gazetteer: Gazetteer) -> int:
    """Every field of every claim stands in the characters that it points at."""
    claims = read_claims(article, gazetteer)
    assert len({claim.claim_id for claim in claims}) == len(claims)
    for claim in claims:
        evidence = claim.evidence
        assert article.text[evidence.start : evidence.end] == evidence.text
        assert evidence.start <= claim.trigger_start < claim.trigger_end <= evidence.end
        surfaces = [told.surface for told in (*claim.places, *claim.actors, *claim.figures)]
        surfaces += [claim.attribution, claim.date_surface]
        assert all(surface in evidence.text for surface in surfaces if surface is not None)
        assert 0 <= claim.confidence <= 1
        parts = round(sum(claim.confidence_parts.values()), 2)
        assert claim.confidence == min(1.0, max(0.0, parts))
        if claim.start_date and claim.end_date:
            assert claim.start_date <= claim.end_date
    return len(claims)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_evidence_of_the_evaluation_texts(gazetteer, language, part):
    count = sum(
        assert_evidence(as_article(text, language), gazetteer) for text in read_part(language, part)
    )
    assert count


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_evidence_of_the_seeds(gazetteer, path: Path):
    (article,) = load_articles(path)
    assert assert_evidence(article, gazetteer)


def test_the_record_has_the_fields_of_the_specification(gazetteer):
    text = "France moved Bamako from orange to red on Monday, the ministry said."
    (record,) = [
        claim.record()
        for claim in read(gazetteer, text)
        if claim.event_type == "travel_advisory_change"
    ]
    named = {
        "event_type", "epistemic_status", "start_date", "end_date", "date_precision", "places",
        "actors", "figures", "zone_from", "zone_to", "attribution", "confidence",
        "confidence_parts", "evidence",
    }  # fmt: skip
    assert named <= set(record)
    assert set(record["evidence"]) == {"start", "end", "text", "section"}
    assert (record["zone_from"], record["zone_to"]) == ("orange", "red")
    assert record["start_date"] == record["end_date"] == "2026-11-02"
    place = record["places"][0]
    assert place["name"] == "Bamako"
    assert place["country_code"] == "MLI"
    assert {"place_id", "latitude", "longitude", "geo_precision", "surface"} <= set(place)


def test_offsets_count_code_points_of_the_whole_file(gazetteer):
    text = "\n\n\u200f  😀 Gunmen killed 12 people in Gao on Monday."
    (claim,) = read(gazetteer, text)
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
    assert claim.evidence.text.endswith("Gunmen killed 12 people in Gao on Monday.")


def test_an_earlier_sentence_lends_its_date_and_says_so(gazetteer):
    first, second = read(gazetteer, "Gunmen attacked Djibo on Monday. They burned the market.")
    assert (first.date_basis, second.date_basis) == ("sentence", "context")
    assert second.start_date == first.start_date
    assert second.date_surface is None
    assert second.confidence_parts["date"] < first.confidence_parts["date"]


def test_without_a_place_the_country_of_the_article_stands_in(gazetteer):
    *_, last = read(gazetteer, "Mali's army was ambushed near Gao. Ten soldiers died.")
    (place,) = last.places
    assert (place.country_code, place.surface, place.geo_precision) == ("MLI", None, 6)
    assert "place" not in last.confidence_parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "France has put the whole country, Bamako included, in the red zone."),
        ("fr", "La France classe l'ensemble du territoire malien, Bamako compris, en zone rouge."),
        ("ar", "وضعت فرنسا كامل الأراضي المالية، بما فيها باماكو، في المنطقة الحمراء."),
    ],
)
def test_advice_on_a_whole_country_names_the_country_first(gazetteer, language, text):
    (claim,) = read(gazetteer, f"{text} {MALI[language]}", language)[:1]
    assert [place.name for place in claim.places][:2] == ["Mali", "Bamako"]
    assert claim.places[0].surface in claim.evidence.text
    assert claim.zone_to == "red"


def test_a_foreign_language_gives_no_claims(gazetteer):
    assert read(gazetteer, "Zehn Menschen wurden am Montag getötet.", "de") == []


def test_headings_and_related_headlines_claim_nothing(gazetteer):
    text = (
        "Gunmen killed 12 people in Gao on Monday, the army said.\n\n"
        "Read more\n\n- Nine soldiers killed in ambush near Kidal\n- Coup in Niamey\n"
    )
    claims = read(gazetteer, text)
    assert [claim.evidence.section for claim in claims] == ["body"]


def test_the_same_article_gives_the_same_claims(gazetteer):
    text = "Gunmen killed 12 people in Gao on Monday and burned the market."
    assert read(gazetteer, text) == read(gazetteer, text)
