"""All things of a text together: who gets what when two could claim it, offsets for any text, and the time it takes."""

import statistics
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.fold import Folded, fold
from checks.reading.entities import Entities, find_all

KINDS = tuple(Entities.__dataclass_fields__)
APART = tuple(kind for kind in KINDS if kind not in ("names", "phones", "places"))
PIECES = [
    "http://",
    "www.",
    "acme",
    ".com",
    "@",
    " (at) ",
    "(dot)",
    " dot ",
    "[.]",
    "hxxp://",
    "t.me/",
    "wa.me/97150123456",
    "tg: ",
    "$",
    "5 lakh",
    "3,000",
    " AED",
    "₹",
    "/day",
    " per month",
    "2-3",
    "от 50 тыс",
    "日薪300元",
    "٣٠٠",
    "+971 50 123 4567",
    "0917",
    "Dubai",
    " us ",
    "Польше",
    "दुबई",
    "เมียวดี",
    "缅甸",
    "Ltd",
    "Manpower ",
    "ООО «",
    "»",
    "Sp. z o.o.",
    "bc1q",
    "0x",
    "GB82 WEST",
    "\u200b",
    "\u0301",
    "а",
    "ﬁ",
    "İ",
    "ß",
    "。",
    "\u3000",
    "\n",
    "(",
    ")",
    '"',
    "-",
    "&",
    "\ud7ff",
    "🇵🇦",
    "\x00",
    "\x1a",
    "ำ",
]
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)
)


def all_things(found: Entities) -> list[object]:
    return [thing for kind in KINDS for thing in getattr(found, kind)]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_span_lies_in_the_text_and_holds_something(text: str) -> None:
    for thing in all_things(find_all(fold(text), ("PH",))):
        assert 0 <= thing.span.start < thing.span.end <= len(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_what_stands_there(text: str) -> None:
    found = find_all(fold(text), ("AE",))
    assert all(link.shown_as == link.span.quote(text) for link in found.links)
    assert all(name.text == name.span.quote(text) for name in found.names)
    assert all(money.whole.start <= money.span.start and money.span.end <= money.whole.end for money in found.money)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_each_kind_comes_in_text_order_and_no_two_things_share_characters(text: str) -> None:
    found = find_all(fold(text), ("IN",))
    spans = {kind: [thing.span for thing in getattr(found, kind)] for kind in KINDS}
    assert all(sorted(inside) == inside for inside in spans.values())
    taken = sorted(span for kind in APART for span in spans[kind])
    assert all(left.end <= right.start for left, right in pairwise(taken))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_amounts_are_ordered_and_not_negative(text: str) -> None:
    assert all(0 <= money.low <= money.high for money in find_all(fold(text)).money)


def test_an_address_is_not_also_a_link_a_name_or_a_place() -> None:
    found = find_all(fold("Write to jobs@dubai-hr.com or open dubai-hr.com/qatar"))
    assert [email.value for email in found.emails] == ["jobs@dubai-hr.com"]
    assert [link.host for link in found.links] == ["dubai-hr.com"]
    assert (found.handles, found.places) == ((), ())


def test_the_country_a_text_names_reads_its_money_and_its_numbers() -> None:
    found = find_all(fold("Driver in Dubai, 1500 dirhams, call 050 123 4567"))
    assert [money.currency for money in found.money] == ["AED"]
    assert [phone.value for phone in found.phones] == ["+971501234567"]


def test_the_readers_country_comes_before_the_one_the_text_names() -> None:
    found = find_all(fold("Work in India. Text 0917 123 4567"), ("PH",))
    assert [phone.region for phone in found.phones] == ["PH"]


def test_a_chat_link_is_kept_with_the_number_in_it() -> None:
    found = find_all(fold("wa.me/971501234567"))
    assert [link.chat for link in found.links] == [True]
    assert [phone.value for phone in found.phones] == ["+971501234567"]


def test_a_telephone_number_is_no_amount() -> None:
    found = find_all(fold("+971 50 123 4567 AED 500 fee"))
    assert [money.low for money in found.money] == [500]


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a@",
        "1 ",
        "1,",
        "$1-",
        "1 to 2 ",
        "(dot)",
        "x[.]",
        "http://",
        "http://a.com/))))",
        "tg: ",
        "Aaa Ltd ",
        "LTD ",
        'ООО "',
        "12 lakh ",
        "1234567 ",
        "+",
        "united ",
        "दुबई",
        "泰国",
        "有限公司",
        "a-",
        "\u0301a",
        "ж.рф ",
        "ab12 3456 ",
    ],
)
def test_hostile_repetition_costs_in_step_with_its_length(piece: str) -> None:
    find_all(fold(piece * 100), ("IN",))  # imports and tables are not counted
    short, long = (_seconds(piece * (size // len(piece))) for size in (10_000, 80_000))
    assert long < 0.05 + 8 * 3 * short


def _seconds(text: str) -> float:
    """The better of two readings: what else the machine does, and the collection of garbage, are not meant."""
    folded = fold(text)
    return min(_read(folded) for _ in range(2))


def _read(folded: Folded) -> float:
    begin = time.process_time()
    find_all(folded, ("IN",))
    return time.process_time() - begin


def test_an_ordinary_message_is_read_in_well_under_a_millisecond() -> None:
    sentence = (
        "We are hiring hotel staff for a new resort in Dubai, the salary is AED 3,000 per month with free food and a "
        "shared room near the work place, and you will work six days a week after two weeks of training with our team. "
    )
    folded = fold((sentence * 12)[:2000])
    find_all(folded)
    median = statistics.median(_once(lambda: find_all(folded)) for _ in range(50)) * 1e3
    print(f"\nall entities of 2,000 characters: median {median:.2f} ms")
    assert median < 4  # measured 0.5 ms; a loaded machine may take several times as long


def _once(work: object) -> float:
    begin = time.perf_counter()
    work()  # type: ignore[operator]  # a fixture or a value without a type
    return time.perf_counter() - begin
