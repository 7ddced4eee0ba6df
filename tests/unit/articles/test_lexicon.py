"""Each pattern of a lexicon fires where its row says, and not where it says that it must not."""

import pytest

from orchestration.articles.events import NONE
from orchestration.articles.lexicon import Patterns, bare_forms, read_pattern
from orchestration.articles.tables import read_table
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import tokens

TABLES = [f"{name}_{language}" for name in ("triggers", "units") for language in LANGUAGES]
HELPERS = [
    f"{name}_{language}"
    for name in ("attributions", "statuses", "suppressions", "locatives")
    for language in LANGUAGES
]
EVENT_TYPES = 18


@pytest.mark.parametrize("table", TABLES)
def test_every_pattern_fires_in_its_sentence_and_is_silent_in_the_other(table: str):
    rows = read_table(table)
    assert len(rows) > 50
    wrong = []
    for row in rows:
        patterns = Patterns([(row["pattern"], row)], arabic=table.endswith("_ar"))
        if not patterns.find(tokens(row["fires_in"])):
            wrong.append(("silent", row["pattern"], row["fires_in"]))
        if patterns.find(tokens(row["silent_in"])):
            wrong.append(("fires", row["pattern"], row["silent_in"]))
    assert wrong == []


@pytest.mark.parametrize("table", HELPERS)
def test_every_pattern_of_a_helping_table_can_be_read(table: str):
    for row in read_table(table):
        assert read_pattern(row["pattern"]), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_type_has_its_words(language: str):
    rows = read_table(f"triggers_{language}")
    assert len({row["event_type"] for row in rows} - {NONE}) == EVENT_TYPES
    assert len({row["trigger_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("seized|took ~ town", "They seized the small town.", "seized the small town"),
        ("seized ~ town", "They seized a hill that is not the town", None),
        ("took ~6 town", "took a hill near the other town", "took a hill near the other town"),
        ("kill*", "The killings went on", "killings"),
        ("tué|tués", "Deux civils ont été TUÉS hier", "TUÉS"),
        ("قتل", "وقُتل شخصان", "وقُتل"),
        ("حصار", "فُرض الحصار على المدينة", "الحصار"),
        ("جيش", "انسحب للجيش رتل", "للجيش"),
        ("جيش", "الجيشان", None),
    ],
)  # fmt: skip
def test_a_pattern_is_found_as_it_stands(pattern: str, text: str, found: str | None):
    words = tokens(text)
    matches = Patterns([(pattern, None)], arabic=True).find(words)
    spans = [text[words[match.start].start : words[match.end - 1].end] for match in matches]
    assert spans == ([found] if found else [])


def test_what_stands_behind_clitics_is_told():
    assert set(bare_forms("وبالجيش")) >= {"وبالجيش", "بالجيش", "الجيش", "جيش"}
    assert bare_forms("army") == ("army",)


@pytest.mark.parametrize("pattern", ["", "~ town", "town ~", "   "])
def test_a_pattern_of_gaps_is_refused(pattern: str):
    with pytest.raises(ValueError, match="is no pattern"):
        read_pattern(pattern)
