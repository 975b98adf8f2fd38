"""Where a host name is cut: what somebody registered, under which ending, and whether strangers share that ending.

Hosts filled by strangers (github.io, weebly.com) are endings here, resolved before anybody's own domain is looked
for: "indeed.weebly.com" is the tenant "indeed" of weebly.com, whoever owns weebly.com.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.reading import hosts

# Second-level endings that only public bodies get, wherever the public suffix list has them ("gov.ph", "go.ke"). Of
# .gov: "exists so that the online services of U.S.-based government organizations are easy to identify", and its
# registry lists every name with the public body that has it (github.com/cisagov/dotgov-data, read on 2026-11-22).
_PUBLIC = frozenset("gov gob gouv govt go gub gv gc mil mod nhs police admin fed".split())
_PUBLIC_TOP = frozenset("gov mil int".split())
_NOT_PUBLIC = frozenset(("go.it", "go.ci", "go.cr.it"))  # "go" is the province of Gorizia there
_SCHOOLS = frozenset("ac edu sch school k12".split())


@dataclass(frozen=True, slots=True)
class Cut:
    """A host in three parts, in Unicode: "careers.acme.co.uk" -> ("careers",), "acme", "co.uk".

    `strangers`: the ending is a host that anybody gets a name under. `label` is "" when the host is an ending.
    """

    before: tuple[str, ...]
    label: str
    ending: str
    strangers: bool = False


def cut(host: str, user_content: frozenset[str]) -> Cut:
    """`host` (lower case, punycode or not) cut at its registrable part."""
    seen = ".".join(readable(label) for label in host.split("."))
    for ending in endings(host):
        if ending in user_content:
            return _cut(seen, ending, strangers=True)
    base = hosts.registrable(host)
    ending = base.partition(".")[2]
    if not ending:
        return Cut((), "", host)
    return _cut(seen, ending, strangers=ending.count(".") > 0 and hosts.registrable(host, private=False) != base)


def _cut(host: str, ending: str, *, strangers: bool) -> Cut:
    labels = host.split(".")
    left = labels[: len(labels) - ending.count(".") - 1]
    return Cut(tuple(left[:-1]), left[-1] if left else "", ending, strangers)


def endings(host: str) -> Iterator[str]:
    """`host` and everything to the right of each of its dots, longest first, the last label left out."""
    at = 0
    while (dot := host.find(".", at)) >= 0:
        yield host[at:]
        at = dot + 1


def readable(label: str) -> str:
    """A punycode label in Unicode; one that is broken stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, ValueError, OverflowError):
        return label


def is_public_body(ending: str) -> bool:
    """Is `ending` one that only governments and treaty organisations get names under?"""
    first, _, rest = ending.partition(".")
    return ending in _PUBLIC_TOP or (bool(rest) and first in _PUBLIC and ending not in _NOT_PUBLIC)


def is_school(ending: str) -> bool:
    """Is `ending` one for schools and universities? Most registries ask for proof, not all."""
    return ending.partition(".")[0] in _SCHOOLS
