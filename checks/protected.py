"""The names and addresses of protected organisations, ready for look-up.

A name is what stands before the ending of one of their addresses ("vfsglobal" of vfsglobal.com) or how addresses
write the organisation ("unitednations").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.reading import hosts
from checks.segments import Piece, Vocabulary
from content.organisations import Brand

# Organisations of these kinds are imitated to reach people who look for work; their names are on few machines and
# on few shop signs, so almost anything that is added to one of them is worth a look.
HIRING = frozenset(
    "recruiter job_board freelance visa_firm gov_migration un_igo ngo oil_gas_energy construction_fm cruise airline "
    "employers background_payroll_ats".split()
)
_ABOUT_WORK = frozenset(
    ("job_board", "background_payroll_ats", "freelance", "recruiter")
)  # their plain names say "job" too
LEAST_WORK = 4
TRAVELLED = 3  # country endings from which an organisation's further ones say nothing


@dataclass(frozen=True, slots=True)
class Name:
    """A protected name as addresses write it, without hyphens, and the address that bears it.

    `ordinary`: also a word, or too short to be anybody's alone. `word`: beside another name it is only a word.
    `work`: it says "job" or "visa" itself. `generic`: it is made of ordinary words alone ("airindia").
    `travelled`: the organisation has addresses under many countries' endings.
    """

    text: str
    brand: Brand
    domain: str
    ordinary: bool = False
    word: bool = False
    work: bool = False
    generic: bool = False
    travelled: bool = False

    @property
    def real(self) -> str:
        """The organisation's own addresses, as a person is told them: the imitated one, and the main one.

        Addresses without evidence are named only when there is no other.
        """
        main = main_domain(self.brand)
        borne = self.domain if self.domain in self.brand.domains or not self.brand.domains else main
        return borne if borne == main or not main else f"{borne}, {main}"

    @property
    def facts(self) -> dict[str, str]:
        """Whose address was imitated and what it is; "unproved" when no source ties the two."""
        unproved = {} if self.brand.domains else {"unproved": self.real}
        return unproved | {"organisation": self.brand.name, "real_domain": self.real}

    @property
    def hiring(self) -> bool:
        return self.brand.category in HIRING


def main_domain(brand: Brand) -> str:
    """The address people are sent to; "" when none is known."""
    return next(iter((*brand.domains, *brand.unverified)), "")


def label_of(domain: str) -> str:
    """What stands before the public suffix of `domain`, without hyphens; "" for a suffix such as gov.uk."""
    return hosts.registrable(domain, private=False).partition(".")[0].replace("-", "")


def names_of(brands: Iterable[Brand], words: Vocabulary) -> dict[str, Name]:
    """All names by text. One that several organisations share belongs to the first, and counts only as a word."""
    found: dict[str, list[Name]] = {}
    for brand in brands:
        for name in _names(brand, words):
            found.setdefault(name.text, []).append(name)
    return {text: replace(held[0], word=held[0].word or _is_shared(held)) for text, held in found.items()}


def _is_shared(held: list[Name]) -> bool:
    return held[0].ordinary and len({name.brand.name for name in held}) > 1


def _names(brand: Brand, words: Vocabulary) -> Iterator[Name]:
    """The names of one organisation, each with the address that bears it."""
    main = main_domain(brand)
    ambiguous = {token.replace("-", "") for token in brand.ambiguous}
    bearers = {label_of(domain): domain for domain in reversed((*brand.domains, *brand.unverified))}
    travelled = _countries(brand) >= TRAVELLED
    for token in (*brand.tokens, *brand.ambiguous) if main else ():
        text = token.replace("-", "")
        pieces = words.cut(text)
        yield Name(
            text,
            brand,
            bearers.get(text, main),
            ordinary=text in ambiguous,
            word=text in words,
            work=len(pieces) > 1 and brand.category not in _ABOUT_WORK and _says_work(pieces),
            generic=all(piece.kind for piece in pieces),
            travelled=travelled,
        )


def _says_work(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind in ("job", "visa") and len(piece.text) >= LEAST_WORK for piece in pieces)


def _countries(brand: Brand) -> int:
    """Under how many countries' endings the organisation has an address."""
    domains = (*brand.domains, *brand.unverified, *brand.owned)
    return len({ending for domain in domains if len(ending := domain.rpartition(".")[2]) == 2})
