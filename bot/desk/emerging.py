"""New scripts: texts with warning signs that spread. Fingerprints, signs, days; no text is here, none was kept."""

from urllib.parse import quote

from starlette.responses import Response

from bot.alerts import NotTaken, tidy
from bot.desk.door import Page, Visit, see
from bot.desk.html import Html, alert, form, html, say, table
from bot.store import alerts, emerging, partners
from bot.store.emerging import LEAST, Campaign
from bot.texts import Texts, choose, texts_of

PATH = "/desk/emerging"
SIGNS = 3  # in a draft
HEADS = (
    "Signs",
    "Known story",
    "Languages",
    "Countries",
    "People, last 7 days",
    "7 days before",
    "First seen",
    "Action",
)
LEAD = (
    "Texts with warning signs that more people sent in the last seven days than in the seven before. Each row "
    "is many texts that are nearly the same. Only fingerprints and signs are kept, for 14 days: no text, and "
    "nothing of who sent it. Counts are rounded down to fives, and nothing under five people is shown."
)


async def _show(visit: Visit) -> Response:
    if visit.services.lookout is None:
        return visit.page("New scripts", say("This is switched off by the people who run the bot (EMERGING=no)."))
    found = await emerging.rising(visit.services.store, visit.services.today())
    rows = [_cells(visit, one) for one in found]
    return visit.page("New scripts", say(LEAD) + table("What spreads now", HEADS, rows))


def _cells(visit: Visit, one: Campaign) -> tuple[object, ...]:
    texts = texts_of(visit.services.library, "en")
    script = visit.services.library.scripts.get(one.script)
    signs = Html("<br>".join(html(line) for line in titles(texts, one.flags)))
    draft = ""
    if visit.account.may("reviewer"):
        inner = Html(f'<input type="hidden" name="id" value="{one.id}">')
        draft = form(PATH, visit.form_key, inner, "Draft a warning")
    before = fives(one.before)
    names = ", ".join(one.languages) or "-", ", ".join(one.countries) or "-"
    return (signs, script.name if script else "-", *names, fives(one.people), before, one.first.isoformat(), draft)


def fives(count: int) -> str:
    """Rounded down, so that nobody can be counted."""
    return f"{count // LEAST * LEAST:,} or more" if count >= LEAST else "fewer than 5"


def titles(texts: Texts, flags: tuple[str, ...]) -> list[str]:
    """The signs in words, without full stops."""
    found = (texts.first((f"flag.{flag}.title", "flag-default.title")).rstrip(".") for flag in flags)
    return list(dict.fromkeys(found))


async def _draft(visit: Visit) -> Response:
    """A draft that a person reads, changes and shows to another before it goes anywhere."""
    store, account = visit.services.store, visit.account
    one = await emerging.campaign(store, visit.sent.get("id", ""), visit.services.today())
    if one is None or visit.services.lookout is None:
        return visit.missing()
    partner = await partners.find(store, account.partner)
    country = next(iter(one.countries), partner.country if partner else "")
    tag = choose(visit.services.library, *one.languages, partner.language if partner else "")
    texts = texts_of(visit.services.library, tag)
    lines = [f"• {title}" for title in titles(texts, one.flags)[:SIGNS]]
    text = "\n".join([texts.say("alerts.draft"), *lines, texts.say("alerts.draft-end")])
    if country not in visit.services.library.countries:
        return see(f"/desk/alerts?language={tag}&text={quote(text)}")
    try:
        new = alerts.Draft(account.partner, country, tag, tidy(text), account.id)
        number = await alerts.draft(store, new, visit.services.today(), visit.desk.now)
    except (NotTaken, alerts.NotTaken) as error:
        return visit.page("Not taken", alert(str(error)), 400)
    await visit.note("alert.draft", number)
    return see(f"/desk/alerts/{number}")


PAGES = (Page(PATH, "viewer", show=_show, name="New scripts"), Page(PATH, "reviewer", act=_draft))
