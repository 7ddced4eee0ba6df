"""Who says so: verbs and prepositions of saying, their speakers, and the status that they give.

A speech governs a stretch of its sentence; an event told there has the status of that speech.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from orchestration.articles.found_words import FoundWords
from orchestration.articles.lexicon import Match, Patterns
from orchestration.articles.people.actor_words import longest
from orchestration.articles.people.actors import ActorMention
from orchestration.articles.people.arabic_speakers import Arabic
from orchestration.articles.people.function_words import ENGLISH, FRENCH, MARKS
from orchestration.articles.people.speakers import (
    NO_VERBS,
    SPEAKERS,
    STATUS_OF_VERB,
    European,
    Speech,
)
from orchestration.articles.tables import read_table
from orchestration.articles.words import Token

if TYPE_CHECKING:
    from orchestration.articles.places.mentions import PlaceMention

# How many tokens before and behind a trigger may give it a status.
REACH, REACH_BEHIND = 10, 3


def find_speech(
    words: Sequence[Token],
    language: str,
    actors: Sequence[ActorMention] = (),
    places: "Sequence[PlaceMention]" = (),
    found: FoundWords | None = None,
) -> list[Speech]:
    """What is said in a sentence, and by whom, in the order of its words.

    Args:
        words: the tokens of the sentence.
        language: ar, fr or en.
        actors: the actors of the sentence.
        places: the places of the sentence.
        found: what the lexicons find in it; sought here if left out.
    """
    found = found or FoundWords(words, language)
    matches = longest(found.of("attributions"), _rank)
    verbs = [match for match in matches if match.row not in NO_VERBS and _is_verb(words, match)]
    if not verbs:
        return []
    speakers = [match for match in matches if match.row in SPEAKERS]
    if language == "ar":
        return Arabic(words, actors, places, speakers).speeches(verbs)
    tongue = ENGLISH if language == "en" else FRENCH
    return European(words, actors, places, speakers, tongue).speeches(verbs)


def status_of(
    words: Sequence[Token],
    trigger: tuple[int, int],
    trigger_status: str,
    speech: Sequence[Speech],
    language: str,
) -> tuple[str, Speech | None]:
    """The epistemic status of an event, and the speech that it is attributed to.

    Args:
        words: the tokens of the sentence.
        trigger: token indexes of the words that tell the event.
        trigger_status: what these words themselves say: empty, denial, warning, allegation or
            assessment.
        speech: the speeches of the sentence.
        language: ar, fr or en.
    """
    start, end = words[trigger[0]].start, words[trigger[1] - 1].end
    governing = [one for one in speech if one.governs(start, end)]
    said = min(governing, key=lambda one: _distance(one, start, end), default=None)
    named = said if said is not None and said.surface_end > said.surface_start else None
    if trigger_status:
        return trigger_status, named
    hint = _hint(words, trigger, language)
    verb = STATUS_OF_VERB.get(said.kind) if said is not None else None
    if verb:
        return verb, named
    if hint and not (said is not None and said.status == "assessment"):
        return hint, named
    return (said.status or "reported") if said is not None else "reported", named


def _distance(speech: Speech, start: int, end: int) -> int:
    edge_start = min(speech.start, speech.surface_start)
    edge_end = max(speech.end, speech.surface_end)
    return max(0, edge_start - end, start - edge_end)


def _hint(words: Sequence[Token], trigger: tuple[int, int], language: str) -> str | None:
    """A status that words shortly before the trigger give: could, allegedly, auraient."""
    first = trigger[0]
    while first > 0 and trigger[0] - first < REACH and words[first - 1].form not in MARKS:
        first -= 1
    last = trigger[1]
    behind = 0 if language == "ar" else REACH_BEHIND
    while last < len(words) and last - trigger[1] < behind and words[last].form not in MARKS:
        last += 1
    matches = longest(_statuses(language).find(words[first:last]), _rank)
    found = [
        match.row
        for match in matches
        if match.row == "warning" or (match.row != "none" and first + match.start < trigger[1])
    ]
    return found[-1] if found else None


@cache
def _statuses(language: str) -> Patterns[str]:
    rows = ((row["pattern"], row["status"]) for row in read_table(f"statuses_{language}"))
    return Patterns(rows, arabic=language == "ar")


def _is_verb(words: Sequence[Token], match: Match[str]) -> bool:
    """Not an Arabic noun that is written like a verb behind its article."""
    return not words[match.start].form.startswith(("ال", "لل"))


def _rank(row: str) -> int:
    return row != "none"
