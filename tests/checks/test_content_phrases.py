"""Every phrase in content proves itself: its match texts are found, its ignore texts are not."""

import pytest

from checks import Checker, prepare
from checks.prove import prove
from tests import once

LIBRARY = once.proofs()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return prepare(LIBRARY)


@pytest.mark.parametrize("tag", LIBRARY.languages)
def test_the_examples_of_a_language_hold(checker: Checker, tag: str) -> None:
    assert [str(failure) for failure in prove(checker, [tag])] == []
