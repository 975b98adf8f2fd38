"""Which stretches of a text are addresses, what host they lead to, and which dotted words are none."""

import pytest

from checks.fold import fold
from checks.model import Span
from checks.reading import links


def hosts(text: str) -> list[str]:
    return [link.host for link in links.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Form: https://Acme.com/Jobs?id=Ab1.", "https://acme.com/Jobs?id=Ab1"),
        ("Look at acme.com, then write", "http://acme.com"),
        ("see (acme.com/list_(new)).", "http://acme.com/list_(new)"),
        ("open hxxps://acme[.]top/a", "https://acme.top/a"),
        ("acme (dot) com is our page", "http://acme.com"),
        ("go to acme dot co dot in today", "http://acme.co.in"),
        ("apply http://10.0.0.7:8080/form", "http://10.0.0.7:8080/form"),
        ("10.0.0.7:8080 works too", "http://10.0.0.7:8080"),
        ("tg://resolve?domain=someone", "tg://resolve?domain=someone"),
        ("bit.ly/AbC", "http://bit.ly/AbC"),
        ("acme\u200b.com", "http://acme.com"),
        ("ａｃｍｅ．ｃｏｍ", "http://acme.com"),
        ("www.acme.work is open", "http://www.acme.work"),
    ],
)
def test_a_link_is_read_with_its_own_spelling(text: str, url: str) -> None:
    assert [link.url for link in links.find(fold(text))] == [url]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("наш сайт пример.рф тут", "xn--e1afmkfd.xn--p1ai"),
        ("请访问acme。com谢谢", "acme.com"),
        ("谢谢。acme.com", "acme.com"),
        ("สมัครที่www.acme.comได้เลย", "www.acme.com"),
        ("https://acme.comสมัคร", "acme.com"),
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
    ],
)
def test_hosts_in_other_scripts_or_glued_to_them_are_read(text: str, host: str) -> None:
    assert hosts(text) == [host]


def test_a_look_alike_letter_shows_in_the_host_the_network_sees() -> None:
    (link,) = links.find(fold("please log in at pаypal.com now"))  # the second letter is Cyrillic
    assert link.host == "xn--pypal-4ve.com"
    assert link.shown_as == "pаypal.com"


@pytest.mark.parametrize(
    "text",
    [
        "This is easy work.Call me",
        "you pay.no fee",
        "APPLY NOW.NO FEE",
        "Rs.500 a day",
        "fruit, e.g. this one",
        "We use Node.js and ASP.NET",
        "B.Com or B.Tech/M.Tech",
        "Sunrise Pvt.Ltd",
        "Ask for Mr.Kim",
        "г.Москва",
        "send CV.zip",
        "all over the planet.BE quick",
        "write to anna.smith@acme.com",
        "version 1.2.3.4 of it",
        "a senior dot net developer",
        "3.5 kg or 2.in",
        "....",
    ],
)
def test_a_missing_space_a_product_or_a_degree_is_no_link(text: str) -> None:
    assert hosts(text) == []


def test_the_first_word_of_the_next_sentence_is_not_part_of_the_host() -> None:
    assert hosts("Write to acme.com.We answer") == ["acme.com"]
    assert hosts("See acme.co.in.Apply") == ["acme.co.in"]


def test_what_stands_before_the_last_at_sign_is_the_user_not_the_host() -> None:
    (link,) = links.find(fold("http://acme.com:jobs@hr@evil.top/x"))
    assert (link.user, link.host, link.registrable) == ("acme.com:jobs@hr", "evil.top", "evil.top")


def test_a_host_filled_by_strangers_is_a_suffix_unless_told_otherwise() -> None:
    text = fold("acme.github.io")
    assert links.find(text)[0].registrable == "acme.github.io"
    assert links.find(text, private=False)[0].registrable == "github.io"


@pytest.mark.parametrize("text", ["t.me/+AbC", "wa.me/97150", "chat.whatsapp.com/AbC", "m.me/x", "name.t.me", "tg://x"])
def test_chat_links_are_marked(text: str) -> None:
    assert [link.chat for link in links.find(fold(text))] == [True]


def test_two_links_in_one_text_come_in_its_order() -> None:
    assert hosts("acme.com, then http://b.org/x, then blue dot net") == ["acme.com", "b.org", "blue.net"]


def test_an_address_behind_other_words_is_read_like_one_in_the_text() -> None:
    link = links.of_address("HTTPS://Acme.com/x", Span(3, 9), shown_as="click here")
    assert link is not None
    assert (link.host, link.shown_as, link.span) == ("acme.com", "click here", Span(3, 9))
    assert links.of_address("not an address", Span(0, 1), shown_as="") is None
