"""How much a name beside other words says: the name's strength and the kinds of the words decide."""

from dataclasses import dataclass

from checks.likeness import Level
from checks.protected import Name
from checks.reading.places import atlas
from checks.registries import Cut

WORK = frozenset(("job", "visa"))
FIRM = frozenset(("company", "place", "code"))
FRANCHISED = frozenset(("restaurant", "tech"))  # dealers and franchise holders put the country behind the name
WIDE = "tech"  # platforms and shops run sites of their own under every sort of word
RECRUITING = frozenset(("recruiter", "job_board"))
SURE = 5  # a name of so many letters is found inside a glued label
SURE_APART = 4  # and of so many when hyphens or dots stand around it
LONG = 7
CODE = 2  # a lone part of so many letters is a country's or a branch's short form
FEW = 4  # letters of no word that a glued name may have beside it


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a host.

    `own`: in the label somebody registered. `apart`: alone between hyphens or dots. `first`: nothing stands before
    it there, `edge`: nothing before or nothing behind. `disguised`: by look-alike letters or a slip.
    """

    name: Name
    own: bool
    apart: bool
    first: bool = True
    edge: bool = True
    disguised: bool = False

    @property
    def sure(self) -> bool:
        """Is it this organisation's name and hardly anything else?"""
        return not self.name.ordinary and len(self.name.text) >= (SURE_APART if self.apart else SURE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the name: kinds of words, the words themselves, and how many letters are no word."""

    kinds: frozenset[str]
    words: tuple[str, ...]
    left: int

    @property
    def work(self) -> bool:
        return bool(self.kinds & WORK)


def weigh(found: Found, beside: Beside, cut: Cut) -> Level | None:
    """The level of a name found in a host cut at `cut`; None when it says nothing."""
    if not found.own:
        return _in_front(found, beside)
    if cut.strangers:
        return _at_strangers(found, beside)
    if found.sure or (found.disguised and not found.name.ordinary):
        return _sure(found, beside)
    return _ordinary(found, beside)


def _in_front(found: Found, beside: Beside) -> Level | None:
    """The name left of what was registered: services for firms do that too, so only work beside it says something."""
    if not found.apart:
        return None
    if beside.work or found.name.work:
        return "amber" if found.sure or (len(found.name.text) > CODE and not beside.left) else None
    return "info" if found.sure else None


def _at_strangers(found: Found, beside: Beside) -> Level | None:
    """On a host where anybody gets a name."""
    if found.sure:
        if beside.left:
            return "amber" if found.apart else "info"
        return "red" if beside.work else "amber"
    if beside.work and not beside.left:
        return _ordinary(found, beside)
    return "info" if found.apart and len(found.name.text) >= SURE_APART else None


def _sure(found: Found, beside: Beside) -> Level | None:
    """A name that is hardly anything else."""
    if "infra" in beside.kinds and not beside.work:
        return None
    if beside.work or found.name.work:
        if not beside.left:
            return "red"
        long = found.edge and len(found.name.text) >= LONG
        return "amber" if found.apart or beside.left <= 1 or long else "info"
    if beside.left:
        return _unread(found, beside)
    if beside.kinds & FIRM:
        return "info" if _is_usual(found, beside) else "amber"
    return "amber" if found.name.hiring or found.disguised else _door(found, beside)


def _unread(found: Found, beside: Beside) -> Level | None:
    """Letters beside the name that are no word we know: a glued name may be a part of what they make."""
    hiring = found.name.hiring
    if found.apart:
        return "amber" if hiring else "info"
    if not hiring or not found.edge or len(found.name.text) < LONG:
        return None
    return "amber" if found.first and beside.left <= FEW else "info"


def _is_usual(found: Found, beside: Beside) -> bool:
    """Do honest sites of this kind of organisation, or of its dealers, often look like that?"""
    category = found.name.brand.category
    dealer = category in FRANCHISED and beside.kinds <= {"place", "plain"}
    return dealer or (category == WIDE and not found.apart and not found.disguised)


def _door(found: Found, beside: Beside) -> Level:
    """ "acme-login": be careful; "acmelogin" and "acme-shop": not an address we know of."""
    return "amber" if "access" in beside.kinds and found.apart else "info"


def _ordinary(found: Found, beside: Beside) -> Level | None:
    """A name that is also a word or very short: only whole words about work beside it mean something."""
    size = len(found.name.text)
    if beside.left:
        return "info" if beside.work and found.apart and size >= SURE_APART else None
    if beside.work:
        if size <= CODE:
            return "info" if found.name.text.upper() in atlas().countries else "amber"
        return "amber"
    if beside.kinds & FIRM and size >= SURE_APART:
        if found.name.brand.category in RECRUITING or (found.apart and found.name.hiring):
            return "amber"
        return "info" if found.apart else None
    return None
