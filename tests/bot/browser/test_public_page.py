"""The public page in a real browser: paste and check, at the size of a cheap phone and of a projector."""

import time

import pytest
from playwright.async_api import Page

from tests.bot.browser.conftest import IN_ONE_LOOP, PHONE, PROJECTOR, Open, barriers, sideways

pytestmark = IN_ONE_LOOP

FEE = "Pay the registration fee of $50 by gift card to get this job. Write to hr.amy@mail.example"
HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)> pay the registration fee of $50 today"
MOST_BYTES = 50_000
FIRST_ANSWER_S = 0.3


async def paste(page: Page, address: str, text: str) -> None:
    await page.goto(address)
    await page.fill("textarea", text)
    await page.click("form[method=post] button")


@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
async def test_a_text_is_pasted_and_answered_without_javascript(size: dict[str, int], site: str, opened: Open) -> None:
    async with opened(size, script=False) as page:
        await paste(page, f"{site}/?lang=en", FEE)
        answer = await page.inner_text(".answer")
    assert "registration fee" in answer
    assert "Stop and check" in answer


@pytest.mark.parametrize("language", ["en", "ar", "my", "am", "zh"])
async def test_pages_have_no_serious_barrier_and_fit_a_phone(language: str, site: str, opened: Open) -> None:
    async with opened(PHONE) as page:
        for path in ("/", "/how", "/privacy", "/dispute"):
            await page.goto(f"{site}{path}?lang={language}")
            assert await barriers(page) == [], path
            assert await sideways(page) <= 0, path


async def test_the_answer_has_no_serious_barrier(site: str, opened: Open) -> None:
    async with opened(PHONE) as page:
        await paste(page, f"{site}/?lang=en", FEE)
        assert await barriers(page) == []
        assert await sideways(page) <= 0


async def test_a_hostile_text_stays_text(site: str, opened: Open) -> None:
    async with opened(PHONE) as page:
        await paste(page, f"{site}/?lang=en", HOSTILE)
        assert await page.title() != "taken"
        assert await page.locator("img[src=x]").count() == 0
        assert "registration fee" in await page.inner_text(".answer")


async def test_the_keyboard_reaches_everything_that_is_needed(site: str, opened: Open) -> None:
    async with opened(PROJECTOR) as page:
        await page.goto(f"{site}/?lang=en")
        reached = set()
        for _ in range(40):
            await page.keyboard.press("Tab")
            reached.add(await page.evaluate("document.activeElement.tagName.toLowerCase()"))
        assert {"textarea", "select", "button", "a"} <= reached


async def test_the_page_is_light_and_the_first_answer_comes_at_once(site: str, opened: Open) -> None:
    async with opened(PHONE) as page:
        sizes: list[int] = []
        page.on("response", lambda got: sizes.append(int(got.headers.get("content-length", 0))))
        await page.goto(f"{site}/?lang=en")
        await page.fill("textarea", FEE)
        begun = time.perf_counter()
        await page.click("form[method=post] button")
        await page.wait_for_selector(".answer")
        assert time.perf_counter() - begun < 10 * FIRST_ANSWER_S  # as a guard; the figure itself is in bot/README.md
    assert 0 < sum(sizes[:1]) < MOST_BYTES
