"""People listed one by one, who are counted together: a priest and three catechists are four."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from orchestration.articles.counts import FATES, JOINTS, PEOPLE, THINGS, UNNUMBERED, Counted, Counts
from orchestration.articles.numbers import Number

# How many words may stand between one of the list and the "and" behind it: their trade or people.
QUALITIES = 3
# How near the word of a fate must be to people of whom none is numbered.
NEAR_FATE = 5
COMMA, AND_AR = ",", "و"
TWO = 2
# Between "and" and a number: a mother and her two children.
OWNERS = frozenset({"his", "her", "their", "its", "the", "ses", "leurs", "les"})
# Behind these and a comma stands who they were, not who else.
GENERAL = frozenset(
    {"people", "persons", "personnes", "dead", "killed", "morts", "victims", "victimes"}
    | {"شخصا", "اشخاص", "قتيلا", "قتلي", "ضحيه"}
)
# What the bounds of a sum are, from those of its parts.
LOOSER = ("exactly", "at_least", "more_than", "about")
START = attrgetter("start")
# From this number on an Arabic noun stands in the singular: one of several, and no further one.
SINGULAR_FROM = 11


def add_up(counts: Counts, counted: Sequence[Counted]) -> list[Counted]:
    """What is counted, those of one list as one.

    Args:
        counts: the sentence.
        counted: its numbers and what they count.
    """
    persons = list(_persons(counts, counted))
    if not persons and len(counted) < 2:
        return list(counted)
    added: list[Counted] = []
    for group in _groups(counts, sorted([*counted, *persons], key=START)):
        added += _sum(counts, group, counted)
    return [one for index, one in enumerate(added) if not _is_told(one, added[:index], counted)]


def _is_told(one: Counted, before: Sequence[Counted], counted: Sequence[Counted]) -> bool:
    """Whether a sum only says who those of an earlier number were."""
    earlier = {(other.units, other.number.value) for other in before}
    return one not in counted and (one.units, one.number.value) in earlier


def _persons(counts: Counts, counted: Sequence[Counted]) -> Iterator[Counted]:
    """The single persons that no number counts."""
    taken = {index for one in counted for index in range(one.start, one.end)}
    for match in counts.persons:
        index = match.end - 1
        if index in taken or not taken.isdisjoint(range(match.start, match.end)):
            continue
        if counts.is_arabic and _is_one_of_many(counts, counted, index):
            continue
        taken.update(range(match.start, match.end))
        word = counts.words[index]
        many = UNNUMBERED[match.row]
        number = Number(counts.words[match.start].start, word.end, many, many, many, "exactly")
        yield Counted(match.start, match.end, (), number)


def _is_one_of_many(counts: Counts, counted: Sequence[Counted], index: int) -> bool:
    """Whether a noun is the second that a large number counts: 130 جنديا ومقاتلا."""
    before = [one for one in counted if one.end <= index <= one.end + 1]
    many = any((one.number.value or 0) >= SINGULAR_FROM for one in before)
    return many and counts.words[index].form.endswith("ا")


def _groups(counts: Counts, parts: Sequence[Counted]) -> Iterator[list[Counted]]:
    group: list[Counted] = []
    for part in parts:
        if group and not _follows(counts, group[-1], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _follows(counts: Counts, before: Counted, part: Counted) -> bool:
    """Whether only "and" or a comma, and what qualifies the one before, stands between two."""
    if counts.is_of_them(part.start) or counts.is_part_before(part.start):
        return False
    forms = [word.form for word in counts.words[before.end : part.start]]
    while forms and forms[-1] in OWNERS:
        forms.pop()
    gap = _before_joint(counts, forms, part)
    if gap is None or (forms[-1:] == [COMMA] and counts.words[before.end - 1].form in GENERAL):
        return False
    return len(gap) <= QUALITIES and _qualify(counts, before.end, gap)


def _before_joint(counts: Counts, forms: list[str], part: Counted) -> list[str] | None:
    """The words before what joins a part to the one before it; None if nothing does."""
    last = part.start - 1
    if counts.is_arabic and counts.joins(part.start):
        gap = forms
    elif not forms:
        return None
    elif counts.is_arabic:
        # ومدنيين اثنين: the noun stands before its number
        noun_first = part.number.value == TWO and counts.joins(last)
        gap = forms[:-1] if noun_first or forms[-1] in {AND_AR, COMMA} else None
    else:
        gap = forms[:-1] if forms[-1] in JOINTS | {COMMA} else None
    return gap[:-1] if gap and gap[-1] == COMMA else gap


def _qualify(counts: Counts, first: int, gap: Sequence[str]) -> bool:
    """Whether words are no verb or mark: adjectives, a people, a place."""
    if any(not form[0].isalpha() for form in gap):
        return False
    fated = {
        index
        for match in counts.units
        if match.row in FATES and match.row not in {"soldiers_killed", "civilians_killed"}
        for index in (match.start, match.end - 1)
    }
    return fated.isdisjoint(range(first, first + len(gap)))


def _sum(counts: Counts, group: list[Counted], counted: Sequence[Counted]) -> list[Counted]:
    """A group as one if its people had one fate, else its numbers."""
    numbered = [one for one in group if one.units or one in counted]
    if len(group) == 1:
        return numbered
    units = {one.units[:1] for one in numbered}
    if len(units) > 1 or () in units or units & {(thing,) for thing in THINGS}:
        return numbered
    if any(one.number.comparator not in LOOSER for one in numbered):
        return numbered
    span = group[0].start, group[-1].end
    if numbered:
        unit = numbered[0].units[0]
        others = [one for one in group if one not in numbered]
        alike = {unit, ""} | ({"attackers_killed"} if unit == "killed" else set())
        if any(counts.fate((one.start, one.end)) not in alike for one in others):
            return numbered
        if unit not in FATES.values() and unit != PEOPLE:
            return numbered
    else:
        unit = counts.fate(span, NEAR_FATE)
        if not unit:
            return []
    return [Counted(*span, (unit,), _total(group))]


def _total(group: Sequence[Counted]) -> Number:
    start, end = group[0].number.start, group[-1].number.end
    value = sum(one.number.value for one in group)
    kind = max((one.number.comparator for one in group), key=LOOSER.index)
    if kind == "about":
        return Number(start, end, value, None, None, kind)
    return Number(start, end, value, value, value if kind == "exactly" else None, kind)
