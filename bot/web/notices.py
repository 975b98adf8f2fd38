"""/privacy and /dispute: what is kept, and how somebody on a list can answer."""

from urllib.parse import quote

from bot.scene import Scene
from bot.screens import privacy as bots
from bot.texts import Texts
from bot.web.html import blocks, esc, link, says
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


def dispute(texts: Texts, library: Library, mail: str) -> str:
    """The way to have a row put right: the office that made the list, and the people who run this."""
    say = texts.say
    heads = "".join(f'<th scope="col">{esc(say(key))}</th>' for key in ("web.list", "web.list-by", "web.list-date"))
    rows = "".join(_row(one) for one in sorted(library.agencies, key=lambda one: (one.country, one.id)))
    return (
        f"<h1>{esc(say('web.dispute-head'))}</h1>{says(texts, 'web.dispute-lists', 'web.dispute-first')}"
        f"{_mail(texts, mail)}{says(texts, 'web.dispute-what', 'web.dispute-sign')}"
        f"<h2>{esc(say('web.lists-head'))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _mail(texts: Texts, mail: str) -> str:
    if not mail:
        return says(texts, "web.dispute-none")
    address = f'<a href="mailto:{esc(quote(mail, safe="@+"))}">{esc(mail)}</a>'
    before, _, after = texts.say("web.dispute-mail", mail="\0").partition("\0")
    return f"<p>{esc(before)}{address}{esc(after)}</p>"


def _row(one: AgencyList) -> str:
    who = f'<span lang="en" dir="ltr">{esc(one.authority)} ({esc(one.country)})</span><br>{link(one.url)}'
    return f'<tr><td lang="en" dir="ltr">{esc(one.name)}</td><td>{who}</td><td>{one.list_date}</td></tr>'
