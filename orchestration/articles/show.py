"""Words of an article where people look at them: on a terminal, in a table, in Dagster's UI.

What an article holds is never obeyed: no control character, no markup, no link.
"""

import re
import unicodedata

from orchestration.articles.claim import Claim

OPENED, CLOSED = "⟦", "⟧"
# First strong isolate and its end: the words keep their direction to themselves.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
_WORD_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Where an address begins that Markdown would turn into a link.
_LINK = re.compile(r"(?<=:)(?=//)|(?<=@)(?=\w)|(?<=\bwww)(?=\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """A text in one line, without control characters and marks of direction."""
    kept = (
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())


def marked(claim: Claim, opened: str = OPENED, closed: str = CLOSED) -> str:
    """The evidence of a claim in one line, the words that told the event between marks."""
    before, trigger, after = _parts(claim)
    return plain(f"{before}{opened}{trigger}{closed}{after}")


def as_markdown(claim: Claim) -> str:
    """The evidence of a claim as one cell of a Markdown table, the trigger in bold."""
    before, trigger, after = (escaped(part) for part in _parts(claim))
    return f"{ISOLATE}{before}**{trigger}**{after}{END_ISOLATE}"


def _parts(claim: Claim) -> tuple[str, str, str]:
    text, start = claim.evidence.text, claim.evidence.start
    opens, closes = claim.trigger_start - start, claim.trigger_end - start
    return text[:opens], text[opens:closes], text[closes:]


def escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is; blanks at its edges stay."""
    edge = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    unlinked = _LINK.sub(_WORD_JOINER, plain(text))
    return edge[0] + _PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", unlinked) + edge[1]
