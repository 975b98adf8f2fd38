"""The public pages, for people without Telegram: the routes, and who gets which language. Off unless switched on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.limits import Limits
from bot.scene import Scene, Services
from bot.screens import country as countries
from bot.settings import Settings
from bot.store import Known
from bot.texts import Texts, choose, offered, texts_of
from bot.web import api, disputes
from bot.web.bodies import FORM, Refused, body, fields
from bot.web.how import how
from bot.web.html import blocks, document, esc, form, says
from bot.web.looked import NOWHERE, answer, spoken
from bot.web.looker import Looker
from bot.web.notices import dispute, privacy
from bot.web.visitors import Visitors
from checks.model import Offer, Verdict

MOST_CHARACTERS = 20_000  # of a pasted text
MOST_BYTES = 1024 * 1024  # of a form; more than we check, so that most who paste too much get a word and no broken line
WAIT_S = "60"
AN_HOUR = "public, max-age=3600"
Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are made from."""

    services: Services
    visitors: Visitors
    look: Looker
    mail: str

    @property
    def languages(self) -> dict[str, str]:
        return {tag: self.services.library.languages[tag].name for tag in offered(self.services.library)}

    def scene(self, language: str, country: str = "") -> Scene:
        """A turn without a chat, for somebody who chose these; what we do not know counts as not chosen."""
        texts = texts_of(self.services.library, language)
        scene = Scene(NOWHERE, texts, Known(language, country), self.services)
        return scene if country in ("", *countries.names(scene)) else self.scene(language)


def public(settings: Settings, services: Services) -> list[Route]:
    """The routes of the pages and of the API."""

    def fresh() -> Limits:
        return Limits(settings.page_burst, settings.page_a_minute, settings.pages_a_minute)

    look_at = Looker(services.check)
    site = Site(services, Visitors(fresh, services.today), look_at, settings.contact_email)
    told = lru_cache(maxsize=4)(lambda tag: how(texts_of(services.library, tag), services.library))

    async def words(offer: Offer, verdict: Verdict) -> str:
        language = choose(services.library, offer.language)
        return await spoken(offer, verdict, site.scene(language, offer.country))

    async def show_how(request: Request) -> Response:
        return _page(site, request, told(_language(site, request)), cache=AN_HOUR)

    async def show_privacy(request: Request) -> Response:
        return _page(site, request, await privacy(site.scene(_language(site, request))))

    show_dispute, take_dispute = disputes.handlers(_disputes(site))

    async def ask(request: Request) -> Response:
        return _home(site, request)

    async def look(request: Request) -> Response:
        return await _look(site, request)

    return [
        Route("/", ask),
        Route("/", look, methods=["POST"]),
        Route("/how", show_how),
        Route("/privacy", show_privacy),
        Route("/dispute", show_dispute),
        Route("/dispute", take_dispute, methods=["POST"]),
        *api.routes(settings, look_at, words),
    ]


def _disputes(site: Site) -> disputes.Disputes:
    services = site.services
    return disputes.Disputes(
        services,
        disputes.sending(services),
        disputes.asking(services),
        lambda request: texts_of(services.library, _language(site, request)),
        lambda texts, form: dispute(texts, services.library, site.mail, form),
        lambda request, content, status: _page(site, request, content, status),
    )


def _home(site: Site, request: Request) -> Response:
    scene = site.scene(_language(site, request))
    return _page(site, request, _head(scene.texts) + _form(site, scene))


async def _look(site: Site, request: Request) -> Response:
    """The answer; or in plain words why there is none."""
    try:
        scene, text = await _sent(site, request)
        said, urgent = await answer(text, scene, site.look)
    except Refused as error:
        return _refusal(site, request, site.scene(_language(site, request)), error)
    texts = scene.texts
    leave = f'<p><a href="/?lang={esc(texts.tag)}">{esc(texts.say("web.leave"))}</a></p>'
    again = f"<h2>{esc(texts.say('web.again'))}</h2>{_form(site, scene)}"
    head = f"<h1>{esc(texts.say('web.answer'))}</h1>"
    return _page(site, request, head + said + leave + ("" if urgent else again), language=texts.tag)


async def _sent(site: Site, request: Request) -> tuple[Scene, str]:
    """What was chosen and pasted. Raises Refused."""
    if not site.visitors.may(request.client.host if request.client else ""):
        raise Refused(429, "check.slow")
    sent = fields(await body(request, FORM, MOST_BYTES))
    text = sent.get("text", "").replace("\r\n", "\n")
    if len(text) > MOST_CHARACTERS:
        raise Refused(413, "check.long")
    language = choose(site.services.library, sent.get("lang", ""), _language(site, request))
    return site.scene(language, sent.get("country", "")), text


def _refusal(site: Site, request: Request, scene: Scene, error: Refused) -> Response:
    texts = scene.texts
    said = f'<div class="answer" role="alert">{says(texts, error.key)}</div>'
    page = f"<h1>{esc(texts.say('web.problem'))}</h1>{said}{_form(site, scene)}"
    return _page(site, request, page, error.status, language=texts.tag)


def _head(texts: Texts) -> str:
    return f"<h1>{esc(texts.say('web.home'))}</h1>{blocks(esc(texts.say('web.lead')))}"


def _form(site: Site, scene: Scene) -> str:
    return form(scene.texts, site.languages, countries.names(scene), scene.country)


def _language(site: Site, request: Request) -> str:
    """Chosen in the address, else what the browser asks for, else English."""
    accepted = request.headers.get("accept-language", "")[:200].split(",")
    ranked = sorted(((_weight(part), -at, part) for at, part in enumerate(accepted)), reverse=True)
    wishes = (part.partition(";")[0].strip() for weight, _, part in ranked if weight > 0)
    return choose(site.services.library, request.query_params.get("lang", "")[:20], *wishes)


def _weight(part: str) -> float:
    """ "de;q=0.5" weighs 0.5, and what cannot be read nothing."""
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


def _page(
    site: Site, request: Request, content: str, status: int = 200, *, language: str = "", cache: str = "no-store"
) -> Response:
    tag = language or _language(site, request)
    texts = texts_of(site.services.library, tag)
    headers = {"Content-Language": tag, "Vary": "Accept-Language", "Cache-Control": cache}
    if status in (429, 503):
        headers["Retry-After"] = WAIT_S
    return HTMLResponse(document(texts, request.url.path, content, site.languages), status, headers)
