"""What a person reads about an offer."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markup import TELEGRAM_LIMIT, pieces, plain, units, words
from bot.model import Reply
from bot.reply import render
from bot.texts import Texts
from checks.model import Finding, Level, Offer, Span, Verdict
from content.model import Library
from tests.bot import samples
from tests.bot.reading import grade, page

CALM = [name for name in samples.CASES if not name.startswith(("urgent", "ask"))]
URGENT = [name for name in samples.CASES if name.startswith("urgent")]
BANNED = re.compile(
    r"\b(safe|genuine|verified|legit|scammer|victim|fraudster|score|percent|trafficking)\b|%|✅|✔", re.I
)


def rendered(name: str, library: Library, texts: Texts, country: str = "NW") -> Reply:
    _, verdict = samples.CASES[name]
    return render(verdict, samples.offer(name, country), texts, library, samples.TODAY)


@pytest.mark.parametrize("name", samples.CASES)
def test_each_level_reads_as_kept_in_tests_replies(
    name: str, library: Library, texts: Texts, same: Callable[[str, str], None]
) -> None:
    here, nowhere = (page(rendered(name, library, texts, country)) for country in ("NW", ""))
    same(f"verdict-{name}", f"{here}\n\n\n--- country not known ---\n\n{nowhere}")


@pytest.mark.parametrize("country", ["NW", "", "PH"])
@pytest.mark.parametrize("name", CALM)
def test_a_calm_reply_has_forty_to_seventy_words(name: str, country: str, library: Library, texts: Texts) -> None:
    long_fact = 15 if name == "care-listed-name" else 0  # what a list says must be said whole
    assert 40 <= words(rendered(name, library, texts, country).html) <= 70 + long_fact


@pytest.mark.parametrize("name", samples.CASES)
def test_every_reply_is_at_grade_six_or_lower(name: str, library: Library, texts: Texts) -> None:
    assert grade(plain(rendered(name, library, texts).html)) <= 6


@pytest.mark.parametrize("name", samples.CASES)
def test_no_reply_says_safe_names_a_culprit_or_shows_a_score(name: str, library: Library, texts: Texts) -> None:
    assert not BANNED.search(plain(rendered(name, library, texts).html))


def test_the_parts_stand_in_the_order_that_helps(library: Library, texts: Texts) -> None:
    text = plain(rendered("stop-money", library, texts).html)
    parts = ["Stop and check.", "“send the", "Now:", "Help:", "Checked:", "Not checked:"]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_at_most_three_reasons_are_given_and_of_different_groups_first(library: Library, texts: Texts) -> None:
    text = "pay the fee, then the deposit, then the course, and keep it secret"
    flags = ("fee-to-get-job", "fee-refundable-deposit", "fee-training-certificate", "keep-secret")
    quotes = ("the fee", "the deposit", "the course", "keep it secret")
    verdict = samples.verdict(Level.STOP, [samples.found(text, f, q) for f, q in zip(flags, quotes, strict=True)])
    lines = plain(render(verdict, Offer(text, country="NW"), texts, library, samples.TODAY).html).split("\n")
    reasons = [line for line in lines if line.startswith("•")]
    assert len(reasons) == 3
    assert "“keep it secret”" in reasons[1]


def test_links_mails_and_names_in_a_quote_cannot_be_tapped(library: Library, texts: Texts) -> None:
    text = "amy@mail.example @amy_hr https://amy.example/x"
    verdict = samples.verdict(Level.STOP, [samples.found(text, "fee-to-get-job", text)])
    shown = plain(render(verdict, Offer(text, country="NW"), texts, library, samples.TODAY).html)
    assert "amy[@]mail[.]example [@]amy_hr hxxps://amy[.]example/x" in shown


def test_words_of_the_sender_cannot_become_markup(library: Library, texts: Texts) -> None:
    text = "<b>pay</b> & <a href='https://x.example'>here</a>"
    verdict = samples.verdict(Level.STOP, [samples.found(text, "fee-to-get-job", text)])
    html = render(verdict, Offer(text, country="NW"), texts, library, samples.TODAY).html
    assert "&lt;b&gt;pay&lt;/b&gt; &amp; &lt;a href=" in html


def test_a_check_that_failed_is_named(library: Library, texts: Texts) -> None:
    line = plain(rendered("care", library, texts).html).split("\n")[-1]
    assert line == "Checked: words, names, money, papers. Not checked: the sender, links."


def test_a_picture_that_came_along_is_named_as_not_checked(library: Library, texts: Texts) -> None:
    reply = render(samples.CARE, samples.offer("care"), texts, library, samples.TODAY, unread="photo")
    assert "the picture" in plain(reply.html).split("\n")[-1]


def test_a_note_that_is_no_sign_is_said_too(library: Library, texts: Texts) -> None:
    verdict = replace(samples.TRIP, notes=("note.legal-fee", "note.nobody-wrote-this"))
    shown = plain(render(verdict, samples.offer("stop-control"), texts, library, samples.TODAY).html)
    assert texts.say("note.legal-fee") in shown


def test_a_flag_without_texts_still_warns(library: Library, texts: Texts) -> None:
    empty = Texts("en", {k: v for k, v in texts.english.items() if not k.startswith("flag.")}, {})
    shown = plain(render(samples.FEE, samples.offer("stop-money"), empty, library, samples.TODAY).html)
    assert empty.say("flag-default.title") in shown
    assert "“send the processing fee" in shown


def test_control_signs_lead_to_another_line_than_money_signs(library: Library, texts: Texts) -> None:
    money, control = (plain(rendered(name, library, texts).html) for name in ("stop-money", "stop-control"))
    assert "Labour Line" in money and "Freedom Line" not in money
    assert "Freedom Line" in control and "Labour Line" not in control


def test_a_verdict_of_a_warning_asks_before_it_warns(library: Library, texts: Texts) -> None:
    reply = rendered("ask-source", library, texts)
    assert [label for label, _ in reply.rows[0]] == ["An offer I got", "A warning I saw"]
    assert "Stop" not in reply.html


def test_a_verdict_that_is_sure_warns_and_asks_after_it(library: Library, texts: Texts) -> None:
    reply = render(replace(samples.FEE, asks_source=True), samples.offer("stop-money"), texts, library, samples.TODAY)
    assert plain(reply.html).startswith("Stop and check.")
    assert plain(reply.html).endswith("Is this an offer you got, or a warning you saw?")


@pytest.mark.parametrize("name", URGENT)
def test_danger_gets_at_most_six_lines_and_help_in_the_second(name: str, library: Library, texts: Texts) -> None:
    lines = plain(rendered(name, library, texts).html).split("\n")
    assert len(lines) <= 6
    assert "call 000 (source date 2026-06)" in lines[1]


@pytest.mark.parametrize("flag", samples.URGENT_TEXTS)
def test_danger_never_orders_anybody_to_run_fight_pay_or_confront(flag: str, library: Library, texts: Texts) -> None:
    quote = samples.URGENT_TEXTS[flag]
    shown = plain(render(samples.urgent(flag), Offer(quote), texts, library, samples.TODAY).html)
    own = re.sub(r"“[^”]*”", "", shown).lower()
    assert not re.search(r"\b(run|escape|fight|ransom|confront|refuse|leave the house)\b", own)
    assert "pay" not in own or flag in ("threat-intimate", "fine-or-pay-back-trip")


@pytest.mark.parametrize("name", ["urgent-held", "urgent-child", "urgent-images"])
def test_what_somebody_else_must_not_read_is_not_repeated(name: str, library: Library, texts: Texts) -> None:
    assert samples.CASES[name][0] not in plain(rendered(name, library, texts).html)


def test_the_first_line_in_danger_says_nothing_to_a_glance(library: Library, texts: Texts) -> None:
    for name in URGENT:
        first = plain(rendered(name, library, texts).html).split("\n")[0].lower()
        assert not re.search(r"scam|traffick|police|danger|help|warn|sign", first)


def test_addresses_in_danger_cannot_be_tapped(library: Library, texts: Texts) -> None:
    assert "<code>world.example</code>" in rendered("urgent-held", library, texts, "PH").html


class Strict(HTMLParser):
    """Fails on any tag but ours and on tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("b", "i", "code") and not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.text(min_size=1), st.sampled_from(list(Level)), st.sampled_from(["NW", ""]))
def test_any_words_of_anybody_make_a_message_telegram_takes(quote: str, level: Level, country: str) -> None:
    library = samples.library()
    texts = Texts("en", library.languages["en"].texts, {})
    finding = Finding("fee-to-get-job", "wording", Span(0, len(quote)), quote, {"real_domain": quote})
    verdict = Verdict(level, {"money": 9, "control": 0}, ("fee-to-get-job",), (finding,))
    reply = render(verdict, Offer(quote, country=country), texts, library, samples.TODAY)
    for piece in pieces(reply.html):
        parser = Strict()
        parser.feed(piece)
        assert not parser.open
        assert units(piece) <= TELEGRAM_LIMIT
    assert all(len(data.encode()) <= 64 for row in reply.rows for _, data in row)
