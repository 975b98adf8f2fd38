"""The look-up tables of the real content, made once for the tests about addresses."""

from functools import lru_cache

from checks.links import Index, index
from checks.lookalikes import Likeness, judge
from tests import once


@lru_cache(maxsize=1)
def known() -> Index:
    library = once.library()
    return index(library.brands, library.hosts, library.domain_words)


def seen(host: str) -> Likeness | None:
    """What the look-alike rules say about `host`."""
    typed = host if host.isascii() else host.encode("idna").decode("ascii")
    return judge(typed, known().tables)


def level(host: str) -> str:
    likeness = seen(host)
    return likeness.level if likeness else "none"
