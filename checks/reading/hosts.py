"""Host names: which end in a public suffix, and which dotted words are no host but a space somebody forgot.

"We pay well.Call me", "no fee.it is free" and "ASP.NET" look like hosts to every link finder. Here a dotted word
without scheme, www or path (a "bare" one) has to pass three questions, cheapest first: is it a known abbreviation or
product, does its spelling look like two sentences, and does the public suffix list know its ending.
"""

from collections.abc import Sequence

import regex

from checks.fold import Folded
from checks.reading.source import as_typed
from checks.reading.suffixes import registrable

__all__ = ["registrable"]

# Endings nobody types as the first word of a sentence.
_PLAIN_ENDINGS = frozenset("com net org info biz edu gov mil int xyz".split())
# Countries whose ending is also an everyday word in a language of the users.
_COUNTRY_WORDS = frozenset(
    "in it no to so be is at my me do as am us by la de es se un al si ni pe va ma ne ca et im pm tu".split()
)
# Words that end a sentence in job messages; before an everyday ending the dot is a full stop.
_SENTENCE_ENDS = frozenset(
    "work works working job jobs pay paid salary home now today tomorrow here there fee fees free money cash "
    "visa "
    "ticket tickets time day days week weeks month months year years hour hours experience interview office "
    "company "
    "me us you it him her them me all any this that one ones more other required needed available apply help "
    "call "
    "contact message whatsapp telegram food accommodation transport insurance passport documents number name "
    "phone "
    "email age only ok okay yes no good well fast urgent soon abroad country city family life thanks please "
    "sir madam "
    "done start join trabajo pago casa dinero hoy ahora empleo sueldo experiencia trabalho emprego salario "
    "dinheiro "
    "travail emploi maison argent salaire lavoro casa soldi praca dom pracy kerja gaji rumah uang".split()
)  # fmt: skip
# Titles and short forms that carry a full stop of their own ("Mr.Kim", "etc.to", "Pvt.Ltd").
_SHORT_FORMS = frozenset(
    "mr mrs ms miss dr prof st no nos tel mob ph fax ext etc eg ie vs approx incl excl sq dept govt pvt co corp "
    "min max "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun rs usd aed inr php art inc "
    "ltd".split()
)
_COMPANY_FORMS = frozenset("ltd inc llc gmbh srl sarl".split())  # also endings: "Pvt.Ltd", "Corp.Inc"
_FILE_ENDINGS = frozenset(("zip", "mov"))
_PRODUCTS = frozenset(("asp.net", "vb.net", "ado.net", "ml.net"))
_ONE_LETTER_HOSTS = frozenset(("t.me", "t.co", "x.com", "g.co", "m.me", "b.link", "j.mp", "v.gd"))


# A dot, also in brackets or as a word in brackets, to hide an address from filters: "acme[.]com", "acme (dot) com".
BRACKETED_DOT = r"\s?[\[({]\s?(?:\.|dot|d0t|punto|ponto|point|точка|nokta|titik)\s?[\])}]\s?"
DOT = rf"(?:\.|{BRACKETED_DOT})"
DOT_OR_SPOKEN = rf"(?:\.|{BRACKETED_DOT}| dot )"


class Shape:
    """How a host looks: labels joined by `dot`. First in ASCII, so that Thai or Chinese glued to it stays out."""

    def __init__(self, dot: str) -> None:
        label = r"[a-z0-9][a-z0-9_-]{0,62}+"
        wide = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,62}+"
        self._ascii = regex.compile(rf"(?:{label}{dot}){{1,10}}[a-z][a-z0-9-]{{1,62}}+")
        last = r"(?:[a-z][a-z0-9-]{1,62}+|[\p{L}\p{M}]{2,63}+)"
        self._wide = regex.compile(rf"(?:{wide}{dot}){{1,10}}{last}")
        self._dot = regex.compile(dot)

    def end(self, text: str, begin: int) -> int | None:
        """Where the host that starts at `begin` ends, whatever its ending; None when none starts there."""
        host = self._ascii.match(text, begin) or self._wide.match(text, begin)
        return host.end() if host else None

    def labels(self, folded: Folded, begin: int, end: int) -> list[tuple[str, int]]:
        """The labels as typed, each with its folded end."""
        edges = [begin, *(edge for dot in self._dot.finditer(folded.text, begin, end) for edge in dot.span()), end]
        return [(as_typed(folded, a, b), b) for a, b in zip(edges[::2], edges[1::2], strict=True)]

    def known_end(self, folded: Folded, begin: int, end: int, *, bare: bool = False, path: bool = False) -> int | None:
        """Where the host ends without labels that begin a next sentence ("acme.com.We pay").

        `bare`: no scheme says that it is a host, so it must not look like two sentences. None: no known ending.
        """
        labels = self.labels(folded, begin, end)
        typed = [label for label, _ in labels]
        for count in range(len(typed), 1, -1):
            cut = count < len(typed)
            if not ((bare or cut) and two_sentences(typed[:count], path=path and not cut)) and known(typed[:count]):
                return labels[count - 1][1]
        return None


def known(labels: Sequence[str]) -> bool:
    """Whether the labels, as typed, end in a public suffix with at least one label before it."""
    return bool(registrable(".".join(labels).lower(), private=False))


def two_sentences(labels: Sequence[str], *, path: bool = False) -> bool:
    """Whether a dotted word, as typed, is more likely a missing space, a short form, a file or a product.

    With a `path` behind it, only its spelling can say so: "B.Tech/B.E", "day.Then/now".
    """
    lower, ending = labels[-2].lower(), labels[-1].lower()
    host = ".".join(labels).lower()
    if len(lower) == 1 and len(labels) == 2 and host not in _ONE_LETTER_HOSTS:
        return True  # "B.Com", "e.g", "г.Москва"
    if _new_sentence(labels[-2], labels[-1]) and not (ending in _PLAIN_ENDINGS and labels[-2][:1].isupper()):
        return True
    if path:
        return False
    if ending in _FILE_ENDINGS or host in _PRODUCTS:
        return True
    if ending in _PLAIN_ENDINGS or len(labels) > 2:
        return False
    if lower in _SHORT_FORMS or lower.isdigit() or ending in _COMPANY_FORMS:
        return True
    return lower in _SENTENCE_ENDS and (ending in _COUNTRY_WORDS or len(ending) > 2)


def _new_sentence(first: str, last: str) -> bool:
    """ "work.Call", "QLD.Training", "planet.BE": the second word is spelled as no ending behind the first is."""
    if last.isupper():
        return first[-1:].islower()
    return last[:1].isupper()


def ascii_host(labels: Sequence[str]) -> str:
    """The host as the network sees it: lower case, letters beyond ASCII in punycode; unencodable ones as typed."""
    host = ".".join(labels).lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # a label too long, or letters no host may have
        return host
