"""Which block lists the operator chose, read from BLOCK_LISTS. Pure.

Name=https://lists.example/domains.txt          plain names, hosts file, adblock rules or dnsmasq
Name=https://lists.example/domains.csv#Domain   a column of a CSV
"""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Source:
    """A list: the name people read, its address, and the column of a CSV or ""."""

    name: str
    url: str
    column: str = ""

    @property
    def key(self) -> str:
        """What its copy is kept under; the address itself may hold somebody's access key."""
        return sha256(f"{self.url}#{self.column}".encode()).hexdigest()


def source_of(text: str) -> Source:
    """The list that one entry names. Raises ValueError with plain words."""
    name, equals, rest = text.strip().partition("=")
    if not equals or "://" in name:
        name, rest = "", text.strip()
    url, _, column = rest.strip().partition("#")
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    if not url.startswith("https://") or not host:
        raise ValueError("write each list as https://... or Name=https://..., with a comma between two lists")
    return Source(name.strip() or host.removeprefix("www."), url, column)
