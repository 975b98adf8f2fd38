"""All pages of the desk. Another page: a `Page` in a module of its own, and that module's PAGES named here."""

from dataclasses import replace

from starlette.routing import Route

from bot.desk import alerts, content, disputes, emerging, entry, home, numbers, reports
from bot.desk.door import Desk, Page, route
from bot.scene import Services
from bot.settings import Settings

PAGES: tuple[Page, ...] = (
    home.HOME,
    *numbers.PAGES,
    *emerging.PAGES,
    *alerts.PAGES,
    *reports.PAGES,
    *disputes.PAGES,
    *content.PAGES,
    *home.PAGES,
    *entry.PAGES,
)


def desk_routes(settings: Settings, services: Services) -> list[Route]:
    """The routes, for where the operator switched the pages on."""
    menu = [(page.path, page.name, page.role) for page in PAGES if page.name]
    desk = replace(Desk(services, secure=settings.public_url.startswith("https://")), menu=menu)
    return [*entry.entry(desk), *(route(desk, page) for page in PAGES)]
