"""The front matter of a Markdown file: `name: value` lines of YAML between two `---`."""

import json
import re
from typing import Any

import yaml

from orchestration.errors import FileRefusedError

LARGEST = 100_000
# With the C library where PyYAML was built with it; every value stays the text that it is.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSING = re.compile(r"(?:\A|(?<=[\n\r]))---[ \t]*(?:\r\n|\n|\r|\Z)")


def split(content: str) -> tuple[dict[str, str], int]:
    """The fields of a front matter, and where the text behind it begins.

    Lists and mappings (topics, sources) become JSON. A text that does not begin with `---` has
    none.

    Raises:
        FileRefusedError: it is not closed, or malformed.
    """
    opening = _OPENING.match(content)
    if opening is None:
        return {}, 0
    closing = _CLOSING.search(content, opening.end(), opening.end() + LARGEST)
    if closing is None:
        raise FileRefusedError(
            "no second --- closes the front matter that the --- of line 1 opens.", "format-error"
        )
    fields = _fields(content[opening.end() : closing.start()])
    return {str(name): _as_text(value) for name, value in fields.items()}, closing.end()


def _fields(front_matter: str) -> dict[str, Any]:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front_matter, _LOADER)):
            raise FileRefusedError("the front matter holds YAML aliases (*name).", "format-error")
        fields = yaml.load(front_matter, _LOADER)  # noqa: S506 - it makes nothing but text
    except (yaml.YAMLError, RecursionError) as error:
        # The mark counts from 0 below the opening fence.
        mark = getattr(error, "problem_mark", None)
        place = f" in line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise FileRefusedError(
            f"the front matter is malformed{place}: {problem}.", "format-error"
        ) from error
    if not isinstance(fields, dict):
        raise FileRefusedError("the front matter holds no `name: value` lines.", "format-error")
    return fields


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
