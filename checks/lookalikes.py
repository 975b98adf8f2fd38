"""Is a host name made to be taken for a protected organisation's? Asks no network.

>>> from content import load
>>> library = load()
>>> known = build(library.brands, library.hosts, library.domain_words)
>>> judge("emirates-careers.com", known).name.brand.name
'Emirates'

The rules stand in `judge` in the order they are asked; the first that says "be careful" decides, and if none does,
the first that knows the name. An exact name with words beside it comes before a name one slip away: "dhl-careers" is
about DHL, whatever other address it is one letter away from.
"""

from collections.abc import Callable, Iterator

from checks import combos, registries, visas
from checks.likeness import Likeness
from checks.protected import Name
from checks.registries import Cut
from checks.skeleton import blurred, plain, skeletons
from checks.tables import Tables, build
from checks.weighing import WORK

__all__ = ["Likeness", "Tables", "build", "judge"]

LEAST_RED = 4  # an address of fewer letters stands in too many others
LEAST_LOOK = 5  # so many letters for one in ASCII alone to be a disguise
LEAST_SLIP = 7
LONG_SLIP = 10
LEAST_DOT = 6
MOST_DOTS = 3  # dots that cut a name in pieces
COUNTRY = 2  # letters of a country's ending
MOST_WINDOW = 6  # labels and hyphenated parts of the longest address


def judge(host: str, known: Tables) -> Likeness | None:
    """What `host` (lower case, punycode or not) imitates; None when nothing, or when it is the organisation's own."""
    cut = registries.cut(host, known.hosts.user_content)
    if not cut.label or _is_owned(host, cut, known):
        return None
    if registries.is_public_body(cut.ending):
        return _public(cut, known)
    if (owner := known.names.get(cut.ending)) and not owner.ordinary:
        return None  # a top-level domain of the organisation's own
    first: Likeness | None = None
    for rule in _RULES:
        likeness = rule(cut, known)
        if likeness and likeness.level != "info":
            return likeness
        first = first or likeness
    return first


def is_own(host: str, known: Tables) -> bool:
    """Is `host` an organisation's own, or one that carries others' names honestly (applicant tracking)?"""
    official, tracking = known.official, known.hosts.applicant_tracking
    return any(ending in official or ending in tracking for ending in registries.endings(host))


def _is_owned(host: str, cut: Cut, known: Tables) -> bool:
    """As `is_own`; on a host that strangers fill, only names below that host belong to anybody."""
    if not cut.strangers:
        return is_own(host, known)
    return any(ending in known.official for ending in registries.endings(host) if len(ending) > len(cut.ending))


def _public(cut: Cut, known: Tables) -> Likeness | None:
    """Under an ending for public bodies: nobody else gets one, so only what is nearly a known address is named."""
    if not cut.label.isascii():
        return _looks(cut, known)
    flat = cut.label.replace("-", "")
    texts = [flat] if cut.label != flat and flat in known.names else known.near.find(flat)
    for name in (known.names[text] for text in texts):
        if len(name.text) >= LEAST_SLIP and name.domain.endswith("." + cut.ending):
            return Likeness("info", name, "slip")
    return None


def _embedded(cut: Cut, known: Tables) -> Likeness | None:
    """An organisation's whole address left of the ending: "indeed.com.apply.top", "indeed-com.top", "wwwindeedcom"."""
    left = plain(".".join((*cut.before, cut.label)))
    parts = left.replace(".", "-").split("-")
    for start, part in enumerate(parts[:-1]):
        if part not in known.openings:
            continue
        for end in range(start + 2, min(start + MOST_WINDOW, len(parts)) + 1):
            if domain := known.dashed.get("-".join(parts[start:end])):
                return _inside(domain, known)
    return next(_run_together(left, known), None)


def _run_together(left: str, known: Tables) -> Iterator[Likeness]:
    for label in left.split("."):
        for text in {label.replace("-", ""), *label.split("-")}:
            bare = text.removeprefix("www")
            if domain := known.glued.get(bare):
                yield _inside(domain, known)
            elif bare != text and (name := known.names.get(bare)) and len(bare) >= LEAST_RED:
                yield Likeness("amber", name, "inside")


def _inside(domain: str, known: Tables) -> Likeness:
    name = known.main_of(domain)
    sure = not name.ordinary and len(name.text) >= LEAST_RED
    return Likeness("red" if sure else "amber", name, "inside")


def _looks(cut: Cut, known: Tables) -> Likeness | None:
    """A name in other letters that look the same."""
    flat = cut.label.replace("-", "")
    if flat in known.names or (flat.isascii() and _is_honest(flat, known)):
        return None
    for seen in skeletons(flat):
        if name := known.looks.get(seen):
            return _looking(flat, name)
    if name := known.blurs.get(blurred(flat)):
        return Likeness("info" if flat.isascii() else "amber", name, "letters")
    return None


def _looking(flat: str, name: Name) -> Likeness | None:
    if not flat.isascii():
        return Likeness("amber" if name.ordinary and len(name.text) >= LEAST_RED else "red", name, "letters")
    if len(flat) < LEAST_LOOK:
        return None
    return Likeness("amber" if name.ordinary or len(flat) == LEAST_LOOK else "red", name, "letters")


def _slip(cut: Cut, known: Tables) -> Likeness | None:
    """A name with one letter more, less or other, or two swapped; or a whole address of a public body so changed."""
    flat = plain(cut.label.replace("-", ""))
    if flat in known.names or _is_honest(flat, known):
        return None
    parted = "-" in cut.label
    found = [_slipped(flat, known.names[text], parted) for text in known.near.find(flat)]
    if not found:
        whole = known.near_hosts.find(f"{cut.label}.{cut.ending}")
        found = [Likeness("amber", known.main_of(domain), "slip") for domain in whole]
    return next((likeness for likeness in found if likeness.level == "amber"), found[0] if found else None)


def _slipped(flat: str, name: Name, parted: bool) -> Likeness:
    """`parted`: a hyphen is a second difference, unless the name is written with one."""
    size = len(name.text)
    doubtful = flat[0] != name.text[0] or name.generic or (parted and "-" not in name.domain)
    careful = size >= (LONG_SLIP if doubtful else LEAST_SLIP) and not name.ordinary
    return Likeness("amber" if careful else "info", name, "slip")


def _is_honest(flat: str, known: Tables) -> bool:
    """Is it an ordinary word, or one of the honest neighbours that words and other firms are?"""
    return flat in known.words.neighbours or bool(known.vocabulary.kind(flat))


def _dotted(cut: Cut, known: Tables) -> Likeness | None:
    """A name cut by a dot: "link.edin.com"."""
    for count in range(1, min(len(cut.before), MOST_DOTS) + 1):
        flat = plain("".join((*cut.before[-count:], cut.label)).replace("-", "").removeprefix("www"))
        name = known.names.get(flat)
        if name and len(flat) >= LEAST_LOOK and not known.vocabulary.kind(cut.label):
            careful = len(flat) >= LEAST_DOT and not name.ordinary
            return Likeness("amber" if careful else "info", name, "dot")
    return None


def _same(cut: Cut, known: Tables) -> Likeness | None:
    """The very name under another ending, or with a hyphen in it."""
    flat = cut.label.replace("-", "")
    name = known.names.get(flat)
    if not name:
        return None
    if cut.strangers:
        return _at_strangers(name)
    hyphen = cut.label != flat and "-" not in name.domain.partition(".")[0]
    if hyphen and not name.ordinary and len(flat) >= LEAST_DOT:
        return Likeness("amber", name, "hyphen")
    return _other_ending(cut, name, known)


def _at_strangers(name: Name) -> Likeness | None:
    if len(name.text) < LEAST_RED:
        return None
    return Likeness("info" if name.ordinary else "amber", name, "stranger_host")


def _other_ending(cut: Cut, name: Name, known: Tables) -> Likeness | None:
    size = len(name.text)
    telling = cut.ending in known.words.telling_endings
    country = len(cut.ending.rpartition(".")[2]) == COUNTRY
    cheap = cut.ending in known.words.cheap_endings and not (country and name.travelled)
    if name.ordinary:
        said = size >= LEAST_SLIP or (size >= LEAST_RED and (telling or cheap))
        return Likeness("info", name, "ending") if said else None
    if telling or name.work or (cheap and size >= LEAST_LOOK) or _work_in_front(cut, known):
        return Likeness("amber", name, "ending")
    if country and name.travelled:
        return None
    return Likeness("info", name, "ending") if size >= LEAST_RED else None


def _work_in_front(cut: Cut, known: Tables) -> bool:
    """ "careers.acme.nyc": a word about work left of the name."""
    return any(known.vocabulary.kind(part) in WORK for label in cut.before for part in label.split("-"))


_RULES: tuple[Callable[[Cut, Tables], Likeness | None], ...] = (
    _embedded,
    _looks,
    visas.find,
    combos.find,
    _dotted,
    _same,
    _slip,
)
