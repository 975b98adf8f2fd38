"""The signs of one offer in plain words, by the same code that answers people."""

import asyncio
from collections.abc import Iterator
from datetime import date

from bot.lines import View, reason
from bot.quote import quoted
from bot.reply import MOST_REASONS, shown
from bot.scene import Services
from bot.texts import Texts
from checks.model import Level, Offer, Verdict
from content.model import Library

QUOTE = 60  # code points
CHECKS = ("check-find", "check-licence", "check-paper")


async def signs(services: Services, texts: Texts, text: str) -> list[str]:
    """Lines without markup: what was seen, each in its words; or that nothing known was, and what to check."""
    verdict = await asyncio.to_thread(services.check, Offer(text, language=texts.tag))
    return list(_lines(verdict, text, texts, services.library, services.today()))


def _lines(verdict: Verdict, text: str, texts: Texts, library: Library, today: date) -> Iterator[str]:
    view = View(verdict, Offer(text, language=texts.tag), texts, library, today)
    seen = [f"• {reason(finding, texts, quoted(finding.quote, QUOTE))}" for finding in shown(view)[:MOST_REASONS]]
    if verdict.level is not Level.NONE:
        yield texts.say("workshop.signs")
        yield from seen
        return
    yield texts.say("reply.none-small" if seen else "workshop.none")
    yield from seen
    yield texts.say("workshop.check")
    yield from checks(texts)


def checks(texts: Texts) -> list[str]:
    """What to check with any offer."""
    return [f"• {texts.say(f'workshop.{key}')}" for key in CHECKS]
