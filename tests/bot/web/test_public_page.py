"""The public page: the bot's answer without script, harmless whatever is pasted, and nothing stored."""

import logging
import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx
import pytest
from sqlalchemy import text as sql
from starlette.applications import Starlette

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.reply import render
from bot.scene import Services
from bot.store.tables import Store
from bot.texts import offered, texts_of
from bot.web.html import blocks
from bot.web.routes import routes
from bot.web.strict import HEADERS
from checks import Checker, check
from checks.model import Offer
from tests.bot.web.conftest import asking

FEE = "You are hired! Send the registration fee of $50 by gift card today, keep it secret, and we send the visa."
HOSTILE = (
    "<script>alert(1)</script> Pay the registration fee of $50 by gift card to get this job",
    'Pay the fee of $50 <img src=x onerror=alert(1)> by gift card"><svg onload=alert(1)> to get the job',
    "</textarea></section><iframe src=//evil.example></iframe> pay $50 registration fee by gift card now",
    "' autofocus onfocus='alert(1) pay the registration fee $50 by gift card to start the job",
    "javascript:alert(1) &lt;script&gt; pay the <b onclick=x>registration fee</b> of $50 by gift card to get the job",
)
ALLOWED = {"a", "b", "i", "code"}


class Tags(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


async def paste(client: httpx.AsyncClient, text: str, **more: str) -> httpx.Response:
    return await client.post("/", data={"text": text, "lang": "en"} | more)


async def test_the_page_gives_the_answer_of_the_bot(page: httpx.AsyncClient, checker: Checker, services) -> None:
    offer = Offer(FEE, "PH", "en")
    wanted = render(check(offer, checker), offer, texts_of(checker.library, "en"), checker.library, services.today())
    got = await paste(page, FEE, country="PH")
    assert got.status_code == 200
    assert blocks(wanted.html) in got.text
    assert got.text.count("<details>") >= 3  # why, what to do, who can help


async def test_danger_brings_help_first_and_open(page: httpx.AsyncClient) -> None:
    got = await paste(page, "They took my passport, locked me in and I can not leave this place", country="PH")
    assert "<details open>" in got.text
    assert "<form" not in got.text
    assert got.text.index("You can stop at any time") < got.text.index("<details open>")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_become_no_element_and_no_attribute(text: str, page: httpx.AsyncClient) -> None:
    got = Tags((await paste(page, text)).text).seen
    assert not {tag for tag, _ in got} & {"script", "img", "svg", "iframe", "object", "base"}
    assert not [name for _, attributes in got for name in attributes if name.startswith("on") or name == "autofocus"]
    assert not [a["href"] for _, a in got if "javascript" in (a.get("href") or "")]


@pytest.mark.parametrize("field", ["lang", "country"])
async def test_a_hostile_choice_counts_as_none(field: str, page: httpx.AsyncClient) -> None:
    got = await paste(page, FEE, **{field: '"><script>alert(1)</script>\r\nX-Evil: 1'})
    assert got.status_code == 200
    assert "alert(1)" not in got.text
    assert "x-evil" not in got.headers


@pytest.mark.parametrize("path", ["/", "/how", "/privacy", "/dispute"])
async def test_an_address_can_put_nothing_into_a_page_or_a_header(path: str, page: httpx.AsyncClient) -> None:
    got = await page.get(f"{path}?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%0d%0aX-Evil:%201")
    assert got.status_code == 200
    assert "alert(1)" not in got.text
    assert "x-evil" not in got.headers
    assert got.headers["content-language"] == "en"


@pytest.mark.parametrize("path", ["/", "/how", "/privacy", "/dispute", "/nothing", "/healthz"])
async def test_every_answer_lets_a_browser_run_and_load_nothing(path: str, page: httpx.AsyncClient) -> None:
    got = await page.get(path)
    for name, value in HEADERS.items():
        assert got.headers[name] == value
    assert "script" not in got.headers["content-security-policy"]
    assert "set-cookie" not in got.headers
    loaded = [(t, a) for t, a in Tags(got.text).seen if a.get("src") or (t == "link" and a["href"] != "data:,")]
    assert loaded == []
    assert not [tag for tag, a in Tags(got.text).seen if tag == "script" or "style" in a]


async def test_the_page_is_light_in_every_language(page: httpx.AsyncClient, checker: Checker) -> None:
    for tag in offered(checker.library):
        for got in (await page.get(f"/?lang={tag}"), await paste(page, FEE, lang=tag, country="PH")):
            assert len(got.content) < 50_000, tag


async def test_every_field_has_a_label_and_each_page_one_heading_and_one_main(page: httpx.AsyncClient) -> None:
    got = [await page.get(path) for path in ("/", "/how", "/privacy", "/dispute")]
    for answer in (*got, await paste(page, FEE)):
        tags = Tags(answer.text).seen
        names = [tag for tag, _ in tags]
        assert (names.count("h1"), names.count("main")) == (1, 1)
        labels = {a["for"] for tag, a in tags if tag == "label"}
        assert {a["id"] for tag, a in tags if "id" in a and tag in ("textarea", "select", "input")} == labels
        ids = [a["id"] for _, a in tags if "id" in a]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("accept", "tag"),
    [("es-MX,es;q=0.9,en;q=0.5", "es"), ("xx, ar;q=0.4, fr;q=0.8", "fr"), ("", "en"), ("fr;q=no,,;;q=", "en"),
     ("fr;q=0", "en"), ("ar", "ar")],
)  # fmt: skip
async def test_the_language_is_what_the_browser_asks_for(accept: str, tag: str, page: httpx.AsyncClient) -> None:
    got = await page.get("/", headers={"Accept-Language": accept})
    assert f'<html lang="{tag}" dir="{"rtl" if tag == "ar" else "ltr"}">' in got.text
    assert f'<option value="{tag}" selected>' in got.text


async def test_a_page_from_right_to_left_says_so_in_the_answer_too(page: httpx.AsyncClient) -> None:
    got = await paste(page, FEE, lang="ur")
    assert '<html lang="ur" dir="rtl">' in got.text
    assert got.headers["content-language"] == "ur"


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (415, b"text=hello", "text/plain"),
        (415, b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (415, b"{}", "application/json"),
        (413, b"text=" + b"a" * 1_100_000, "application/x-www-form-urlencoded"),
        (413, b"text=" + b"a" * 20_001, "application/x-www-form-urlencoded"),
        (400, b"text=%ff%fe", "application/x-www-form-urlencoded"),
        (400, "text=ü".encode(), "application/x-www-form-urlencoded"),
        (400, b"a=1&" * 20, "application/x-www-form-urlencoded"),
        (200, b"", "application/x-www-form-urlencoded; charset=utf-8"),
        (200, b"text=hello", "application/x-www-form-urlencoded"),
        (200, b"text=" + b"%CC%81" * 500, "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_no_text_gets_a_plain_word(status: int, content: bytes, kind: str, page) -> None:
    got = await page.post("/", content=content, headers={"Content-Type": kind})
    assert got.status_code == status
    assert 'role="alert"' in got.text
    assert "<textarea" in got.text


async def test_a_contact_alone_gets_the_questions_to_ask(page: httpx.AsyncClient, checker: Checker) -> None:
    got = await paste(page, "Ann Example, HR manager, https://t.me/ann_example_desk")
    assert texts_of(checker.library, "en").say("recruiter.ask-head") in got.text


async def test_nothing_of_a_text_is_stored_or_logged(
    page: httpx.AsyncClient, shop: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with shop.engine.connect() as link:
        tables = (await link.execute(sql("select name from sqlite_master where type='table'"))).scalars().all()
        before = [(await link.execute(sql(f'select count(*) from "{t}"'))).scalar() for t in tables]  # noqa: S608  # names of our own tables
        await paste(page, f"{FEE} Write to canary-word@mail.example", country="PH")
        after = [(await link.execute(sql(f'select count(*) from "{t}"'))).scalar() for t in tables]  # noqa: S608  # names of our own tables
    assert before == after
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert not [record for record in ours if "canary" in record.getMessage()]


async def test_an_answer_is_never_kept_by_a_browser(page: httpx.AsyncClient) -> None:
    assert (await paste(page, FEE)).headers["cache-control"] == "no-store"
    assert FEE not in (await paste(page, FEE)).text


async def test_who_asks_too_much_waits_and_others_do_not(site: Callable[..., Starlette]) -> None:
    app = site(page_burst=2, page_a_minute=1)
    async with asking(app, client=("203.0.113.5", 1)) as one, asking(app, client=("203.0.113.6", 1)) as other:
        got = [(await paste(one, FEE)).status_code for _ in range(8)]
        assert got[0] == 200
        assert got[-1] == 429
        assert (await paste(one, FEE)).headers["retry-after"] == "60"
        assert (await one.get("/how")).status_code == 200
        assert (await paste(other, FEE)).status_code == 200


async def test_signs_have_their_reasons_points_lookalikes_and_sources(page: httpx.AsyncClient, checker) -> None:
    got = await page.get("/how")
    for flag in checker.library.flags.values():
        part = got.text.partition(f'<details id="{flag.id}">')[2].partition("</details>")[0]
        assert (f"Points: {flag.points} of 10" if flag.points else "No points") in part, flag.id
        assert part.count("<li>") == len(flag.innocent) + len(flag.sources)
    assert "What I cannot see" in got.text


async def test_every_list_can_be_disputed_where_it_was_made(page: httpx.AsyncClient, checker: Checker) -> None:
    got = await page.get("/dispute")
    assert 'href="mailto:help@example.org"' in got.text
    assert got.text.count("<li>") == len(checker.library.agencies)
    for one in checker.library.agencies:
        assert one.url.replace("&", "&amp;") in got.text


async def test_without_an_address_dispute_says_what_else_to_do(site: Callable[..., Starlette]) -> None:
    async with asking(site()) as client:
        assert "mailto:" not in (await client.get("/dispute")).text


async def test_links_to_other_places_tell_them_nothing(page: httpx.AsyncClient) -> None:
    for path in ("/how", "/dispute"):
        out = [a for tag, a in Tags((await page.get(path)).text).seen if tag == "a" and "://" in (a["href"] or "")]
        assert out
        assert all("noreferrer" in (a["rel"] or "") for a in out)


async def test_no_page_promises_that_an_offer_is_good(page: httpx.AsyncClient) -> None:
    for path in ("/", "/privacy", "/dispute"):
        words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", (await page.get(path)).text, flags=re.DOTALL)
        assert not re.search(r"\b(safe|genuine|verified)\b", words, re.IGNORECASE), path


async def test_the_page_is_there_only_where_it_is_switched_on(services: Services) -> None:
    async with asking(routes(Ledger(services.store), Meters(), {}, None)) as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.get("/healthz")).status_code == 200
