"""The country where the work is: who can help there, how to check a recruiter, what the law says about fees.

Callback data is "dst|<need>|<step>|<country or letter>"; the country travels in the button, nothing is kept.
"""

from collections.abc import Iterator

from bot import help as places
from bot.buttons import Rows
from bot.codes import NEEDS, Memo, Need, need_letter
from bot.markup import bold, esc, small
from bot.model import Reply
from bot.scene import Scene
from bot.screens import country, help
from checks.fold import fold
from checks.model import Level
from checks.reading import places as atlas
from content.country import Country, FeeRule

MOST_REGISTERS = 3
READ = 4_000  # code points in which the country of the work is looked for
CONFIDENCE = ("high", "medium", "low")


def row(scene: Scene, code: str, need: Need) -> Rows:
    """A button for the country an offer names (`named`); none for ""."""
    if not code:
        return ()
    there = country.name_of(scene, code)
    return (((scene.texts.say("abroad.there", country=there), f"dst|{need_letter(need)}|set|{code}"),),)


def named(scene: Scene, text: str) -> str:
    """The first country an offer names, other than the person's own, that we know; or ""."""
    found = dict.fromkeys(place.country for place in atlas.find(fold(text[:READ])))
    return next((code for code in found if code != scene.country and country.name_of(scene, code)), "")


async def press(scene: Scene, rest: str) -> list[Reply]:
    """One step of the choice, or a page; [] for data we did not write."""
    need, _, rest = rest.partition("|")
    step, _, what = rest.partition("|")
    if need not in NEEDS:
        return []
    if step in ("open", "letters"):
        return [country.letters(scene, need, "abroad.ask", "dst")]
    if step == "names":
        return [country.names_with(scene, what, need, "dst")]
    if what not in country.names(scene):
        return []
    return {"set": [_there(scene, what, NEEDS[need])], "check": [_check(scene, what)]}.get(step, [])


def _there(scene: Scene, code: str, need: Need) -> Reply:
    """Who can help in another country, and the way to the embassy."""
    page = help.places_in(scene, code, Memo(Level.CARE, need))
    name = country.names(scene)[code]
    own = scene.country and scene.country != code
    lines = [page.html, esc(scene.texts.say("abroad.embassy", country=name))] if own else [page.html]
    return Reply("\n".join(lines), page.rows)


def _check(scene: Scene, code: str) -> Reply:
    return Reply("\n".join(_page(scene, scene.library.countries[code])))


def _page(scene: Scene, known: Country) -> Iterator[str]:
    """Registers with their how-to in one line, the rule about fees with law and source; else the world's."""
    texts, name = scene.texts, country.names(scene)[known.code]
    yield bold(texts.say("abroad.check-head", country=name))
    for register in known.registers[:MOST_REGISTERS]:
        web = texts.say("who.web", url=places.short_url(register.url)) if register.url else ""
        yield "• " + esc(
            texts.say("abroad.register", name=register.name, how=register.how, web=web).removesuffix(" ()")
        )
    if not known.registers:
        yield esc(texts.say("abroad.no-register", country=name))
    yield ""
    own = _fee(known)
    world = scene.library.countries.get(places.WORLD)
    if rule := own or (_fee(world) if world else None):
        yield esc(texts.say("abroad.fee" if own else "abroad.fee-world", country=name, rule=rule.rule))
        yield esc(texts.say("abroad.law", law=rule.law, url=places.short_url(rule.source)))
    yield small(texts.say("abroad.law-note"))


def _fee(known: Country) -> FeeRule | None:
    """The rule about fees we are surest of."""
    return min(known.fees, key=lambda rule: CONFIDENCE.index(rule.confidence), default=None)
