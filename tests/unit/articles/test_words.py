"""Tokens: how words are cut and normalised, and that their offsets hold."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.articles.words import normalise, tokens

CUTS = {
    "The army said.": "the army said .",
    "L’armée d'Al-Qaïda": "l' armee d' al - qaida",
    "jusqu’à lundi, qu’ils": "jusqu' a lundi , qu' ils",
    "aujourd’hui quelqu’un": "aujourd'hui quelqu'un",
    "l’“État” l'«ONU»": 'l\' " etat " l\' " onu "',
    "d’1,2 million": "d' 1 , 2 million",
    "the army's men don't": "the army 's men don't",
    "Jama'at Nusrat": "jama'at nusrat",
    "N’Djamena": "n' djamena",
    "'quoted'": "' quoted '",
    "Ouaga-2": "ouaga - 2",
    "12.5 1,200 3 %": "12 . 5 1 , 200 3 %",
    "1\u202f200\u00a0morts": "1 200 morts",
    "5th 1er 14h30 M23": "5 th 1 er 14 h 30 m 23",
    "3–5 mai — oui": "3 - 5 mai - oui",
    "œuvre Œuf": "oeuvre oeuf",
    "e\u0301te\u0301": "ete",
    "قال، وأضاف؛ لماذا؟": "قال , واضاف ; لماذا ?",
    "قُتِلَ شَخْصًا": "قتل شخصا",
    "شـــهر": "شهر",
    "أإآٱ": "اااا",
    "الهدى مؤسسة سائل": "الهدي موسسه سايل",
    "و٢٠ بـ30 الـ40": "و 20 ب 30 ال 40",
    "الـJNIM": "ال jnim",
    "٪ ٢٫٥": "% 2 ٫ 5",
    "«برخان»": '" برخان "',
    "\u200fمالي\u200f \u202bباماكو\u202c": "مالي باماكو",
    "مـ\u200dـالي": "مالي",
    "\ufeffمالي": "مالي",
    "مالی کایس": "مالي كايس",
    "ﻻ": "لا",
    "a_b": "a _ b",
    "a\n\n\tb": "a b",
    "🔴 alert": "🔴 alert",
    "马里 Мали": "马里 мали",
    "": "",
    " \n\u200f": "",
}


@pytest.mark.parametrize(("text", "expected"), CUTS.items())
def test_a_text_is_cut_into_normalised_words(text: str, expected: str):
    assert " ".join(token.form for token in tokens(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Él", "el"),
        ("BURKINA", "burkina"),
        ("إلى", "الي"),
        ("أُصِيبَ", "اصيب"),
        ("مئة", "ميه"),
        ("مِئَةٌ", "مئة"),
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("’", "'"),
    ],
)
def test_spellings_of_a_word_have_one_form(one: str, other: str):
    assert normalise(one) == normalise(other)


def test_offsets_count_from_the_start_of_the_whole_text():
    text = "Titre\n\nL’armée a dit."
    words = tokens(text, 7)
    assert [text[word.start : word.end] for word in words] == ["L’", "armée", "a", "dit", "."]
    assert [word.form for word in tokens(text, 7, 14)] == ["l'", "armee"]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_tokens_of_any_text_are_in_order_and_hold_all_its_letters(text: str):
    words = tokens(text)
    end = 0
    for word in words:
        assert end <= word.start < word.end <= len(text)
        end = word.end
    covered = {index for word in words for index in range(word.start, word.end)}
    assert all(index in covered for index, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize(
    "piece", ["a\u0301", "م\u064b", "'", "a'", "l'", "1 ", "\u200f", "ـ", "م\u200f"]
)
def test_long_runs_of_one_piece_are_cut_to_their_end(piece: str):
    # A cut that looked back at what it has read would not come to an end here.
    text = piece * 200_000
    words = tokens(text)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert not words or len(text) - len(piece) <= words[-1].end <= len(text)


def test_one_long_run_of_marks_belongs_to_its_letter():
    first, second = tokens("م" + "\u064b" * 300_000 + " a" + "\u0301" * 300_000)
    assert (first.form, second.form) == ("م", "a")
