"""/privacy and /dispute: what is kept, and how somebody on a list can answer."""

from urllib.parse import quote

from bot.scene import Scene
from bot.screens import privacy as bots
from bot.texts import Texts
from bot.web.html import blocks, bullets, esc, link, says
from content.model import Library
from content.organisations import AgencyList


async def privacy(scene: Scene) -> str:
    """What this page keeps (nothing), and what the bot says of itself."""
    texts = scene.texts
    keys = [f"web.privacy-{name}" for name in ("text", "none", "count", "road", "shared")]
    chat = "\n".join(reply.html for reply in await bots.show(scene))
    return (
        f"<h1>{esc(texts.say('web.privacy-head'))}</h1>{says(texts, *keys)}"
        f"<h2>{esc(texts.say('web.privacy-bot'))}</h2>{blocks(chat).replace('h2>', 'h3>')}"
    )


def dispute(texts: Texts, library: Library, mail: str, form: str) -> str:
    """The way to have a row put right: the office that made the list, and the people who run this. `form` is HTML."""
    say = texts.say
    lists = bullets(_line(texts, one) for one in sorted(library.agencies, key=lambda one: (one.country, one.id)))
    return (
        f"<h1>{esc(say('web.dispute-head'))}</h1>{says(texts, 'web.dispute-lists', 'web.dispute-first')}"
        f"{_mail(texts, mail)}{says(texts, 'web.dispute-what', 'web.dispute-sign')}{form}"
        f"<h2>{esc(say('web.lists-head'))}</h2>{lists}"
    )


def _mail(texts: Texts, mail: str) -> str:
    if not mail:
        return says(texts, "web.dispute-none")
    address = f'<a href="mailto:{esc(quote(mail, safe="@+"))}">{esc(mail)}</a>'
    before, _, after = texts.say("web.dispute-mail", mail="\0").partition("\0")
    return f"<p>{esc(before)}{address}{esc(after)}</p>"


def _line(texts: Texts, one: AgencyList) -> str:
    name = f'<span lang="en" dir="ltr">{esc(one.name)}: {esc(one.authority)} ({esc(one.country)})</span>'
    return f"{name}<br>{esc(texts.say('web.list-date', date=one.list_date))}<br>{link(one.url)}"
