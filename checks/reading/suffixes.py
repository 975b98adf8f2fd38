"""Where a registrable name begins, by the public suffix list that tldextract brings, held in two sets of strings.

tldextract's own tree takes 16 MB and brings an HTTP client along; the sets take 4 MB and answer the same (a test
compares them). What is written in an unusual way is left to tldextract itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from tldextract import TLDExtract

SNAPSHOT = ".tld_set_snapshot"
PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="
_PLAIN = regex.compile(r"[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*")
_NUMBERS = regex.compile(r"[0-9.]+")


@dataclass(frozen=True, slots=True)
class Suffixes:
    """`rules` as in the list ("co.uk", "*.ck", "!www.ck"); `ways` are their tails, through which a longer rule goes."""

    rules: frozenset[str]
    ways: frozenset[str]

    def begin(self, labels: list[str]) -> int:
        """The number of the label a public suffix begins at; that of labels when there is none."""
        tail, found = "", len(labels)
        for at in range(len(labels) - 1, -1, -1):
            longer = f"{labels[at]}.{tail}" if tail else labels[at]
            if longer not in self.ways:
                if f"*.{tail}" in self.rules:
                    return at + 1 if f"!{longer}" in self.rules else at
                break
            tail = longer
            found = at if tail in self.rules else found
        return found


def suffixes(rules: Iterable[str]) -> Suffixes:
    """The rules with their tails."""
    kept = frozenset(rules)
    tails = {rule.split(".", count)[-1] for rule in kept for count in range(1, rule.count(".") + 1)}
    return Suffixes(kept, kept | tails)


@lru_cache(maxsize=1)
def _both() -> tuple[Suffixes, Suffixes] | None:
    """Without and with the private section; None when tldextract keeps its list elsewhere."""
    spec = find_spec("tldextract")
    path = Path(spec.origin or "").parent / SNAPSHOT if spec else Path()
    if not path.is_file():
        return None
    public, _, private = path.read_text(encoding="utf-8").partition(PRIVATE)
    common = _rules(public)
    return suffixes(common), suffixes([*common, *_rules(private)])


def _rules(part: str) -> list[str]:
    return [line.split()[0] for line in part.splitlines() if line.strip() and not line.startswith("//")]


@lru_cache(maxsize=1)
def _extractor() -> "TLDExtract":
    import tldextract  # noqa: PLC0415  # it brings an HTTP client along and costs 150 ms; most texts need none

    # No list address and no cache: the list bundled with the package, and never the network.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable(host: str, *, private: bool = True) -> str:
    """The part of `host` somebody registered, or "" (an IP address, a suffix alone, an unknown ending).

    With `private`, hosts filled by strangers count as suffixes: "x.github.io" is registrable, "github.io" is not.
    """
    both = _both()
    if both is None or not _PLAIN.fullmatch(host) or _NUMBERS.fullmatch(host):
        return by_tldextract(host, private=private)
    labels = host.split(".")
    begin = both[private].begin([_written(label.lower()) for label in labels])
    return ".".join(labels[begin - 1 :]) if 0 < begin < len(labels) else ""


def _written(label: str) -> str:
    """A label in its own letters, as the list has it; one that is no right punycode as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def by_tldextract(host: str, *, private: bool) -> str:
    """The same, by the library."""
    return _extractor().extract_str(host, include_psl_private_domains=private).top_domain_under_public_suffix
