"""What the look-alike rules look things up in, built once from the brands, the hosts and the words of addresses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.nearby import Nearby
from checks.protected import Name, label_of, names_of
from checks.reading.places import atlas
from checks.segments import NAME, Vocabulary
from checks.skeleton import blurred, skeleton
from content.organisations import Brand, DomainWords, Hosts

LEAST_PLACE = 5  # shorter place names stand in domain_words.toml, chosen by hand
LEAST_LOOK = 5  # shorter disguised names are looked for only as a whole label
LEAST_BLUR = 6
LEAST_GLUED = 6
LONGEST_PLAIN = 3  # "acme.jobs" with a hyphen for its dot is "acme" with a word added
PUBLIC = frozenset(("gov_migration", "un_igo", "job_board"))  # their addresses may bear a country's or a region's name
LEAST_HOST = 7  # shorter names have honest neighbours under the same ending


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the rules know."""

    # Addresses and whose they are; names without hyphens and whose they are, and all beginnings of names.
    official: Mapping[str, Brand]
    names: Mapping[str, Name]
    beginnings: frozenset[str]
    words: DomainWords
    hosts: Hosts
    # Names and words to cut labels into; the same as skeletons, with the way back to the plain spelling.
    vocabulary: Vocabulary
    look_vocabulary: Vocabulary
    look_words: Mapping[str, str]
    # Names by skeleton and by wider skeleton; names, and whole addresses of public bodies, by a slip of the finger.
    looks: Mapping[str, Name]
    blurs: Mapping[str, Name]
    near: Nearby
    near_hosts: Nearby
    # Addresses with "-", and with nothing, for their dots; what stands before the first "-" of the former.
    dashed: Mapping[str, str]
    openings: frozenset[str]
    glued: Mapping[str, str]

    def main_of(self, domain: str) -> Name:
        """The name that `domain` bears, with that domain as its address."""
        brand, text = self.official[domain], label_of(domain)
        name = self.names.get(text)
        if name and name.brand == brand:
            return Name(text, brand, domain, name.ordinary, name.word, name.work, name.generic, name.travelled)
        return Name(text, brand, domain, ordinary=True)


def build(brands: Iterable[Brand], hosts: Hosts, words: DomainWords) -> Tables:
    """The tables of `brands`. Takes about a tenth of a second."""
    brands = tuple(brands)
    kinds = dict(_kinds(words, _borne_by_firms(brands)))
    names = names_of(brands, Vocabulary(kinds))
    official = {d: b for b in brands for d in (*b.unverified, *b.owned, *b.domains)}
    borne = {d: b for b in brands for d in (*b.unverified, *b.domains)}
    plain = [d for d in borne if len(end := d.rpartition(".")[2]) <= LONGEST_PLAIN or end not in kinds]
    looks = _by(names, skeleton, 2)
    both = dict.fromkeys((n.text for n in names.values() if not n.word), NAME)
    look_names = {seen: n.text for seen, n in looks.items() if len(n.text) >= LEAST_LOOK and not n.word}
    look_words = {skeleton(word): word for word in kinds} | look_names
    return Tables(
        official=official,
        names=names,
        beginnings=frozenset(text[:end] for text in names for end in range(1, len(text) + 1)),
        words=words,
        hosts=hosts,
        vocabulary=Vocabulary(kinds | both),
        look_vocabulary=Vocabulary({seen: kinds.get(word, NAME) for seen, word in look_words.items()}),
        look_words=look_words,
        looks=looks,
        blurs=_by(names, blurred, LEAST_BLUR),
        near=Nearby(names),
        near_hosts=Nearby(d for d in borne if d.count(".") > 1 and len(label_of(d)) >= LEAST_HOST),
        dashed={domain.replace(".", "-"): domain for domain in plain},
        openings=frozenset(domain.replace(".", "-").partition("-")[0] for domain in plain),
        glued=dict(_glued(plain, names, kinds)),
    )


def _borne_by_firms(brands: Iterable[Brand]) -> frozenset[str]:
    """Names that firms' addresses bear: "saudia" is the airline before it is a country."""
    firms = (brand for brand in brands if brand.category not in PUBLIC)
    return frozenset(label_of(domain) for brand in firms for domain in (*brand.domains, *brand.unverified))


def _kinds(words: DomainWords, firms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every word and its kind; of a word in several lists the last one here holds."""
    for name in atlas().names:
        flat = name.replace(" ", "").replace("-", "")
        if len(flat) >= LEAST_PLACE and flat.isascii() and flat.isalpha() and flat not in firms:
            yield flat, "place"
    lists = {
        "plain": words.plain,
        "infra": words.infra,
        "access": words.access,
        "company": words.company,
        "place": words.place,
        "visa": words.visa,
        "job": words.job,
    }
    for kind, listed in lists.items():
        yield from ((word, kind) for word in listed)


def _by(names: Mapping[str, Name], look: Callable[[str], str], least: int) -> dict[str, Name]:
    """Names of at least `least` letters by how they look; one that is nobody's word wins over one that is."""
    found: dict[str, Name] = {}
    for name in names.values():
        key = look(name.text)
        if len(name.text) >= least and (key not in found or found[key].ordinary):
            found[key] = name
    return found


def _glued(borne: Iterable[str], names: Mapping[str, Name], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Addresses without their dots ("vfsglobalcom"), unless that is a word or a name, or a short word and an ending."""
    for domain in borne:
        flat = domain.replace(".", "").replace("-", "")
        name = names.get(label_of(domain))
        short = name is None or (name.ordinary and len(name.text) < LEAST_GLUED)
        if len(flat) >= LEAST_GLUED and not short and flat not in names and flat not in kinds:
            yield flat, domain
