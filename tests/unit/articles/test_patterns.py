"""Patterns are found as a plain reading of the rules finds them, and as fast in any sentence."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.lexicon import Patterns, bare_forms, read_pattern
from orchestration.articles.words import LARGE, Memory, Token, tokens

WORDS = ["a", "ab", "abc", "b", "bc", "c", "كتب", "والكتب", "بكتب"]
ELEMENTS = st.lists(
    st.sampled_from([*WORDS, "a*", "ab*", "b*", "كت*"]), min_size=1, max_size=3, unique=True
).map("|".join)
PATTERNS = st.lists(
    st.lists(st.tuples(ELEMENTS, st.sampled_from(["", "~", "~1", "~6"])), min_size=1, max_size=4),
    min_size=1,
    max_size=8,
).map(lambda patterns: [_written(elements) for elements in patterns])
SENTENCES = st.lists(st.sampled_from([*WORDS, "d"]), max_size=20)


def _written(elements: list[tuple[str, str]]) -> str:
    (first, _), *rest = elements
    return " ".join([first, *(f"{gap} {element}".strip() for element, gap in rest)])


def _plainly(patterns: list[str], words: list[Token]) -> set[tuple[int, int, int]]:
    """By the rules, word by word: of the ways to read a pattern, the one with nearer words."""
    stems = [bare_forms(word.form) for word in words]
    found = set()
    for (row, pattern), start in product(enumerate(patterns), range(len(words))):
        elements = read_pattern(pattern)
        ways = [(start,)] if _fits(elements[0], stems[start]) else []
        for element in elements[1:]:
            ways = [
                (*way, position)
                for way in ways
                for position in range(way[-1] + 1, min(way[-1] + element.gap + 2, len(words)))
                if _fits(element, stems[position])
            ]
        if ways:
            found.add((start, min(ways)[-1] + 1, row))
    return found


def _fits(element, stems: tuple[str, ...]) -> bool:
    return any(stem in element.forms or stem.startswith(element.beginnings) for stem in stems)


@given(PATTERNS, SENTENCES)
def test_what_is_found_is_what_the_rules_say(patterns: list[str], sentence: list[str]):
    words = tokens(" ".join(sentence))
    rows = list(enumerate(patterns))
    matches = Patterns([(pattern, row) for row, pattern in rows], arabic=True).find(words)
    assert len(set(matches)) == len(matches)
    assert set(matches) == _plainly(patterns, words)
    assert [match.start for match in matches] == sorted(match.start for match in matches)


@given(PATTERNS, SENTENCES)
def test_several_lexicons_at_once_give_what_each_gives(patterns: list[str], sentence: list[str]):
    words = tokens(" ".join(sentence))
    half = len(patterns) // 2
    lexicons = {"one": patterns[:half], "other": patterns[half:]}
    tagged = [(p, (name, p)) for name, several in lexicons.items() for p in several]
    matches = Patterns(tagged, arabic=True).find(words)
    for name, several in lexicons.items():
        alone = Patterns([(pattern, (name, pattern)) for pattern in several], arabic=True)
        assert [m for m in matches if m.row[0] == name] == alone.find(words)


def test_the_closest_fit_comes_first():
    rows = [("كتب", "bare"), ("والكت*", "beginning"), ("والكتب", "word"), ("الكتب", "article")]
    matches = Patterns(rows, arabic=True).find(tokens("والكتب"))
    assert [match.row for match in matches] == ["word", "beginning", "article", "bare"]


def test_a_pattern_said_twice_is_found_once():
    row = {"event": "attack"}
    assert len(Patterns([("a b", row), ("a ~ b", row)]).find(tokens("a b"))) == 1


def test_a_long_sentence_of_near_misses_is_read_to_its_end():
    # A search that tried every beginning with every end would not come to an end here.
    patterns = Patterns([("a ~6 a ~6 b", 0), ("a ~6 b ~6 c", 1), ("b ~6 a ~6 d", 2)])
    length = 50_000
    words = [Token("ab"[index % 7 == 6], index, index + 1) for index in range(length)]
    words += [Token("c", length, length), Token("d", length, length)]
    assert {match.row for match in patterns.find(words)} == {0, 1, 2}


def test_a_memory_stays_bounded():
    asked = []
    memory = Memory(lambda number: asked.append(number) or -number)
    assert [memory[1], memory[1]] == [-1, -1]
    assert asked == [1]
    for number in range(LARGE + 10):
        assert memory[number] == -number
        assert len(memory) <= LARGE
