"""What may be told of counts: nothing under five, and no two files that give away a few when they are subtracted."""

from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import periods
from bot.desk.figures import LEAST, over, pooled, shared, told
from bot.store.sums import Count

WEEKS = [date(2026, 9, 28) + n * timedelta(days=7) for n in range(5)]  # the five that make October
MONTH = periods.month(2026, 10)
PARTNERS = ("one", "two", "three")
few = st.integers(0, 12)
by_partner = st.fixed_dictionaries(dict.fromkeys((*PARTNERS, "nobody"), few))
by_week = st.lists(by_partner, min_size=5, max_size=5)


def as_counts(weeks: list[dict[str, int]], kind: str = "level", value: str = "stop") -> list[Count]:
    """As the tally has it: everybody together, and each partner once more."""
    made = []
    for week, counted in zip(WEEKS, weeks, strict=True):
        made.append(Count(week, "", kind, value, sum(counted.values())))
        made += [Count(week, name, kind, value, counted[name]) for name in PARTNERS]
    return made


def one(counts: list[Count], weeks: list[date], partner: str = "") -> int:
    return told(counts, weeks, partner)["checks"].get("checks", 0)


def subsets(names: tuple[str, ...]) -> chain[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, n) for n in range(1, len(names) + 1))


def test_the_weeks_of_a_month_are_those_of_its_thursdays() -> None:
    assert list(MONTH.weeks) == WEEKS
    assert MONTH.name == "28 September to 1 November 2026"
    days = [day for n in range(1, 13) for day in periods.month(2026, n).days]
    assert len(days) == len(set(days)) == 371


def test_only_periods_that_are_over_can_be_asked_for() -> None:
    today = date(2026, 11, 22)  # the last day of a week
    assert periods.find("2026-W47", today) is None
    assert periods.find("2026-W47", today + timedelta(days=1)) is None
    assert periods.find("2026-W47", today + timedelta(days=2))
    assert periods.find("2026-11", date(2026, 11, 29)) is None
    for wrong in (
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-W54",
        "2026-w46",
        "2026-W٤٦",
        "2026-10-01",
        "2010-01",
        "x" * 99,
    ):
        assert periods.find(wrong, today) is None, wrong
    assert [one.key for one in periods.weeks(today)][:2] == ["2026-W46", "2026-W45"]
    assert [one.key for one in periods.months(today)][:2] == ["2026-10", "2026-09"]


@settings(deadline=None)
@given(by_week)
def test_every_number_is_a_multiple_of_five_and_at_most_what_was_counted(weeks: list[dict[str, int]]) -> None:
    counts = as_counts(weeks)
    for partner in ("", *PARTNERS):
        for number in told(counts, WEEKS, partner)["level"].values():
            assert number >= LEAST
            assert number % LEAST == 0
        counted = sum(sum(week.values()) if not partner else week[partner] for week in weeks)
        assert one(counts, WEEKS, partner) <= counted


@settings(deadline=None)
@given(by_partner)
def test_all_less_any_partners_is_nothing_or_at_least_five_before_it_is_rounded(counted: dict[str, int]) -> None:
    everyone = pooled(counted.values())[0]
    for names in subsets(PARTNERS):
        rest = everyone - sum(counted[name] for name in names if counted[name] >= LEAST)
        assert not 0 < rest < LEAST


@settings(deadline=None)
@given(by_week)
def test_a_month_less_any_of_its_weeks_is_nothing_or_at_least_five_before_it_is_rounded(
    weeks: list[dict[str, int]],
) -> None:
    parts = [list(week.values()) for week in weeks]
    month, single = over(parts), [over([week]) for week in parts]
    for chosen in subsets(tuple(map(str, range(5)))):
        assert not 0 < month - sum(single[int(n)] for n in chosen) < LEAST


@settings(deadline=None)
@given(st.lists(few, min_size=1, max_size=6), few)
def test_a_total_less_what_is_told_is_nothing_or_at_least_five(values: list[int], others: int) -> None:
    counted = {str(n): value for n, value in enumerate(values)}
    total = sum(values) + others
    shown = shared(counted, total)
    assert not 0 < total - sum(shown.values()) < LEAST or not shown
    assert all(number >= LEAST for number in shown.values())


@settings(deadline=None)
@given(by_week, by_week)
def test_the_difference_of_two_files_never_gives_away_who_came_without_a_partner(
    weeks: list[dict[str, int]], other: list[dict[str, int]]
) -> None:
    """Two worlds that differ in who came without a partner by fewer than five look alike, or show a step of five."""
    changed = [week | {"nobody": more["nobody"]} for week, more in zip(weeks, other, strict=True)]
    first, second = (one(as_counts(world), WEEKS) for world in (weeks, changed))
    assert (first - second) % LEAST == 0
    for name in PARTNERS:
        assert one(as_counts(weeks), WEEKS, name) == one(as_counts(changed), WEEKS, name)


def test_days_whose_rest_would_be_a_few_hide_another_day_too() -> None:
    days = {"mon": 9, "tue": 8, "wed": 2}
    assert shared(days, 19) == {"mon": 9}
    assert shared({"mon": 40, "tue": 8, "wed": 2}, 50) == {"mon": 35, "tue": 8}
    assert shared({"mon": 9, "tue": 8}, 17) == {"mon": 9, "tue": 8}
    assert shared({"mon": 9, "tue": 2}, 11) == {}


def test_equal_numbers_stand_in_an_order_that_tells_nothing() -> None:
    counts = [Count(WEEKS[0], "", "flag", value, number) for value, number in (("b", 9), ("a", 5), ("c", 10))]
    assert list(told(counts, WEEKS[:1], "")["flag"]) == ["c", "a", "b"]


def test_small_partners_together_are_told_and_alone_are_not() -> None:
    week = {"one": 3, "two": 3, "three": 0, "nobody": 0}
    counts = as_counts([week, *[dict.fromkeys(week, 0)] * 4])
    assert one(counts, WEEKS[:1]) == 5
    assert [one(counts, WEEKS[:1], name) for name in PARTNERS] == [0, 0, 0]
    alone = as_counts([week | {"two": 1}, *[dict.fromkeys(week, 0)] * 4])
    assert one(alone, WEEKS[:1]) == 0


def test_nothing_counted_is_nothing_told() -> None:
    assert told([], WEEKS, "") == {"checks": {}}


@pytest.mark.parametrize("partner", ["", "one"])
def test_what_is_for_operators_alone_is_not_told(partner: str) -> None:
    counts = [Count(WEEKS[0], partner, "inbox", "set aside", 50)]
    assert "inbox" not in told(counts, WEEKS, partner)
