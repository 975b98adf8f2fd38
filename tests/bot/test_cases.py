"""Which messages are one case, and how long they wait for each other."""

import pytest

from bot.cases import CUT, LONGEST_S, MOST_PARTS, QUIET_S, begins, case_of, join, joined
from bot.model import At, Case, Check, Command, Incoming, Media, Part
from checks.model import HiddenLink, Offer, Span


def text(number: int, words: str = "Pay first", group: str = "forward") -> Check:
    return Check(At(7, number), Offer(words), group=group)


def picture(number: int, group: str = "99") -> Media:
    return Media(At(7, number), f"file{number}", "photo", 1000, "image/jpeg", Offer(""), group)


@pytest.mark.parametrize("came", [text(1, group=""), picture(1, group=""), Command(At(7, 1), "help")])
def test_what_comes_alone_is_answered_at_once(came: Incoming) -> None:
    assert not begins(came)


@pytest.mark.parametrize("part", [text(1), picture(1), text(1, "long " * (CUT // 5), group="")])
def test_what_others_may_follow_waits_a_moment(part: Part) -> None:
    assert begins(part)
    assert waited([(10.0, part)], 10.0) == (1, QUIET_S)
    assert waited([(10.0, part)], 10.0 + QUIET_S) == (1, 0.0)


def waited(came: list[tuple[float, Incoming]], now: float) -> tuple[int, float]:
    """How many are one case, and for how long to wait for more."""
    _, count, wait = join(came, now)
    return count, round(wait, 3)


def test_each_part_makes_the_others_wait_a_little_longer_but_not_for_ever() -> None:
    assert waited([(10.0, picture(1)), (10.9, picture(2))], 10.9) == (2, QUIET_S)
    steps: list[tuple[float, Incoming]] = [(10.0 + n * 0.9, picture(n)) for n in range(7)]
    assert waited(steps, 15.5) == (7, round(10.0 + LONGEST_S - 15.5, 3))


def test_a_text_typed_at_once_behind_an_album_belongs_to_it() -> None:
    assert waited([(10.0, picture(1)), (10.5, text(2, "Is this real?", group=""))], 20.0) == (2, 0.0)


def test_what_comes_later_is_another_case() -> None:
    assert waited([(10.0, picture(1)), (10.1 + QUIET_S, picture(2))], 10.1 + QUIET_S) == (1, 0.0)


def test_a_try_that_is_repeated_much_later_makes_the_same_case() -> None:
    came: list[tuple[float, Incoming]] = [(10.0, picture(1)), (10.9, picture(2)), (99.0, picture(3))]
    assert waited(came, 100.0) == (2, 0.0)


def test_a_command_ends_a_case_at_once() -> None:
    came: list[tuple[float, Incoming]] = [(10.0, picture(1)), (10.1, picture(2)), (10.2, Command(At(7, 3), "help"))]
    assert waited(came, 10.2) == (2, 0.0)


def test_a_case_that_is_full_waits_for_nothing() -> None:
    assert waited([(10.0, picture(n)) for n in range(MOST_PARTS)], 10.0) == (MOST_PARTS, 0.0)


def test_one_part_is_answered_as_what_it_is() -> None:
    assert case_of([picture(1)]) == picture(1)


def test_an_edited_part_takes_the_place_of_what_it_was() -> None:
    case = case_of([text(1), text(2), text(1, "Pay later")])
    assert case == Check(At(7, 1), Offer("Pay later\n\nPay first"))


def test_pictures_are_a_case_in_the_order_they_were_sent() -> None:
    case = case_of([picture(2), text(3), picture(1)])
    assert isinstance(case, Case)
    assert (case.at.message, [part.at.message for part in case.parts]) == (1, [1, 2, 3])


def test_texts_become_one_text_whose_links_stay_where_they_were() -> None:
    link = HiddenLink(Span(0, 4), "https://bad.example")
    whole = joined([Offer("Hello"), Offer("", origin="hr_amy"), Offer("Here", hidden_links=(link,), sender="Amy")])
    assert (whole.text, whole.origin, whole.sender) == ("Hello\n\nHere", "hr_amy", "")
    assert [found.span.quote(whole.text) for found in whole.hidden_links] == ["Here"]
