"""Sentences and sections: where they end, and that nothing of the text gets lost."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orchestration.articles.sections.segment import headline, sentences


def cut(text: str, body_start: int = 0) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text, body_start)]


def sections(text: str) -> list[tuple[str, str]]:
    return [(one.section, text[one.start : one.end]) for one in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The army left.| It came back!| Did it stay?| No… | Nobody knows.",
        "غادر الجيش.| ثم عاد!| هل بقي؟| لا.",
        "L'armée est partie.| Est-elle revenue ?| Oui !",
        "قال الجيش إنه انسحب.|وأضاف أنه سيعود.",
        "هدأ القتال.. ثم عاد؛ وبقي السكان، وغادر الجيش.| انتهى.",
    ],
    ids=["English", "Arabic", "French", "no blank behind a stop", "two dots and a semicolon go on"],
)
def test_sentences_end_at_stops(text: str):
    assert cut(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. A. Touré and Col. Ba met Mr. Sow and Dr. Keita on Jan. 5 at 10 a.m. in a U.S. base.",
        "The U.S. Army and the U.N. Mission left No. 12 St. Louis road at 3.5 km and $1,200.50.",
        "M. Traoré, env. 3 000 hommes, le 1. mars, art. 5, MM. Ba et Sow, J. Sow.",
        "قال د. أحمد من م. علي إن النسبة 3.5 في المئة",
        "« Partez ! » a-t-il dit, puis : « Quand ? » demande-t-elle... et rien.",
        "Version 2.1.3 of www.example.org/a.b?c=d is out",
    ],
    ids=["titles", "initials", "French", "Arabic", "quotes that go on", "dots inside"],
)
def test_a_dot_that_shortens_or_parts_ends_nothing(text: str):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It lies in the U.S. The army left.", 2),
        ("It came at 5 p.m. They left.", 2),
        ("He said no. Five stayed. No. 5 left.", 3),
        ("It was in 2023. They left.", 2),
        ("كان ذلك عام 2023 م. وقال الجيش إنه غادر.", 2),
        ("Il vit à l'est. L'armée est à l'ouest.", 2),
        ("Ten, fifteen etc. The army left.", 2),
    ],
)
def test_a_shortened_word_can_be_the_last_one(text: str, parts: int):
    assert len(cut(text)) == parts


def test_closing_quotes_go_with_their_sentence():
    text = 'He said: "We left." "We stay." (They did.) « On part. » Il part. «غادرنا.» وقال: “نعم.”'
    assert cut(text) == [
        'He said: "We left."',
        '"We stay."',
        "(They did.)",
        "« On part. »",
        "Il part.",
        "«غادرنا.»",
        "وقال: “نعم.”",
    ]


def test_bidi_marks_around_a_stop_do_not_hide_it():
    text = "\u200fغادر الجيش.\u200f وعاد \u200e10\u200e جنود.\u200f"
    assert cut(text) == ["\u200fغادر الجيش.\u200f", "وعاد \u200e10\u200e جنود.\u200f"]


WRAPPED = """The army said on Monday that it had freed ten people from a camp near the
town. The people were taken in a raid on the road to the border, where no
patrol had been seen for weeks."""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_wrapped_line_goes_on_in_the_next(newline: str):
    text = WRAPPED.replace("\n", newline)
    assert len(cut(text)) == 2
    assert cut(text)[0].endswith(f"near the{newline}town.")


def test_a_wrapped_arabic_line_goes_on_in_the_next():
    words = "قال الجيش المالي في بيان إنه حرر عشرة أشخاص كانوا محتجزين في معسكر قرب الحدود " * 4
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) + 1 > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "\n".join([*lines, line])
    assert len(lines) > 2
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ten dead in an attack", "Army frees hostages", "Border stays closed"],
        ["هجوم على قاعدة للجيش", "مقتل عشرة جنود", "إغلاق الحدود"],
        [
            "Headline number one about an attack in the north of Mali",
            "Second headline that tells of Niger and its neighbours today",
            "Third headline: Burkina",
        ],
    ],
    ids=["short", "Arabic", "of one length"],
)
def test_headlines_in_lines_are_sentences_of_their_own(lines: list[str]):
    assert cut("\n".join(lines)) == lines


def test_a_plain_text_with_a_leading_blank_line_has_title_headings_and_related():
    text = """
Mali: fuel runs short as convoys burn

Gunmen burned ten lorries on Monday. Prices rose.

On the road

Convoys wait for days. Nobody knows how long.

Read more: Niger closes its border

The army says it will help.

Related

Ten dead in an attack
Is the border open?
"""
    assert sections(text) == [
        ("title", "Mali: fuel runs short as convoys burn"),
        ("body", "Gunmen burned ten lorries on Monday."),
        ("body", "Prices rose."),
        ("heading", "On the road"),
        ("body", "Convoys wait for days."),
        ("body", "Nobody knows how long."),
        ("related", "Read more: Niger closes its border"),
        ("body", "The army says it will help."),
        ("related", "Related"),
        ("related", "Ten dead in an attack"),
        ("related", "Is the border open?"),
    ]
    assert headline(text) == "Mali: fuel runs short as convoys burn"


def test_markdown_has_a_title_headings_and_lists():
    text = "# كيدال\n\nدخل الجيش المدينة.\n\n## خلفية\n\n- قتل عشرة.\n- جرح ستة.\n\nثم غادر.\n"
    assert sections(text) == [
        ("title", "# كيدال"),
        ("body", "دخل الجيش المدينة."),
        ("heading", "## خلفية"),
        ("body", "- قتل عشرة."),
        ("body", "- جرح ستة."),
        ("body", "ثم غادر."),
    ]
    assert headline(text) == "كيدال"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Army leaves the town",
        "**Read also** – Army leaves the town",
        "Related: Army leaves",
        "» Lire aussi : L'armée quitte la ville",
        "À LIRE AUSSI L'armée quitte la ville",
        "Sur le même sujet",
        "اقرأ أيضًا: الجيش يغادر",
        "إقرأ ايضا الجيش يغادر",
        "مواضيع ذات صلة:",
        "[اقرأ أيضاً: الجيش يغادر]",
    ],
)
def test_a_line_that_leads_elsewhere_is_related(line: str):
    text = f"The army left. It came back.\n\n{line}\n\nIt stayed there for ten days."
    assert [section for section, _ in sections(text)] == ["body", "body", "related", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Related violence killed ten people, the army said.",
        "Read more slowly, the teacher told them.",
        "Recommended routes are closed.",
        "À lire le communiqué, dix hommes sont morts.",
        "للمزيد من الأمن نشر الجيش قواته.",
    ],
)
def test_a_sentence_that_begins_alike_is_body(line: str):
    assert sections(f"The army left.\n\n{line}")[1] == ("body", line)


def test_headlines_below_a_phrase_stop_where_text_begins():
    text = "It left.\n\nمواضيع ذات صلة\n\n- الجيش يغادر\n- هل يعود؟\n\nقال السكان إن الجيش غادر."
    assert [section for section, _ in sections(text)] == [
        "body",
        "related",
        "related",
        "related",
        "body",
    ]


def test_a_list_at_the_end_below_a_heading_is_related_unless_it_is_written_in_sentences():
    text = "The army left the town on Monday. It had been there for ten days, people said.\n\n"
    assert sections(text + "## More\n\n- Ten dead\n- Six hurt\n")[2:] == [
        ("related", "## More"),
        ("related", "- Ten dead"),
        ("related", "- Six hurt"),
    ]
    assert sections(text + "## Toll\n\n- Ten died.\n- Six were hurt.\n")[3:] == [
        ("body", "- Ten died."),
        ("body", "- Six were hurt."),
    ]


def test_lone_headlines_at_the_end_are_related_from_three_on():
    text = "The army left the town on Monday. It had been there for ten days, people said. "
    text = f"{text}Nobody knows whether it will come back.\n\n"
    lines = ["Ten dead in an attack", "Border stays closed", "Army frees hostages"]
    for joint in ("\n", "\n\n"):
        assert sections(text + joint.join(lines))[3:] == [("related", line) for line in lines]
        assert {section for section, _ in sections(text + joint.join(lines[:2]))} == {"body"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed ten people near the town",
        "Gunmen killed ten people.\n\nThe army came\n",
        "قتل مسلحون عشرة أشخاص قرب البلدة",
    ],
    ids=["one line", "a last line without a stop", "one Arabic line"],
)
def test_what_is_no_headline_is_body(text: str):
    assert {section for section, _ in sections(text)} == {"body"}


def test_the_front_matter_is_passed_over():
    text = "---\ntitle: x\n---\n\nThe army left. It came back.\n"
    start = text.index("\n\n") + 1
    assert cut(text, start) == ["The army left.", "It came back."]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u2028"])
def test_a_blank_text_has_no_sentences(text: str):
    assert sentences(text) == []
    assert headline(text) == ""


PIECES = st.sampled_from(
    [
        *("The army", "قال الجيش", "U.S.", "Gen. ", "3.5", "د. ", ". ", "? ", "؟", "…", "..", "!"),
        *('"', "« ", " »", "\n", "\n\n", "\r\n", " ", "# ", "- ", "---\n", "Read more: ", "a", "A"),
        *("اقرأ أيضا: ", "\u200f", "\u202b", "Related\n", "\u00a0", "é", "12. ", "|", "1) "),
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80)))
@example("a.\x85b. \x1c c")
def test_sentences_are_in_order_and_hold_all_that_is_not_blank(text: str):
    for start in (0, len(text) // 3):
        found = sentences(text, start)
        held = "".join(text[one.start : one.end] for one in found)
        assert "".join(held.split()) == "".join(text[start:].split())
        assert all(one.start < one.end for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        for one in found:
            piece = text[one.start : one.end]
            assert piece == piece.strip()
            assert one.section in ("title", "body", "heading", "related")


@pytest.mark.parametrize(
    "piece",
    [". »", "A b. ", "Read more\n\n", "- a\n", "a.b.", "\n \n", '"', "\u200f", "[1", "word "],
    ids=repr,
)
def test_long_texts_of_one_piece_are_read_to_their_end(piece: str):
    # A reading that looked back at what it has read would not come to an end here.
    text = piece * (200_000 // len(piece))
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("BAMAKO, Nov 3 (Reuters) -", "Soldiers left the town."),
        ("OUAGADOUGOU, Burkina Faso (AP) —", "Gunmen came."),
        ("Bamako, 3 nov. 2025 (AFP) -", "Le convoi est parti."),
        ("Mopti, le 3 mai 2024 (AMAP)", "Le gouverneur a parlé."),
        ("(AFP) -", "Le convoi est parti."),
        ("DAKAR, Senegal —", "Jihadists came."),
        ("باماكو (أ ف ب) -", "غادر الجنود البلدة."),
        ("نواكشوط - «الشرق الأوسط»:", "غادر الجنود البلدة."),
        ("باماكو 3 نوفمبر (رويترز) -", "غادر الجنود البلدة."),
        ("", "JNIM - an affiliate of al-Qaeda - left the town."),
        ("", "The army (AFP has seen its order) left the town."),
        ("", "Le bilan est lourd, selon un responsable (AFP), mais le convoi est parti."),
        ("", "غادر 12 جنديا (رويترز) البلدة."),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str, rest: str):
    text = f"{dateline} {rest} {rest}\n\n{rest}".lstrip()
    found = [(text[told.start : told.end], told.section) for told in sentences(text)]
    assert found == [(dateline, "dateline")] * bool(dateline) + [(rest, "body")] * 3
