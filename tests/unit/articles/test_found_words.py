"""What the lexicons find in a sentence, table by table."""

import pytest

from orchestration.articles.found_words import ACTORS, COLUMNS, FoundWords
from orchestration.articles.lexicon import Patterns
from orchestration.articles.people.actor_words import actor_rows
from orchestration.articles.tables import read_table
from orchestration.articles.words import tokens

SENTENCES = {
    "ar": "قال الجيش المالي إن مسلحين قتلوا 12 مدنيا وأصابوا 20 آخرين قرب غاو.",
    "en": "After the attack the Malian army said JNIM killed 12 civilians and wounded 20.",
    "fr": "Après l'attaque, l'armée malienne a dit que le JNIM avait tué 12 civils.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_pass_finds_what_each_table_finds_alone(language):
    words = tokens(SENTENCES[language])
    found = FoundWords(words, language)
    alone = {
        table: [
            (row["pattern"], row[column] if column else row)
            for row in read_table(f"{table}_{language}")
        ]
        for table, column in COLUMNS.items()
    }
    for table, rows in {**alone, ACTORS: actor_rows(language)}.items():
        patterns = Patterns(rows, arabic=language == "ar")
        assert found.of(table) == patterns.find(words), table


def test_a_sentence_without_words_has_none_of_any_table():
    assert FoundWords([], "en").of("units") == []
