"""Every case of the corpus: what we say is as expected, and frictionless-py says what it should."""

from collections import Counter
from pathlib import Path

import pytest
from harness import Case, our_verdict, read_corpus, their_verdict

CASES = tuple(read_corpus())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id.replace(" ", "-"))
def test_both_verdicts_are_as_the_case_says(case: Case, tmp_path: Path):
    path = case.write(tmp_path)
    ours = our_verdict(case, path)
    assert Counter(ours.errors) == Counter(case.errors)
    assert (ours.rows_in, ours.rejected) == (case.rows_in, case.rejected)
    theirs = their_verdict(case, path)
    if case.differs is None:
        assert Counter(theirs) == Counter(case.errors)
    elif isinstance(case.differs.errors, str):
        assert theirs == case.differs.errors
    else:
        assert Counter(theirs) == Counter(case.differs.errors)


def test_the_corpus_is_large_and_half_of_it_was_found():
    origins = Counter(case.origin for case in CASES)
    assert origins["written"] >= 130
    assert len(CASES) >= 250
    assert origins["found"] * 2 >= len(CASES)


def test_no_two_cases_have_one_name():
    names = Counter(case.id for case in CASES)
    assert [name for name, count in names.items() if count > 1] == []


def test_a_difference_is_one():
    same = [case.id for case in CASES if case.differs and case.differs.errors == case.errors]
    assert same == []
