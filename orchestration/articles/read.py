"""Reading an article file: Markdown text below a YAML front matter."""

import json
from pathlib import Path
from typing import Any

import yaml

from orchestration.errors import FileRefusedError

FENCE = "---"


def read_article(path: Path) -> dict[str, str]:
    """The fields of an article as text, its body under `text`.

    Lists and mappings in the front matter (topics, sources) become JSON.

    Raises:
        FileRefusedError: the file is not UTF-8 text, or its front matter is missing or malformed.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            f"byte {error.start + 1} is {error.object[error.start]:#04x}, which is not UTF-8. "
            "Save the file as UTF-8."
        ) from error
    if not content.strip():
        raise FileRefusedError("the file is empty. Expected a front matter and a text.")
    if "\x00" in content:
        raise FileRefusedError("the file holds NUL bytes, so it is not a text.")
    front_matter, text = _split(content)
    try:
        fields = yaml.safe_load(front_matter)
    except yaml.YAMLError as error:
        # The mark counts from 0 below the opening fence.
        mark = getattr(error, "problem_mark", None)
        place = f" in line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise FileRefusedError(f"the front matter is malformed{place}: {problem}.") from error
    if not isinstance(fields, dict):
        raise FileRefusedError("the front matter holds no `name: value` lines.")
    return {str(name): _as_text(value) for name, value in fields.items()} | {"text": text.strip()}


def _split(content: str) -> tuple[str, str]:
    lines = content.splitlines(keepends=True)
    if lines[0].strip() != FENCE:
        raise FileRefusedError(f"line 1 is not {FENCE}, which opens the front matter.")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == FENCE:
            return "".join(lines[1:number]), "".join(lines[number + 1 :])
    raise FileRefusedError(f"no second {FENCE} closes the front matter.")


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
