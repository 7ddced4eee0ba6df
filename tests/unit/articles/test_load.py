"""Articles from files: every format, every bad input, languages, days of publication, offsets."""

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.article import Article, Published
from orchestration.articles.files.draft import LARGEST_ARTICLE, name_fields
from orchestration.articles.files.html_text import fragment_text
from orchestration.articles.files.language import detect, language_code
from orchestration.articles.files.load import ENDINGS, load_articles, read_articles
from orchestration.articles.files.publication import read_date, self_anchored
from orchestration.errors import FileRefusedError, RedzoneError
from orchestration.settings import PROJECT

TODAY = date(2026, 3, 1)
ARABIC = "قتل عشرة جنود في هجوم قرب غاو، بحسب الجيش."


class Desk:
    """A folder, and what was told of the files in it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.told: list[str] = []

    def load(self, file: str, content: str | bytes, **options) -> list[Article]:
        path = self.folder / file
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        options = {"today": TODAY, "tell": self.told.append, **options}
        return list(load_articles(path, **options))

    def refusal(self, file: str, content: str | bytes) -> str:
        with pytest.raises(FileRefusedError) as caught:
            self.load(file, content)
        return str(caught.value)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def day(*parts: int, basis: str) -> Published:
    return Published(date(*parts), date(*parts), "day", basis)


# Markdown and plain text


def test_markdown_with_a_front_matter(desk: Desk):
    text = (
        "---\nid: a-1\nlanguage: fr\ntitle: 'Gao : dix morts'\nsource: Agence\ndate: 2025-03-02\n"
        "link: https://a.example/1\nlicense: CC-BY-4.0\n---\n\nDix hommes sont morts.\n"
    )
    [article] = desk.load("x.md", text)
    assert article == Article(
        article_id="a-1",
        language="fr",
        title="Gao : dix morts",
        publisher="Agence",
        published=day(2025, 3, 2, basis="front_matter"),
        text=text,
        body_start=text.index("\nDix"),
        licence="CC-BY-4.0",
        url="https://a.example/1",
    )
    assert desk.told == []


def test_plain_text_is_kept_as_it_stands(desk: Desk):
    text = "\r\nTen dead near the town\r\n\r\nThe army said so on Monday.\r"
    [article] = desk.load("x.txt", b"\xef\xbb\xbf" + text.encode())
    assert (article.text, article.body_start) == (text, 0)
    assert (article.article_id, article.language) == ("x", "en")
    assert (article.title, article.published) == ("Ten dead near the town", Published())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_offsets_count_from_behind_a_byte_order_mark(desk: Desk, name: str, encoding: str):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    [article] = desk.load(name, (mark + ARABIC).encode(encoding))
    assert (article.text, article.language) == (ARABIC, "ar")


def test_markdown_without_a_front_matter_is_plain_text(desk: Desk):
    [article] = desk.load("x.md", "# Ten dead\n\nThe army said so.\n")
    assert (article.title, article.body_start) == ("Ten dead", 0)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_any_text_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    try:
        [reading] = read_articles(path, today=TODAY)
    except FileRefusedError:
        assert not text.strip()
    else:
        assert reading.article.text == text


# Pages, feeds, lines

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><title>Gao : dix morts | Le Site</title>
<meta property="og:title" content="Gao : dix morts"/>
<meta property="og:site_name" content="Le Site"/>
<meta property="article:published_time" content="2025-03-02T10:00:00Z"/>
<link rel="canonical" href="https://site.example/a"/>
<script>document.write("mille morts")</script><style>p {color: red}</style></head>
<body><nav>Accueil Sports</nav><article><h1>Gao : dix morts</h1>
<p>Dix hommes sont morts <b>lundi</b> près de Gao, selon l’armée qui a publié un communiqué.</p>
<script>alert("cent morts")</script><noscript>Activez les scripts</noscript>
<h2>Une zone fermée</h2><p>La route est fermée depuis plusieurs semaines, disent des habitants.</p>
<ul><li>Un élément de la liste</li></ul></article></body></html>"""


@pytest.mark.parametrize("name", ["x.html", "x.HTM", "x.txt"])
def test_a_page_gives_its_text_and_its_masthead_and_no_script(desk: Desk, name: str):
    [article] = desk.load(name, PAGE)
    assert article.text == (
        "# Gao : dix morts\n\n"
        "Dix hommes sont morts lundi près de Gao, selon l’armée qui a publié un communiqué.\n\n"
        "## Une zone fermée\n\n"
        "La route est fermée depuis plusieurs semaines, disent des habitants.\n\n"
        "- Un élément de la liste"
    )
    assert (article.title, article.publisher) == ("Gao : dix morts", "Le Site")
    assert article.published == day(2025, 3, 2, basis="page")
    assert (article.language, article.url) == ("fr", "https://site.example/a")


def test_a_page_may_be_in_the_charset_that_it_names(desk: Desk):
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{ARABIC}</p></body></html>'
    [article] = desk.load("x.html", page.encode("windows-1256"))
    assert (article.text, article.language) == (ARABIC, "ar")


def test_a_short_page_gives_all_its_words_but_no_script(desk: Desk):
    page = "<html><body><nav>Menu</nav><script>x()</script><p>The army left.</p></body></html>"
    [article] = desk.load("x.html", page)
    assert article.text == "The army left."


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Agence</title><link>https://a.example</link><description>d</description>
<item><title>Dix morts &amp; six blessés</title><link>https://a.example/1</link>
<guid isPermaLink="false">g-1</guid><pubDate>Sun, 02 Mar 2025 23:30:00 -0500</pubDate>
<description>Court</description><content:encoded><![CDATA[<p>Dix hommes sont <b>morts</b>.</p>
<script>evil()</script><ul><li>Un</li></ul>]]></content:encoded></item>
<item><title>La route reste fermée, dit l’armée</title><link>https://a.example/2</link></item>
</channel></rss>
"""


def test_a_feed_gives_an_article_an_entry(desk: Desk):
    first, second = desk.load("feed.xml", RSS)
    assert first.text == "# Dix morts & six blessés\n\nDix hommes sont morts.\n\n- Un"
    assert (first.article_id, first.publisher) == ("g-1", "Agence")
    assert first.published == day(2025, 3, 2, basis="feed")
    assert (second.article_id, second.url) == ("https://a.example/2", "https://a.example/2")
    assert (second.language, second.published) == ("fr", Published())


def test_atom_is_a_feed_too(desk: Desk):
    [article] = desk.load(
        "x.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>urn:1</id>'
        "<title>Ten dead near the town</title><updated>2025-03-02T10:00:00Z</updated>"
        '<content type="html">&lt;p&gt;Ten were killed.&lt;/p&gt;</content></entry></feed>',
    )
    assert article.article_id == "urn:1"
    assert article.text == "# Ten dead near the town\n\nTen were killed."
    assert article.published == day(2025, 3, 2, basis="feed")


def test_a_feed_that_breaks_off_gives_what_is_there_and_says_so(desk: Desk):
    [article] = desk.load("x.rss", RSS[: RSS.index("<script>")])
    assert article.article_id == "g-1"
    [told] = desk.told
    assert told.startswith("x.rss, entry 1: the feed is malformed in line 7 (")
    assert told.endswith("): this entry may not be whole.")


def test_lines_of_json_go_by_the_usual_names(desk: Desk):
    lines = [
        {"id": 7, "text": "The army left.\nIt came back.", "date": "2025-03-02T10:00:00Z"},
        {"URL": "https://a.example/2", "Body": ["Une armée.", "Deux armées."], "lang": "fr-FR"},
        {"content": "<p>Ten men died.</p><script>x()</script>", "source": {"name": "Agency"}},
    ]
    content = "\n\n".join(json.dumps(line) for line in lines)
    first, second, third = desk.load("x.jsonl", content)
    assert (first.article_id, first.text) == ("7", "The army left.\nIt came back.")
    assert first.published == day(2025, 3, 2, basis="feed")
    assert (second.text, second.language) == ("Une armée.\n\nDeux armées.", "fr")
    assert (second.article_id, second.url) == ("x#3", "https://a.example/2")
    assert (third.text, third.publisher) == ("Ten men died.", "Agency")


def test_a_broken_line_is_told_and_the_others_go_on(desk: Desk):
    lines = [
        b'{"text": "The army left."}',
        b'{"text": "The army',
        b"[1, 2]",
        b'{"title": "Ten dead"}',
        b'{"text": "bless\xe9s"}',
        b'{"text": "half \\ud800"}',
        b'{"text": "nul \\u0000"}',
        b"[" * 100_000,
        b'{"text": "' + b"a" * LARGEST_ARTICLE + b'"}',
        b'{"text": "It came back."}',
    ]
    found = desk.load("x.ndjson", b"\n".join(lines), name="inbox/articles/x.ndjson")
    assert [article.text for article in found] == ["The army left.", "It came back."]
    assert [told.removeprefix("inbox/articles/x.ndjson, ") for told in desk.told] == [
        "line 2: it is no JSON at character 10 (Unterminated string starting at); "
        "expected an object.",
        "line 3: it is '[1, 2]'; expected an object of JSON.",
        "line 4: it has no text; expected one under text, body, content.",
        "line 5: it holds 0xe9 as its byte 16; expected UTF-8.",
        "line 6: it holds half a character or NUL under text; expected text.",
        "line 7: it holds half a character or NUL under text; expected text.",
        "line 8: it is nested too deeply; expected an object with a text.",
        "line 9: it has more than 5,000,000 bytes; expected an article of at most so many.",
    ]


def test_without_a_listener_problems_are_logged(desk: Desk, caplog: pytest.LogCaptureFixture):
    path = desk.folder / "x.jsonl"
    path.write_text('{"text": \n{"text": "The army left."}\n')
    with caplog.at_level(logging.WARNING):
        assert len(list(load_articles(path))) == 1
    assert caplog.messages[0].startswith("x.jsonl, line 1: it is no JSON at ")


def test_labels_are_compared_without_case_and_punctuation_and_the_rest_is_kept():
    fields = {"Source Name": "A", "PUBDATE": "2025", "topics": "[]", "publisher": " "}
    assert name_fields(fields) == {
        "publisher": "A",
        "published_date": "2025",
        "topics": "[]",
    }


# Bad files

REFUSED = {
    "an ending": ("x.pdf", "text", "only .md, .txt, .html"),
    "empty": ("x.txt", "", "the file is empty"),
    "blank": ("x.md", "\ufeff \r\n", "the file is empty"),
    "empty lines": ("x.jsonl", "\n\n", "the file is empty"),
    "empty feed": ("x.xml", "", "the file is empty"),
    "binary": ("x.txt", bytes(range(128, 256)), "byte 1 is 0x80, which is not UTF-8"),
    "NUL": ("x.md", "a\x00b", "holds NUL bytes, the first as character 2"),
    "binary lines": ("x.jsonl", b"\x89PNG\x00", "holds NUL bytes"),
    "Latin-1": ("x.txt", "blessés".encode("latin-1"), "byte 6 is 0xe9, which is not UTF-8"),
    "half UTF-16": ("x.txt", "ab".encode("utf-16") + b"\xd8", "is no UTF-16"),
    "large": ("x.txt", b"a. " * 2_000_000, "it has 6,000,000 bytes. Expected an article of at"),
    "malformed": ("x.md", "---\ntitle: [x\n---\nt", "the front matter is malformed in line 3: "),
    "control": ("x.md", "---\ntitle: \x1b\n---\nt", "the front matter is malformed"),
    "deep": ("x.md", "---\na: " + "[" * 9000 + "\n---\nt", "the front matter is malformed"),
    "open": ("x.md", "---\ntitle: x\nText", "no second --- closes the front matter"),
    "a list": ("x.md", "---\n- a\n---\nText", "holds no `name: value` lines"),
    "aliases": ("x.md", "---\na: &x [1]\nb: *x\n---\nText", "holds YAML aliases"),
    "no body": ("x.md", "---\ntitle: x\n---\n\n", "nothing stands below the front matter"),
    "no words": ("x.html", "<html><script>x</script></html>", "the page holds no text"),
    "no feed": ("x.xml", "<a><b/></a>", "it is no RSS or Atom feed."),
    "no XML": ("x.rss", "hello", "it is no RSS or Atom feed. It is malformed in line 1"),
    "no entries": ("x.xml", '<rss version="2.0"><channel/></rss>', "the feed has no entries."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_a_sentence(desk: Desk, case: str):
    name, content, said = REFUSED[case]
    told = desk.refusal(name, content)
    assert said in told
    assert told.endswith(".")
    assert "\n" not in told


def test_a_feed_reads_no_other_file(desk: Desk):
    (desk.folder / "secret.txt").write_text("secret")
    [article] = desk.load(
        "x.xml",
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(desk.folder / "secret.txt").as_uri()}">]>'
        '<rss version="2.0"><channel><item><title>The army left &x;</title></item></channel></rss>',
    )
    assert "secret" not in article.text


def test_every_ending_has_a_reader(desk: Desk):
    for ending in ENDINGS:
        said = desk.refusal(f"x{ending}", b"")
        assert said.startswith("the file is empty."), ending


# Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        ("مقتل 10 جنود", "ar"),
        ("\u200f\u202bﻣﻘﺘﻞ جنود في غاو\u202c", "ar"),
        ("Mali army: قال الجيش المالي إن عشرة جنود قتلوا في هجوم قرب غاو", "ar"),
        ("حمله به ارتش در مالی ده سرباز کشته شدند و چند نفر زخمی شدند", "fa"),
        ("مالی میں فوج پر حملہ ہوا اور دس فوجی ہلاک ہو گئے", "ur"),
        ("L'armée tue dix soldats", "fr"),
        ("Ten soldiers were killed near the town", "en"),
        ("El ejército dijo que diez soldados murieron en un ataque", "es"),
        ("Sojojin Najeriya sun kashe yan ta'adda goma a wani hari", "und"),
        ("12 345 … !", "und"),
        ("", "und"),
    ],
)
def test_a_language_is_told_by_letters_and_words(text: str, language: str):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("fr", "fr"),
        ("fr-FR", "fr"),
        ("AR_eg", "ar"),
        ("eng", "en"),
        ("Français", "fr"),
        ("ha", "ha"),
        ("German!", None),
        ("", None),
    ],
)
def test_a_language_may_be_named_in_several_ways(named: str, code: str | None):
    assert language_code(named) == code


def test_an_unknown_language_is_kept_and_a_wrong_one_told(desk: Desk):
    [hausa] = desk.load("a.md", "---\nlanguage: ha\n---\nSojojin sun kashe.\n")
    assert (hausa.language, desk.told) == ("ha", [])
    [article] = desk.load("b.md", f"---\nlanguage: en\n---\n{ARABIC}\n")
    assert article.language == "ar"
    [article] = desk.load("c.md", "---\nlanguage: Klingon!\n---\nThe army left the town.\n")
    assert article.language == "en"
    assert desk.told == [
        "b.md: language: 'en'; expected one in whose letters it is. By its words it is ar.",
        "c.md: language: 'Klingon!'; expected a code of two or three letters. "
        "By its words it is en.",
    ]


# Day of publication


@pytest.mark.parametrize(
    ("front_matter", "first", "last", "precision"),
    [
        ("published_date: 2025-08-15", (2025, 8, 15), (2025, 8, 15), "day"),
        ("published_date: '2025-08-15 10:00:00'", (2025, 8, 15), (2025, 8, 15), "day"),
        ("published_date: 2025-08", (2025, 8, 1), (2025, 8, 31), "month"),
        ("published_date: 2025", (2025, 1, 1), (2025, 12, 31), "year"),
        ("date: 2025-10-01\ndate_precision: quarter", (2025, 10, 1), (2025, 12, 31), "quarter"),
        ("date: 2025-10-06\ndate_precision: week", (2025, 10, 6), (2025, 10, 12), "week"),
        ("date: 2025-10\ndate_precision: day", (2025, 10, 1), (2025, 10, 31), "month"),
        ("date: 2026-03-02", (2026, 3, 2), (2026, 3, 2), "day"),
    ],
)
def test_a_day_of_publication_is_as_precise_as_it_is_said(
    desk: Desk, front_matter: str, first: tuple, last: tuple, precision: str
):
    [article] = desk.load("x.md", f"---\n{front_matter}\n---\nThe army left.\n")
    expected = Published(date(*first), date(*last), precision, "front_matter")
    assert article.published == expected
    assert desk.told == []


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2026-03-03", "lies in the future; expected a day up to 2026-03-01."),
        ("2025-02-30", "is no date; expected YYYY-MM-DD, YYYY-MM or YYYY."),
        ("03/04/2025", "is no date; expected YYYY-MM-DD, YYYY-MM or YYYY."),
        ("soon", "is no date; expected YYYY-MM-DD, YYYY-MM or YYYY."),
        ("0201-01-01", "lies before 1900."),
    ],
)
def test_a_day_that_cannot_be_is_told_and_left_out(desk: Desk, value: str, why: str):
    [article] = desk.load("x.md", f"---\npublished_date: '{value}'\n---\nThe army left.\n")
    assert article.published == Published()
    assert desk.told == [
        f"x.md: published_date: '{value}' {why} The date of publication is not known."
    ]


def test_the_option_goes_before_all_else_but_not_into_the_future(desk: Desk):
    text = "---\npublished_date: 2025-01-01\n---\nThe army left.\n"
    [article] = desk.load("x.md", text, published=date(2025, 2, 2))
    assert article.published == day(2025, 2, 2, basis="option")
    with pytest.raises(RedzoneError, match="2027-01-01, lies in the future"):
        desk.load("x.md", text, published=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("It began in 2013. On 5 May 2025 it ended.", (2025, 5, 5), (2025, 5, 5), "day"),
        ("On 5 May 2025 it ended. It began in 2013.", (2025, 5, 5), (2025, 5, 5), "day"),
        ("On 3 May 2025 and in May 2025.", (2025, 5, 3), (2025, 5, 3), "day"),
        ("It ended on 5 May 2025. Elections will be in 2026.", (2025, 5, 5), (2025, 5, 5), "day"),
        ("It ended in May 2025. The term ends in 2029.", (2025, 5, 1), (2025, 5, 31), "month"),
        ("It was in 2026.", (2026, 1, 1), (2026, 3, 1), "year"),
        ("From 3 to 5 May 2025 they fought.", (2025, 5, 5), (2025, 5, 5), "day"),
    ],
    ids=[
        "the latest",
        "wherever it stands",
        "the most precise",
        "no word of the future",
        "nothing later than today",
        "up to today",
        "the end of a range",
    ],
)
def test_a_text_anchors_itself_on_the_latest_date_it_tells_of(
    text: str, first: tuple, last: tuple, precision: str
):
    expected = Published(date(*first), date(*last), precision, "self_anchored")
    assert self_anchored(text, 0, "en", TODAY) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It ended on Monday and since then nothing happened.", "en"),
        ("Die Armee ging am 5. Mai 2025.", "de"),
        ("It ended.\n\nRead more: The vote of 5 May 2025", "en"),
    ],
    ids=["relative only", "a language that is not read", "of another article"],
)
def test_a_text_without_a_date_of_its_own_has_no_anchor(text: str, language: str):
    assert self_anchored(text, 0, language, TODAY) == Published()


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2025-03-02T23:30:00-05:00", date(2025, 3, 2)),
        ("Sun, 02 Mar 2025 23:30:00 GMT", date(2025, 3, 2)),
        (" 2025-03-02 ", date(2025, 3, 2)),
        ("2025-03 10:00", None),
        ("20250302", None),
        ("٢٠٢٥", date(2025, 1, 1)),
    ],
)
def test_dates_are_read_as_they_are_commonly_written(written: str, first: date | None):
    found = read_date(written)
    assert (found and found[0]) == first


# HTML


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &amp; b", "a & b"),
        ("<p>a <b>b</b>\n c</p>d", "a b c\n\nd"),
        ("<h3>a<br>b</h3><p>c<br/>d</p>", "## a b\n\nc\nd"),
        ("<ul><li><p>a</p></li><li>b</li></ul>", "- a\n\n- b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<script>x</script>b<!-- c --><style>y</style>", "ab"),
        ("<div><svg><p>x</p></svg></div>", ""),
        ("", ""),
    ],
)
def test_html_becomes_blocks_of_plain_text(html: str, text: str):
    assert fragment_text(html) == text


# The articles that ship


def test_the_articles_that_ship_are_read_without_a_problem():
    files = sorted((PROJECT / "seeds" / "articles").glob("??-*.md"))
    assert len(files) == 26
    for path in files:
        [reading] = read_articles(path)
        assert reading.problems == ()
        article = reading.article
        assert article.article_id == path.stem
        assert article.language == path.stem[:2]
        assert article.published.basis == "front_matter"
        assert article.text == path.read_text(encoding="utf-8")
        assert article.text[: article.body_start].endswith("\n---\n")
