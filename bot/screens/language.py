"""/language: choose the language of the answers, each named in itself."""

from bot import store
from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene
from bot.texts import offered, texts_of

A_ROW = 2


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """The languages as buttons; "/language es" chooses at once."""
    if argument:
        return await choose(scene, argument.lower())
    return [_list(scene, "language.ask")]


async def choose(scene: Scene, tag: str) -> list[Reply]:
    if tag not in offered(scene.library):
        return [_list(scene, "language.none")]
    services = scene.services
    await store.remember(services.store, scene.at.chat, services.today(), language=tag)
    return [Reply(esc(texts_of(scene.library, tag).say("language.set")), edit=True)]


def _list(scene: Scene, key: str) -> Reply:
    buttons: list[Button] = [(scene.library.languages[tag].name, f"lang|{tag}") for tag in offered(scene.library)]
    rows = tuple(tuple(buttons[i : i + A_ROW]) for i in range(0, len(buttons), A_ROW))
    return Reply(esc(scene.texts.say(key)), rows)
