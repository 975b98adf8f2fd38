"""The pages an operator has switched on. Those that are off are not brought into memory."""

from starlette.routing import Route

from bot.scene import Services
from bot.settings import Settings


def pages(settings: Settings, services: Services) -> list[Route]:
    """The public page and the API; the partners' pages."""
    found: list[Route] = []
    if settings.public_page:
        from bot.web.public import public  # noqa: PLC0415  # see above

        found += public(settings, services)
    if settings.desk:
        from bot.desk.routes import desk_routes  # noqa: PLC0415  # 3 MB

        found += desk_routes(settings, services)
    return found
