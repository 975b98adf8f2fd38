"""/start: what this is, in four short lines, and the question for the country."""

from bot import store
from bot.markup import esc, small
from bot.model import Reply
from bot.scene import Scene, quietly
from bot.screens import country, desk, group, join, partner


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """Hello; then, for somebody whose country we do not know, the question for it."""
    if details := await group.details(scene, argument):
        return details
    if joined := await desk.take(scene, argument):
        return joined
    if room := await join.by_link(scene, argument):
        return room
    scene, welcome = await partner.arrive(scene, argument)
    texts = scene.texts
    lines = [esc(texts.say(f"start.{key}")) for key in ("hello", "how", "program")]
    lines += welcome
    lines.append(small(texts.say("start.phone")))
    hello = Reply("\n".join(lines))
    if scene.country:
        return [hello]
    await quietly(store.remember(scene.services.store, scene.at.chat, scene.services.today()))
    return [hello, country.letters(scene)]
