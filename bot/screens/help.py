"""/help: what the bot does. And "who can help": the places of a country, with their dates."""

import re
from collections.abc import Sequence

from bot import counting, urgent
from bot import help as places
from bot.buttons import Rows, countries_row
from bot.codes import Memo, Need, need_letter
from bot.markup import bold, esc, small
from bot.model import COPY, Reply
from bot.scene import Scene, quietly
from checks.model import Level
from content.country import Helpline

MOST_PLACES = 5
MOST_REGISTERS = 3
MOST_COPIED = 6
LESSONS = ("learn", "story")  # commands that are named by their line in Telegram's list
DIALLED = re.compile(r"\+?[\d(][\d ()/.-]{1,24}")  # one number; several in one field are not copied


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    texts = scene.texts
    keys = ("help.head", "unreadable.can", "why.rules", "help.never", "help.commands")
    more = (f"/{name} {texts.say(f'command.{name}')}" for name in LESSONS)
    lines = [_call(scene, scene.country), "", *(esc(texts.say(key)) for key in keys), *map(esc, more)]
    page = "\n".join(lines)
    memo = Memo(Level.CARE, "control")
    if not scene.country:
        return [Reply(page, countries_row(texts, memo.need, ""))]
    return [Reply(page), places_in(scene, scene.country, memo)]


async def who(scene: Scene, memo: Memo) -> list[Reply]:
    """The button under a warning."""
    countries, today = scene.library.countries, scene.services.today()
    rows = places.helplines(countries, scene.country, memo.need, today)[:MOST_PLACES] if scene.country else []
    await quietly(counting.note(scene, counting.helplines(row.name for row in rows)))
    return [places_in(scene, scene.country, memo)]


def places_in(scene: Scene, country: str, memo: Memo) -> Reply:
    """Emergency number, places for this need, and where to look a recruiter up; never an unchecked number."""
    texts, today, countries = scene.texts, scene.services.today(), scene.library.countries
    rows = places.helplines(countries, country, memo.need, today)[:MOST_PLACES]
    lines = [bold(_head(scene, country))] if memo.level is not Level.URGENT else []
    lines += [_call(scene, country)] if memo.need != "money" else []
    if rows and country not in ("", places.WORLD) and set(rows) <= _world(scene):
        lines.append(esc(texts.say("abroad.only-world", country=_name(scene, country))))
    lines += [_line(scene, row, memo) for row in rows] or [esc(texts.say("who.none"))]
    more: Rows = ()
    if memo.level is not Level.URGENT:
        lines += registers(scene, country)
        more = (*copy_rows(scene, rows), *abroad_rows(scene, country, memo))
    lines.append(small(texts.say("who.note" if country else "who.ask")))
    return Reply("\n".join(lines), (*countries_row(texts, memo.need, country), *more))


def nearest(scene: Scene, need: Need) -> str:
    """One place that helps with `need`, in a line, with its numbers; else how to find one."""
    texts, today = scene.texts, scene.services.today()
    if not scene.country:
        return esc(texts.say("reply.helpline-any"))
    rows = places.helplines(scene.library.countries, scene.country, need, today)
    if not rows:
        return esc(texts.say("reply.helpline-any"))
    return esc(texts.say("reply.helpline", who=places.describe(rows[0], texts, today)))


def _world(scene: Scene) -> set[Helpline]:
    known = scene.library.countries.get(places.WORLD)
    return set(known.helplines if known else ())


def copy_rows(scene: Scene, rows: Sequence[Helpline]) -> Rows:
    """Buttons that copy the numbers on the page, as long as they may be shown."""
    today = scene.services.today()
    numbers = [n for row in rows if places.callable_now(row, today) for n in (row.phone, row.from_abroad)]
    dialled = list(dict.fromkeys(n for n in numbers if DIALLED.fullmatch(n)))[:MOST_COPIED]
    buttons = [(scene.texts.say("abroad.copy", phone=n), f"{COPY}{n}") for n in dialled]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def abroad_rows(scene: Scene, country: str, memo: Memo) -> Rows:
    """Where else to look: how to check a recruiter, the country of the work, and the place where it was found."""
    say = scene.texts.say
    first = ((say("abroad.check"), f"dst|{need_letter(memo.need)}|check|{country}"),) if country else ()
    second = ((say("abroad.button"), f"dst|{need_letter(memo.need)}|open|"), (say("found.button"), "fnd|"))
    return (first, second) if first else (second,)


def _head(scene: Scene, country: str) -> str:
    name = _name(scene, country)
    return scene.texts.say("who.head-in", country=name) if name else scene.texts.say("who.head")


def _name(scene: Scene, country: str) -> str:
    known = scene.library.countries.get(country)
    return (scene.texts.say(f"place.{country}") or known.name) if known else ""


def _call(scene: Scene, country: str) -> str:
    return urgent.call_line(scene.library.countries, country, scene.texts, scene.services.today())


def _line(scene: Scene, row: Helpline, memo: Memo) -> str:
    line = "• " + esc(places.describe(row, scene.texts, scene.services.today(), detail=2))
    return urgent.dull(line, row) if memo.level is Level.URGENT else line


def registers(scene: Scene, country: str) -> list[str]:
    """Official places to look a recruiter up, by name and web address."""
    found = [r for r in places.registers(scene.library.countries, country) if r.url][:MOST_REGISTERS]
    lines = [esc(f"• {r.name}: {scene.texts.say('who.web', url=places.short_url(r.url))}") for r in found]
    return ["", esc(scene.texts.say("who.register")), *lines] if lines else []
