"""A partner's helpline among the places that help, for who came through its link. Pure."""

from dataclasses import replace

from bot.help import PARTNER
from bot.store.partners import Partner
from content.country import Country, Helpline
from content.model import Library


def with_partner(library: Library, partner: Partner, country: str) -> Library:
    """The library with the partner's line in its country and in the person's; where the work is, nothing changes."""
    line, countries = line_of(partner), dict(library.countries)
    for code in {country, partner.country} & countries.keys():
        countries[code] = _beside(countries[code], line)
    return replace(library, countries=countries)


def _beside(country: Country, line: Helpline) -> Country:
    return replace(country, helplines=(line, *country.helplines))


def line_of(partner: Partner) -> Helpline:
    """Its source is the partner itself, its date the day it was given: with age the number goes, as any other."""
    return Helpline(
        name=partner.helpline or partner.name,
        kind=PARTNER,
        source=partner.name,
        confidence="medium",
        status="shown",
        phone=partner.phone,
        url=partner.url,
        operator=partner.name,
        source_date=partner.given.isoformat(),
    )
