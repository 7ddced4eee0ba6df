"""The words of dates: the tables `date_words_…`, and months and weekdays from CLDR by Babel."""

from functools import lru_cache

from babel import Locale

from orchestration.articles.vocabulary import LANGUAGES, Vocabulary, read_lexicon, vocabularies

LOCALES = {
    "ar": ("ar", "ar_DZ", "ar_EG", "ar_MA", "ar_MR", "ar_SY", "ar_TN"),
    "en": ("en",),
    "fr": ("fr",),
}


@lru_cache(maxsize=1)
def date_words() -> dict[str, Vocabulary]:
    """The date words of each language: those of CLDR, and the table's."""
    rows = read_lexicon("date_words")
    weak = {
        language: {phrase for phrase, role, _ in rows[language] if role == "weak_month"}
        for language in LANGUAGES
    }
    for language, locales in LOCALES.items():
        for locale in map(Locale.parse, locales):
            names = locale.months["format"]["wide"]
            rows[language] += [
                (name, "month", str(number))
                for number, name in names.items()
                if name.lower() not in weak[language]
            ]
            names = locale.days["format"]["wide"]
            rows[language] += [(name, "weekday", str(number)) for number, name in names.items()]
    return vocabularies(rows)
