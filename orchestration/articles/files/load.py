"""Files of articles: Markdown, plain text, web pages, JSON lines and feeds, each told as it is.

The readers of the formats stand in modules of their own; here their drafts become articles.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from orchestration.articles.article import Article, Published
from orchestration.articles.files import front_matter
from orchestration.articles.files.decoding import read_text
from orchestration.articles.files.draft import Draft, name_fields
from orchestration.articles.files.feeds import read_feed
from orchestration.articles.files.json_lines import read_json_lines
from orchestration.articles.files.language import detect, is_script_of, language_code
from orchestration.articles.files.pages import is_page, read_page
from orchestration.articles.files.publication import AHEAD, PRECISIONS, said, self_anchored
from orchestration.articles.sections.segment import headline
from orchestration.errors import FileRefusedError, RedzoneError

_LOG = logging.getLogger(__name__)
PLAIN = (".md", ".txt")
PAGES = (".html", ".htm")
LINES = (".jsonl", ".ndjson")
FEEDS = (".xml", ".rss", ".atom")
ENDINGS = (*PLAIN, *PAGES, *LINES, *FEEDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one article of a file.

    Attributes:
        row: its line, or the number of its entry; 1 where the file is one article.
        article: the article; None if none can be made of what stands there.
        problems: what was left out and why, or why there is no article: a sentence each.
        fields: all that the file says of it, by name, as text.
        text: what stands there.
    """

    row: int
    article: Article | None
    problems: tuple[str, ...]
    fields: dict[str, str]
    text: str


def load_articles(
    path: Path,
    *,
    published: date | None = None,
    name: str | None = None,
    tell: Callable[[str], None] = _LOG.warning,
    today: date | None = None,
) -> Iterator[Article]:
    """The articles of a file, one by one.

    What cannot be read of them, or is left out, is told in a line each; the others go on.

    Args:
        path: a file with one of `ENDINGS`.
        published: the day on which they came out, whatever they say themselves.
        name: the file as people name it; its own name if left out.
        tell: takes the lines; if left out they are logged as warnings.
        today: the day of reading, UTC; dates after it are not believed.

    Raises:
        FileRefusedError: the file as a whole cannot be read.
        RedzoneError: `published` lies in the future.
    """
    several = _holds_several(path)
    for reading in read_articles(path, published=published, today=today):
        where = f", {_row_name(path)} {reading.row}" if several else ""
        for problem in reading.problems:
            tell(f"{name or path.name}{where}: {problem}.")
        if reading.article:
            yield reading.article


def read_articles(
    path: Path,
    *,
    key: str | None = None,
    published: date | None = None,
    today: date | None = None,
) -> Iterator[Reading]:
    """What stands in a file: its articles, and whatever is no article, in order.

    Args:
        path: a file with one of `ENDINGS`.
        key: what names its articles where they do not name themselves; the file's stem if left
            out. Several in a file bear their row behind it.
        published: the day on which its articles came out, whatever they say themselves.
        today: the day of reading, UTC; dates after it are not believed.

    Raises:
        FileRefusedError: the file as a whole cannot be read.
        RedzoneError: `published` lies in the future.
    """
    today = today or datetime.now(UTC).date()
    if published and published > today + AHEAD:
        raise RedzoneError(
            f"The day of publication, {published}, lies in the future. Expected one up to {today}."
        )
    several, key = _holds_several(path), key or path.stem
    for draft in _drafts(path):
        yield _finish(draft, f"{key}#{draft.row}" if several else key, published, today)


def _holds_several(path: Path) -> bool:
    return path.suffix.lower() in (*LINES, *FEEDS)


def _row_name(path: Path) -> str:
    return "line" if path.suffix.lower() in LINES else "entry"


def _drafts(path: Path) -> Iterator[Draft]:
    ending = path.suffix.lower()
    if ending in LINES:
        return read_json_lines(path)
    if ending in FEEDS:
        return read_feed(path)
    if ending not in ENDINGS:
        raise FileRefusedError(f"only {', '.join(ENDINGS)} files are read as articles.")
    text = read_text(path, charset=ending in PAGES)
    if ending in PAGES or (ending != ".md" and is_page(text)):
        return iter([read_page(text)])
    return iter([_read_plain(text, with_front_matter=ending == ".md")])


def _read_plain(text: str, *, with_front_matter: bool) -> Draft:
    fields, start = front_matter.split(text) if with_front_matter else ({}, 0)
    if not text[start:].strip():
        raise FileRefusedError("nothing stands below the front matter. Expected an article.")
    fields = {name: value for name, value in name_fields(fields).items() if name != "text"}
    return Draft(1, text, fields, start, basis="front_matter")


def _finish(draft: Draft, key: str, published: date | None, today: date) -> Reading:
    fields = draft.fields
    if draft.broken:
        fields = {"article_id": key, **fields}
        return Reading(draft.row, None, (f"it {draft.broken}",), fields, draft.text)
    problems = list(draft.problems)
    language = _language(draft, problems)
    article = Article(
        article_id=fields.get("article_id") or key,
        language=language,
        title=fields.get("title") or headline(draft.text, draft.body_start),
        publisher=fields.get("publisher", ""),
        published=_published(draft, language, published, today, problems),
        text=draft.text,
        body_start=draft.body_start,
        licence=fields.get("licence", ""),
        url=fields.get("url", ""),
    )
    return Reading(draft.row, article, tuple(problems), fields, draft.text)


def _language(draft: Draft, problems: list[str]) -> str:
    named, body = draft.fields.get("language", ""), draft.text[draft.body_start :]
    code = language_code(named)
    if code and is_script_of(code, body):
        return code
    found = detect(body)
    if named:
        expected = "one in whose letters it is" if code else "a code of two or three letters"
        problems.append(
            f"language: {named[:80]!r}; expected {expected}. By its words it is {found}"
        )
    return found


def _published(
    draft: Draft, language: str, option: date | None, today: date, problems: list[str]
) -> Published:
    if option:
        return Published(option, option, "day", "option")
    found = Published()
    if value := draft.fields.get("published_date", ""):
        precision = draft.fields.get("date_precision", "")
        if precision and precision not in PRECISIONS:
            problems.append(
                f"date_precision: {precision[:80]!r}; expected one of {', '.join(PRECISIONS)}"
            )
            precision = ""
        found, problem = said(value, precision, draft.basis, today)
        if problem:
            problems.append(f"published_date: {problem}")
    if found.first is None:
        found = self_anchored(draft.text, draft.body_start, language, today)
    return found
