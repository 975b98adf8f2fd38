"""/desk: a link to the partners' pages for who has an account. For everybody else it is a command we do not know."""

from bot.markup import esc
from bot.model import Reply
from bot.scene import Scene
from bot.screens import help
from bot.store import accounts, audit, visits


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """The link, for a chat of one's own; it works once, for ten minutes."""
    services, chat = scene.services, scene.at.chat
    account = await accounts.of_chat(services.store, chat) if services.desk and chat >= 0 else None
    if account is None:
        return await help.show(scene, argument)
    word = await visits.link(services.store, account.id, int(services.now()))
    address = f"{services.desk}/desk/in/{word}"
    button = ((scene.texts.say("desk.open"), address),)
    # Telegram takes no button to an address without https: then it stands in the text.
    lines = [scene.texts.say("desk.link"), *([] if address.startswith("https://") else [address])]
    return [Reply(esc("\n".join(lines)), (button,) if address.startswith("https://") else ())]


async def take(scene: Scene, code: str) -> list[Reply]:
    """Somebody opens an invitation. [] for what is none: then it is an ordinary start."""
    services, chat = scene.services, scene.at.chat
    if not accounts.is_invitation(code) or chat < 0:
        return []
    now = int(services.now())
    account = await accounts.take(services.store, chat, code, services.today(), now)
    if account is None:
        return [Reply(esc(scene.texts.say("desk.old")))]
    await audit.note(services.store, account, "account.take", account.id, now)
    return [Reply(esc(scene.texts.say("desk.joined")))]
