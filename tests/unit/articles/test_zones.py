"""Zone levels of travel advice."""

import pytest

from orchestration.articles.words import tokens
from orchestration.articles.zones import find_zones


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The region went from orange to red.", ("orange", "red")),
        ("en", "The whole country is now in the red zone.", (None, "red")),
        ("en", "The department raised its advice to Level 4, do not travel.", (None, "red")),
        ("fr", "La région passe de l'orange au rouge.", ("orange", "red")),
        ("fr", "Tout le pays est désormais formellement déconseillé.", (None, "red")),
        ("fr", "La ville est classée en zone orange.", (None, "orange")),
        ("ar", "صنفت الخارجية البلاد كلها ضمن المنطقة الحمراء.", (None, "red")),
        ("ar", "نقلت الوزارة المدينة من البرتقالي إلى الأحمر.", ("orange", "red")),
        ("ar", "أوصت الخارجية رعاياها بعدم السفر.", (None, "red")),
        ("en", "The embassy renewed its advice.", (None, None)),
    ],
)
def test_the_level_before_and_the_level_now(language, sentence, expected):
    assert find_zones(tokens(sentence), language) == expected
