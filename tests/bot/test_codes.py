"""What a button remembers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes import Memo, code, pack, unpack
from checks.model import Level
from content.model import Library

MEMO = Memo(Level.STOP, "money", ("fee-to-get-job", "pay-crypto"), "task-scam")


def test_no_two_flags_or_scripts_have_the_same_code(library: Library) -> None:
    for names in (library.flags, library.scripts):
        assert len({code(name) for name in names}) == len(names)


def test_a_code_stays_the_same_for_ever() -> None:
    assert code("fee-to-get-job") == "jWz"


def test_a_button_remembers_level_need_flags_and_script() -> None:
    verb, _, rest = pack("why", MEMO).partition("|")
    assert verb == "why"
    assert unpack(rest, MEMO.flags, ["task-scam"]) == MEMO


def test_a_flag_that_is_gone_is_left_out() -> None:
    rest = pack("why", MEMO).partition("|")[2]
    assert unpack(rest, ["pay-crypto"], []) == Memo(Level.STOP, "money", ("pay-crypto",))


def test_the_longest_button_fits_into_telegrams_64_bytes(library: Library) -> None:
    flags = tuple(library.flags)
    assert len(pack("longest-verb", Memo(Level.URGENT, "control", flags, "x"))) <= 64


@pytest.mark.parametrize("rest", ["", "s", "zz", "smab", "sm....", "sm" + "a" * 4, "sm|", "смabc", "sm abc"])
def test_what_we_did_not_write_is_nothing(rest: str) -> None:
    assert unpack(rest, ["fee-to-get-job"], []) is None


@given(st.text())
def test_no_data_of_anybody_breaks_it(rest: str) -> None:
    unpack(rest, ["fee-to-get-job"], ["task-scam"])
