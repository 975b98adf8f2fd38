"""/help: what the bot does. And "who can help": the places of a country, with their dates."""

from bot import help as places
from bot import urgent
from bot.buttons import countries_row
from bot.codes import Memo
from bot.markup import bold, esc, small
from bot.model import Reply
from bot.scene import Scene
from checks.model import Level
from content.model import Helpline

MOST_PLACES = 5
MOST_REGISTERS = 3


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    texts = scene.texts
    keys = ("help.head", "unreadable.can", "why.rules", "help.never", "help.commands")
    lines = [_call(scene, scene.country), "", *(esc(texts.say(key)) for key in keys)]
    page = "\n".join(lines)
    memo = Memo(Level.CARE, "control")
    if not scene.country:
        return [Reply(page, countries_row(texts, memo.need, ""))]
    return [Reply(page), places_in(scene, scene.country, memo)]


async def who(scene: Scene, memo: Memo) -> list[Reply]:
    """The button under a warning."""
    return [places_in(scene, scene.country, memo)]


def places_in(scene: Scene, country: str, memo: Memo) -> Reply:
    """Emergency number, places for this need, and where to look a recruiter up; never an unchecked number."""
    texts, today, countries = scene.texts, scene.services.today(), scene.library.countries
    rows = places.helplines(countries, country, memo.need, today)[:MOST_PLACES]
    lines = [bold(_head(scene, country))] if memo.level is not Level.URGENT else []
    lines += [_call(scene, country)] if memo.need != "money" else []
    lines += [_line(scene, row, memo) for row in rows] or [esc(texts.say("who.none"))]
    if memo.level is not Level.URGENT:
        lines += _registers(scene, country)
    lines.append(small(texts.say("who.note" if country else "who.ask")))
    return Reply("\n".join(lines), countries_row(texts, memo.need, country))


def _head(scene: Scene, country: str) -> str:
    known = scene.library.countries.get(country)
    if known is None:
        return scene.texts.say("who.head")
    return scene.texts.say("who.head-in", country=scene.texts.say(f"place.{country}") or known.name)


def _call(scene: Scene, country: str) -> str:
    return urgent.call_line(scene.library.countries, country, scene.texts, scene.services.today())


def _line(scene: Scene, row: Helpline, memo: Memo) -> str:
    line = "• " + esc(places.describe(row, scene.texts, scene.services.today(), detail=2))
    return urgent.dull(line, row) if memo.level is Level.URGENT else line


def _registers(scene: Scene, country: str) -> list[str]:
    """Official places to look a recruiter up, by name and web address."""
    found = [r for r in places.registers(scene.library.countries, country) if r.url][:MOST_REGISTERS]
    lines = [esc(f"• {r.name}: {scene.texts.say('who.web', url=places.short_url(r.url))}") for r in found]
    return ["", esc(scene.texts.say("who.register")), *lines] if lines else []
