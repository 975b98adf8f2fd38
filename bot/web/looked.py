"""The answer to a pasted text: the very page the bot sends, and under it what its buttons would say.

Nothing is counted, stored or looked up outside.
"""

from collections.abc import Awaitable, Callable

from bot.codes import Memo, unpack
from bot.markup import esc, plain
from bot.model import At, Reply
from bot.reply import render
from bot.scene import Scene
from bot.screens import check, help, recruiter
from bot.web.html import blocks
from bot.web.html import esc as attribute
from bot.web.looker import Looker
from checks import BadOffer
from checks.model import Level, Offer, Verdict

NOWHERE = At(0, 0)  # no chat: nothing on this road may ask for one
Screen = Callable[[Scene, Memo], Awaitable[list[Reply]]]
SHOWN: dict[str, Screen] = {
    "src-o": check.was_offer,
    "src-w": check.was_warning,
    "src-q": check.was_question,
    "why": check.why,
    "todo": check.todo,
    "help": help.who,
}


async def answer(text: str, scene: Scene, look: Looker) -> tuple[str, bool]:
    """The answer as HTML, and whether it is one for danger now. Raises Refused when too many ask at once."""
    offer = Offer(text, scene.country, scene.texts.tag)
    try:
        verdict = await look(offer)
    except BadOffer:
        return _sentence(scene, "check.bad"), False
    if verdict.level is Level.NONE and not verdict.asks_source and check.too_short(offer):
        return _sentence(scene, "check.short"), False
    reply = await _reply(offer, verdict, scene)
    urgent = verdict.level is Level.URGENT
    label = attribute(scene.texts.say("web.answer"))
    page = f'<section class="answer" aria-label="{label}">{blocks(reply.html)}</section>'
    return page + await _more(reply, scene, urgent=urgent), urgent


async def spoken(offer: Offer, verdict: Verdict, scene: Scene) -> str:
    """The answer as plain text, for those who send it on by SMS or another messenger; in danger with who can help."""
    reply = await _reply(offer, verdict, scene)
    pages = [reply.html]
    if verdict.level is Level.URGENT:
        pages += [page.html for _, said in await _behind(reply, scene, urgent=True) for page in said]
    return "\n\n".join(map(plain, pages))


def _sentence(scene: Scene, key: str) -> str:
    return f'<p class="answer" role="alert">{esc(scene.texts.say(key))}</p>'


async def _reply(offer: Offer, verdict: Verdict, scene: Scene) -> Reply:
    page = render(verdict, offer, scene.texts, scene.library, scene.services.today())
    if verdict.level is Level.URGENT or not recruiter.alone(offer):
        return page
    rows = await recruiter.listed(offer, scene)
    return recruiter.page(page, offer, verdict, rows, scene)


async def _more(reply: Reply, scene: Scene, *, urgent: bool) -> str:
    """What stands behind the buttons; in danger it lies open."""
    parts: list[str] = []
    for label, said in await _behind(reply, scene, urgent=urgent):
        page = "\n".join(one.html for one in said)
        parts.append(f"<details{' open' if urgent else ''}><summary>{esc(label)}</summary>{blocks(page)}</details>")
    return "".join(parts)


async def _behind(reply: Reply, scene: Scene, *, urgent: bool) -> list[tuple[str, list[Reply]]]:
    """The labels of the buttons that only show words, each with what it shows."""
    found: list[tuple[str, list[Reply]]] = []
    for label, data in (button for row in reply.rows for button in row):
        verb, _, rest = data.partition("|")
        memo = unpack(rest, scene.library.flags, scene.library.scripts) if verb in SHOWN else None
        if memo is None or (verb == "help" and not scene.country and not urgent):
            continue
        found.append((label, await SHOWN[verb](scene, memo)))
    return found
