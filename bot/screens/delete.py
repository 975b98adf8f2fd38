"""/delete: erase what we keep, offer to delete messages, and say honestly what neither of that can do."""

from bot import store
from bot.markup import esc
from bot.model import Reply
from bot.scene import Scene


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """Our row goes at once; messages only when asked, because a sudden change can be noticed."""
    await store.forget(scene.services.store, scene.at.chat)
    texts = scene.texts
    keys = ("delete.done", "delete.later", "report.erased", "delete.can", "delete.cannot", "delete.choice")
    lines = [esc(texts.say(key)) for key in keys]
    row = ((texts.say("button.erase"), "del|erase"), (texts.say("button.keep"), "del|keep"))
    return [Reply("\n".join(lines), (row,))]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """The answer to an erasure is a toast, so that it leaves no new message behind."""
    if rest == "open":
        return await show(scene)
    if rest == "erase":
        return [Reply(esc(scene.texts.say("delete.erased")), toast=True, erase=True)]
    return [Reply(esc(scene.texts.say("delete.kept")), edit=True)] if rest == "keep" else []
