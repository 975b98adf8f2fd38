"""The destinations check: where the offer leads. Every place is only a cue; flags join it with the kind of work."""

from collections.abc import Iterator

from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from content.country import Destinations

NAME = "destinations"


def check(reading: Reading, known: Destinations) -> Outcome:
    """Cues: work in a country with scam compounds, at a place known for them, or outside the reader's country."""
    return Outcome(NAME, cues=tuple(_cues(reading, known)))


def _cues(reading: Reading, known: Destinations) -> Iterator[Finding]:
    home = reading.offer.country or _first_country(reading)
    for place in reading.entities.places:
        facts = {"country": place.country, "place": place.name}
        if place.country in known.countries and place.country != reading.offer.country:
            yield _at(reading, place.span, "southeast-asia", facts)
        if place.name in known.places:
            yield _at(reading, place.span, "compound-place", facts)
        if home and place.country and place.country != home:
            yield _at(reading, place.span, "abroad-work", facts)


def _at(reading: Reading, span: Span, cue: str, facts: dict[str, str]) -> Finding:
    return Finding(cue, NAME, span, span.quote(reading.offer.text), facts)


def _first_country(reading: Reading) -> str:
    """Without the reader's country: the first one named, so that "for Nepalis, work in Qatar" is work abroad."""
    return next((place.country for place in reading.entities.places if place.country), "")
