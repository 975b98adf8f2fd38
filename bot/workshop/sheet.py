"""The debrief sheet: the offers, the signs in each, what the room answered, and before and after as a chart.

Printed like an evidence file, in a process of its own; where no font has the letters it is plain text.
"""

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

from bot.evidence.printer import Printer
from bot.model import File
from bot.scene import Services
from bot.store.workshops import Counts, Room
from bot.texts import Texts
from bot.workshop.lead import bot_link
from bot.workshop.signs import checks, signs
from bot.workshop.steps import BEFORE, NOTICE_ANSWERS, Place, answered, place, result

COMMAND = (sys.executable, "-m", "bot.workshop.child")
NAME = "second-look-workshop"


async def sheet(services: Services, room: Room, sums: Counts, texts: Texts) -> File | None:
    """A PDF, or plain text; None when nothing could be made."""
    at = place(services.library, room)
    if at is None or services.printer is None:
        return None
    page = await page_of(services, at, sums, texts)
    words = " ".join(_strings(page))
    printer = Printer(services.printer.fonts, COMMAND)
    if await asyncio.to_thread(printer.missing, words):
        return File(f"{NAME}.txt", text_of(page))
    made = await printer.pdf(page, words)
    return File(f"{NAME}.pdf", made) if made else None


async def page_of(services: Services, at: Place, sums: Counts, texts: Texts) -> dict[str, Any]:
    """All words of the sheet; `sums` hold only what enough people have answered."""
    say = texts.say
    offers = [await _offer(services, at, sums, texts, step) for step in range(1, at.after)]
    return {
        "lang": texts.tag.split("-", maxsplit=1)[0],
        "rtl": texts.rtl,
        "title": say("workshop.sheet-title"),
        "work": say(f"workshop.set.{at.room.work}"),
        "by": [f"{services.today():%Y-%m-%d}", say("workshop.sheet-by"), say("workshop.no-shame")],
        "chart": _chart(at, sums, texts),
        "result": say("workshop.result"),
        "offers": offers,
        "check": {"head": say("workshop.check"), "lines": checks(texts)},
        "help": say("workshop.sheet-help", link=bot_link(at.room)),
    }


def _chart(at: Place, sums: Counts, texts: Texts) -> dict[str, Any]:
    """Before and after side by side; without bars, and said why, when too few have answered."""
    asked = [("workshop.sheet-before", BEFORE), ("workshop.sheet-after", at.after)]
    bars = [
        {
            "name": texts.say(key),
            "count": texts.say("workshop.sheet-answers", n=answered(sums, step)),
            "values": [count for _, count in result(at, sums, texts, step)],
        }
        for key, step in asked
    ]
    return {
        "head": texts.say("workshop.sheet-chart"),
        "steps": [texts.say(key) for key in NOTICE_ANSWERS.values()],
        "bars": [bar for bar in bars if bar["values"]],
        "few": texts.say("workshop.few"),
    }


async def _offer(services: Services, at: Place, sums: Counts, texts: Texts, step: int) -> dict[str, Any]:
    text = texts.say(at.key(step))
    seen = await signs(services, texts, text)
    said = [line for line in seen if line not in (texts.say("workshop.check"), *checks(texts))]
    return {
        "head": texts.say("workshop.offer", n=step, total=len(at.offers)),
        "text": text,
        "result": [f"{answer}: {count}" for answer, count in result(at, sums, texts, step)],
        "signs": said,
    }


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def text_of(page: dict[str, Any]) -> bytes:
    """The sheet as plain text."""
    lines = [page["title"], page["work"], *page["by"], "", page["chart"]["head"]]
    for bar in page["chart"]["bars"]:
        each = zip(page["chart"]["steps"], bar["values"], strict=True)
        lines += [bar["name"], *(f"- {step}: {count}" for step, count in each)]
    lines += [] if page["chart"]["bars"] else [page["chart"]["few"]]
    for offer in page["offers"]:
        lines += ["", offer["head"], f"> {offer['text']}", *offer["result"], *offer["signs"]]
    lines += ["", page["check"]["head"], *page["check"]["lines"], "", page["help"]]
    return ("\n".join(lines) + "\n").encode("utf-8-sig")
