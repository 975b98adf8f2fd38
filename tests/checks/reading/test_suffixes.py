"""Our sets of suffixes answer as tldextract does."""

import random

import pytest

from checks.reading.suffixes import _both, by_tldextract, registrable

CHANCE = random.Random(7)  # noqa: S311  # the same choice each time
ODD = [
    "", "com", "example", "a.ck", "www.ck", "b.a.ck", "x.city.kawasaki.jp", "a.b.kawasaki.jp", "localhost",
    "192.168.0.1", "1.2.3.4.com", "user@example.com", "https://example.com/x", "example.com.", "EXAMPLE.Co.UK",
    "xn--fiqs8s.xn--55qx5d.cn", "食狮.公司.cn", "example.中国", "github.io", "x.github.io", "xn--b1aew.xn--p1ai", "1.1",
    "a。com", "münchen.de", "-a.com", "a_b.com", "x.uk", "co.uk", "s3.amazonaws.com", "[::1]",
    "a..com", "a.xn--zzzzzz--9.com", "www.a.ck",
]  # fmt: skip


def hosts() -> list[str]:
    """Under every rule of the list, with none, one and two labels in front; and what looks odd."""
    both = _both()
    assert both is not None, "tldextract keeps its list elsewhere now: see SNAPSHOT"
    rules = CHANCE.sample(sorted(both[1].rules), 2500)
    plain = [rule.replace("*", "star").lstrip("!") for rule in rules]
    return ODD + [front + rule for rule in plain for front in ("", "a.", "b.a.")]


@pytest.mark.parametrize("private", [True, False])
def test_our_sets_answer_as_tldextract_does(private: bool) -> None:
    different = [host for host in hosts() if registrable(host, private=private) != by_tldextract(host, private=private)]
    assert different == []
