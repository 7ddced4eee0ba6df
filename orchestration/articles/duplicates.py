"""Near-duplicates: which articles are copies of one text, told by the runs of words they share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH

from orchestration.articles.article import Article
from orchestration.articles.licences import is_open
from orchestration.articles.words import tokens

# Words in a run. Two reports of one attack share names and phrases, but few runs of three.
RUN = 3
# A copy shares this part of the runs of the shorter text, which is at least half of the longer.
SHARED, SHORTEST = 0.6, 0.5
BANDS, ROWS, SEED = 42, 3, 20190323
_WEIGHTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    name: str
    runs: np.ndarray


def originals(articles: Sequence[Article]) -> dict[str, str]:
    """The article of which each is a copy, itself included.

    Copies of copies belong to the first of them. The first is one that may be passed on before
    one that may not, then the earliest, then that with the smallest name; the order in which they
    are given does not matter. Articles in different languages are no copies of each other.

    Args:
        articles: all of them, each under a name of its own.

    Returns:
        By the name of each article, that of the first one of its words.
    """
    ranked = sorted(articles, key=_rank)
    first = {article.article_id: article.article_id for article in ranked}
    place = {article.article_id: index for index, article in enumerate(ranked)}
    for one, other in _candidates(ranked):
        one_first, other_first = _first(first, one.name), _first(first, other.name)
        if one_first != other_first and are_copies(one.runs, other.runs):
            earlier, later = sorted((one_first, other_first), key=place.__getitem__)
            first[later] = earlier
    return {article.article_id: _first(first, article.article_id) for article in articles}


def _rank(article: Article) -> tuple[bool, date, str]:
    published = article.published.first or date.max
    return (not is_open(article.licence), published, article.article_id)


def _first(first: dict[str, str], article_id: str) -> str:
    while first[article_id] != article_id:
        first[article_id] = first[first[article_id]]
        article_id = first[article_id]
    return article_id


def _candidates(ranked: Sequence[Article]) -> Iterator[tuple["_Text", "_Text"]]:
    """Pairs of articles that look alike; each is paired with others before it only."""
    permutations = MinHash(BANDS * ROWS, seed=SEED).permutations
    indexes: dict[str, MinHashLSH] = {}
    exact: dict[tuple[str, bytes], _Text] = {}
    for article in ranked:
        text = _Text(article.article_id, shingles(article))
        same = exact.setdefault((article.language, text.runs.tobytes()), text)
        if not len(text.runs):
            continue
        if same is not text:
            yield same, text
            continue
        index = indexes.setdefault(
            article.language, MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
        )
        sketch = MinHash(
            BANDS * ROWS, hashfunc=_itself, permutations=permutations, scheme="affine32"
        )
        sketch.update_batch(text.runs)
        for other in index.query(sketch):
            yield other, text
        index.insert(text, sketch)


def are_copies(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two texts share so many of their runs of words that one is made of the other."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST * longer:
        return False
    return len(np.intersect1d(one, other, assume_unique=True)) >= SHARED * shorter


def shingles(article: Article) -> np.ndarray:
    """The runs of three words of an article, as sorted 32-bit numbers without repeats."""
    found = tokens(article.text, article.body_start)
    words = np.array([_number(word.form) for word in found if word.form[0].isalnum()], np.uint64)
    if 0 < len(words) < RUN:
        words = np.resize(words, RUN)
    runs = max(len(words) - RUN + 1, 0)
    mixed = sum(
        (words[shift : shift + runs] * weight for shift, weight in enumerate(_WEIGHTS)),
        np.zeros(runs, np.uint64),
    )
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


@lru_cache(maxsize=1 << 16)
def _number(form: str) -> int:
    return crc32(form.encode())


def _itself(run: np.uint32) -> np.uint32:
    return run
