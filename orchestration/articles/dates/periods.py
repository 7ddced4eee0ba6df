"""Weeks, months and years told from publication: last week, this year, over the weekend."""

from orchestration.articles.dates.moments import Offset, Window
from orchestration.articles.dates.sentence import Found, Sentence

PERIODS = frozenset({"unit", "weekend"})


def read_period(sentence: Sentence, index: int) -> Found | None:
    """Last week, cette année, الشهر الماضي, over the weekend."""
    if sentence.present.isdisjoint(PERIODS):
        return None
    if weekend := sentence.find(index, "weekend"):
        turn = sentence.find(weekend[1], "turn_after")
        if turn is None:
            return Offset("weekend", -1), weekend[1]
        return Offset("weekend", 1 if turn[0].value == "next" else -1), turn[1]
    before = sentence.find(index, "turn_before")
    unit = sentence.find(before[1] if before else sentence.after(index, "of"), "unit")
    if unit is None or unit[0].value in ("day", "hour") or _is_title(sentence, index):
        return None
    name, end = unit[0].value, unit[1]
    after = sentence.find(end, "turn_after")
    if before is None and after is None:
        whole = name == "weekend" and sentence.form(index - 1) in {"the", "le", "du"}
        return (Offset(name, -1), end) if whole else None
    turn = before[0].value if before else after[0].value
    if after:
        end = after[1]
    if turn == "past":
        return Window("week" if name == "weekend" else name, 1), end
    return Offset(name, {"last": -1, "this": 0, "next": 1}[turn]), end


def _is_title(sentence: Sentence, index: int) -> bool:
    """الأمين العام الحالي: the secretary-general, not this year."""
    return index > 0 and sentence.has(index - 1, "title")
