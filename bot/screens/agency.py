"""/agency: what official lists say about a name. Up to three rows, none picked; and where to look oneself."""

import asyncio
from collections.abc import Iterator

from bot import help as places
from bot.markup import bold, esc
from bot.model import Reply
from bot.quote import quoted
from bot.scene import Scene
from checks.agencies.register import Candidate, Standing

LONGEST = 60  # characters of the name that are said back
MOST_REGISTERS = 2
LINES = {
    Standing.NEGATIVE: "agency.listed",
    Standing.SANCTION: "agency.listed",
    Standing.LICENSED: "agency.licensed",
    Standing.OLD: "agency.old",
}


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """ "/agency Golden Harbour" looks it up; without a name the person reads how to ask."""
    if not any(map(str.isalnum, argument)):
        return [Reply(esc(scene.texts.say("agency.ask")))]
    found = await asyncio.to_thread(scene.services.look_up, argument)
    return [Reply("\n".join(_page(scene, argument, list(found))))]


def _page(scene: Scene, asked: str, found: list[Candidate]) -> Iterator[str]:
    texts, today = scene.texts, scene.services.today()
    yield bold(texts.say("agency.head", name=quoted(asked, LONGEST)))
    if not found:
        yield esc(texts.say("agency.none"))
    for candidate in found:
        facts = {key: quoted(value, 120) if key != "link" else value for key, value in candidate.row.facts().items()}
        yield "• " + esc(texts.say(LINES.get(candidate.row.standing(today), "agency.other"), **facts))
    if found:
        yield esc(texts.say("agency.caution"))
    yield from _registers(scene, found)


def _registers(scene: Scene, found: list[Candidate]) -> Iterator[str]:
    """Where to look: the registers of the lists' countries, else of the person's own."""
    countries = list(dict.fromkeys([*(c.row.list.country for c in found), scene.country]))
    rows = [row for code in countries for row in places.registers(scene.library.countries, code)]
    if rows:
        yield ""
    for row in rows[:MOST_REGISTERS]:
        yield esc(scene.texts.say("agency.register", name=row.name, link=row.url))
