"""The sets of made-up offers that a room looks at together: which languages have them, what they must keep."""

from collections.abc import Iterator

from content.model import Library, Problem

FILE = "workshop.toml"


def spoken(library: Library, name: str) -> tuple[str, ...]:
    """Tags of the languages that have every text of the set `name`, English first."""
    wanted = (*library.workshops[name].keys(), f"workshop.set.{name}", "workshop.ask-offer")
    tags = (x.tag for x in library.languages.values() if all(x.texts.get(key) for key in wanted))
    return tuple(sorted(tags, key=lambda tag: (tag != "en", tag)))


def workshops_are_written(library: Library) -> Iterator[Problem]:
    """Promise: every offer names known flags, stands once, and has its English words."""
    english = library.languages["en"].texts if "en" in library.languages else {}
    for entry in library.workshops.values():
        for name in {n for offer in entry.offers for n in offer.shows} - library.flags.keys():
            yield Problem(FILE, entry.id, f"there is no flag “{name}”", "Mend the name")
        if len({offer.id for offer in entry.offers}) < len(entry.offers):
            yield Problem(FILE, entry.id, "an offer stands twice", "Give each its own id")
        for key in (f"workshop.set.{entry.id}", *entry.keys()):
            if key not in english:
                yield Problem("languages/en/texts/workshop.toml", key, "missing key", "Write it")
