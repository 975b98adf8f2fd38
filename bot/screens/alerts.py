"""/alerts: short warnings, for who switches them on. What is kept for that is said before anything is kept.

Callback data: "alr|on", "alr|off" and, under each warning, "alr|stop".
"""

from sqlalchemy.exc import SQLAlchemyError

from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene
from bot.screens.country import names
from bot.store import readers
from bot.store.readers import Reads


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """Whether they are on, and for what; nothing is switched on by coming here."""
    if scene.country not in names(scene):
        return [Reply(esc(scene.texts.say("alerts.country")))]
    now = await readers.reads(scene.services.store, scene.at.chat)
    return [_offer(scene) if now is None else _on(scene, now, "alerts.is-on")]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """On, off, or off by the button of a warning; [] for data we did not write."""
    try:
        if rest in ("off", "stop"):
            await readers.leave(scene.services.store, scene.at.chat)
            return [Reply(esc(scene.texts.say("alerts.off")), _row((scene.texts.say("alerts.turn-on"), "alr|open")))]
        if rest == "open" or (rest == "on" and scene.country not in names(scene)):
            return await show(scene)
        if rest != "on":
            return []
        wanted = Reads(scene.country, scene.texts.tag)
        await readers.join(scene.services.store, scene.at.chat, wanted)
        return [_on(scene, wanted, "alerts.on")]
    except SQLAlchemyError:
        return [Reply(esc(scene.texts.say("alerts.trouble")))]


def _offer(scene: Scene) -> Reply:
    texts, values = scene.texts, _named(scene, Reads(scene.country, scene.texts.tag))
    lines = [texts.say("alerts.what"), texts.say("alerts.for", **values)]
    lines += [texts.say(f"alerts.{key}") for key in ("who", "kept", "others")]
    return Reply("\n".join(map(esc, lines)), _row((texts.say("alerts.turn-on"), "alr|on")))


def _on(scene: Scene, now: Reads, key: str) -> Reply:
    texts, chosen = scene.texts, Reads(scene.country, scene.texts.tag)
    lines, buttons = [texts.say(key, **_named(scene, now))], [(texts.say("alerts.turn-off"), "alr|off")]
    if now != chosen:
        lines.append(texts.say("alerts.changed", **_named(scene, chosen)))
        buttons.insert(0, (texts.say("alerts.change", **_named(scene, chosen)), "alr|on"))
    return Reply("\n".join(map(esc, lines)), _row(*buttons))


def _named(scene: Scene, reads: Reads) -> dict[str, str]:
    language = scene.library.languages.get(reads.language)
    return {"country": names(scene).get(reads.country, reads.country), "language": language.name if language else "…"}


def _row(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    return tuple((button,) for button in buttons)
