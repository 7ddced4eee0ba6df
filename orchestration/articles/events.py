"""Which events a sentence tells, by the words of the triggers that stand in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from orchestration.articles.found_words import FoundWords
from orchestration.articles.lexicon import Match, Patterns
from orchestration.articles.tables import read_table
from orchestration.articles.words import Token

EVENT, RESULT, WEAK = "event", "result", "weak"
RANKS = {EVENT: 2, RESULT: 1, WEAK: 0}
# Events that the dead and wounded of a sentence belong to: no attack is made of them beside these.
BLOODY = frozenset(
    {
        "armed_clash",
        "attack_on_civilians",
        "explosion_remote_violence",
        "military_operation",
        "protest_riot",
        "coup",
    }
)
# Words of these subjects mean that no event is told; behind the words of some others the dead
# and wounded are not those of violence; a figure of speech takes only its own words away.
SILENCING = frozenset({"anniversary", "commercial", "exercise", "film", "football", "history"})
BLOODLESS = frozenset({"accident", "background", "medicine", "obituary"})
FIGURE_OF_SPEECH = "metaphor"
BREAKS = frozenset({",", ";", ":"})
# The type of phrases that are no event and take the events away that begin or end them.
NONE = "none"
# How far behind "after" or "the victims of" a noun may stand to be no more than a circumstance.
CIRCUMSTANCE_REACH = 2


@dataclass(frozen=True, slots=True)
class Event:
    """An event that a sentence tells.

    Attributes:
        start: index of the first token of its trigger.
        end: index behind the last one.
        status: what the trigger itself says of its truth: denial, warning … or nothing.
        voice: active, passive or noun.
        strength: `event`, `result` (the dead and wounded of an attack that is not told
            otherwise) or `weak` (a word that counts only where nothing else is told).
        doubts: subjects of words in the sentence that make the event less sure.
    """

    event_type: str
    start: int
    end: int
    trigger_id: str
    status: str
    voice: str
    strength: str
    doubts: tuple[str, ...]


@cache
def triggers(language: str) -> Patterns[dict[str, str]]:
    """The triggers of a language."""
    rows = ((row["pattern"], row) for row in read_table(f"triggers_{language}"))
    return Patterns(rows, arabic=language == "ar")


def find_events(
    words: Sequence[Token], language: str, others: FoundWords | None = None
) -> list[Event]:
    """The events that a sentence tells, one of a type, in the order of their triggers.

    Args:
        words: the tokens of the sentence.
        language: ar, en or fr.
        others: what the other lexicons find in it; sought here if left out.
    """
    found = _unbroken(triggers(language).find(words), words, language)
    if not found:
        return []
    others = others or FoundWords(words, language)
    hushed = others.of("suppressions")
    doubts = {match.row for match in hushed}
    if doubts & SILENCING:
        return []
    figurative = [match for match in hushed if match.row == FIGURE_OF_SPEECH]
    found = [match for match in found if not any(_overlap(match, other) for other in figurative)]
    if doubts & BLOODLESS:
        found = [match for match in found if match.row["strength"] == EVENT]
    found = [match for match in _outermost(found) if match.row["event_type"] != NONE]
    told = _told(_foremost(found, others.of("circumstances")))
    best: dict[str, Match] = {}
    for match in told:
        known = best.get(match.row["event_type"])
        if known is None or _standing(match) > _standing(known):
            best[match.row["event_type"]] = match
    return [
        Event(
            event_type,
            match.start,
            match.end,
            match.row["trigger_id"],
            match.row["status"],
            match.row["voice"],
            match.row["strength"],
            tuple(sorted(doubts)),
        )
        for event_type, match in sorted(best.items(), key=lambda item: item[1].start)
    ]


def _unbroken(found: Sequence[Match], words: Sequence[Token], language: str) -> list[Match]:
    """Without those that run over a comma; Arabic sentences set them more freely."""
    if language == "ar":
        return list(found)
    breaks = [index for index, word in enumerate(words) if word.form in BREAKS]
    return [match for match in found if not any(match.start < at < match.end for at in breaks)]


def _overlap(match: Match, other: Match) -> bool:
    return match.start < other.end and other.start < match.end


def _foremost(found: Sequence[Match], openings: Sequence[Match]) -> list[Match]:
    """Without the nouns that are only circumstances of another event of the sentence."""
    ends = {opening.end for opening in openings}
    told = [match for match in found if not _is_circumstance(match, ends)]
    return told if any(match.row["strength"] == EVENT for match in told) else list(found)


def _is_circumstance(match: Match, ends: set[int]) -> bool:
    near = range(match.start - CIRCUMSTANCE_REACH, match.start + 1)
    return match.row["voice"] == "noun" and any(end in ends for end in near)


def _outermost(found: Sequence[Match]) -> list[Match]:
    """Without those that are the beginning or the end of a longer one of another type."""
    return [match for match in found if not any(_swallows(other, match) for other in found)]


def _swallows(other: Match, match: Match) -> bool:
    return (
        other.start <= match.start
        and match.end <= other.end
        and other.end - other.start > match.end - match.start
        and other.row["event_type"] != match.row["event_type"]
        and (other.start == match.start or other.end == match.end)
        and RANKS[other.row["strength"]] >= RANKS[match.row["strength"]]
    )


def _told(found: Iterable[Match]) -> list[Match]:
    """What counts: results only where no event bled, weak words only where nothing else is."""
    by_strength: dict[str, list[Match]] = {strength: [] for strength in RANKS}
    for match in found:
        by_strength[match.row["strength"]].append(match)
    told, results = by_strength[EVENT], by_strength[RESULT]
    if results and not any(match.row["event_type"] in BLOODY for match in told):
        fought = [match for match in results if match.row["event_type"] != "attack_on_civilians"]
        told = told + (fought or results)
    return told or by_strength[WEAK]


def _standing(match: Match) -> tuple[int, int, int]:
    return RANKS[match.row["strength"]], match.end - match.start, -match.start
