"""Which IP addresses the bot may connect to: public ones and nothing else. Pure.

An offer is written by strangers, so is every link, redirect and DNS answer behind it. An address inside our own
network (a database, a cloud's metadata service, the router) must never be reached through them. Source: IANA's
special-purpose address registries for IPv4 and IPv6, plus the one public address that clouds use inside.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Everything in the registry that is not plain unicast on the internet. 169.254.169.254 (metadata) is link-local,
# 100.100.100.200 (the same at Alibaba) is shared address space, 192.0.0.192 (at Oracle) is protocol assignments.
SPECIAL_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's host, public by number only
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# Only global unicast is let in. That alone leaves out loopback, mapped (::ffff:), compatible, NAT64 (64:ff9b::,
# 64:ff9b:1::), unique local, link-local, multicast and segment routing.
GLOBAL_6 = IPv6Network("2000::/3")
SPECIAL_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo, benchmarking, ORCHID, anycast helpers
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address in disguise
            "2620:4f:8000::/48",
            "3fff::/20",
        ),
    )
)
# A network may run NAT64 under a prefix of its own: then the last 32 bits are an IPv4 address inside it.
INSIDE_4 = tuple(
    IPv4Network(net)
    for net in ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")
)


def is_public(text: str) -> bool:
    """True for an address on the open internet; False for every other and for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in net for net in SPECIAL_4)
    return _public_6(address)


def _public_6(address: IPv6Address) -> bool:
    if address.scope_id or address not in GLOBAL_6 or any(address in net for net in SPECIAL_6):
        return False
    return not _holds_inside_4(address)


def _holds_inside_4(address: IPv6Address) -> bool:
    """Does it look like NAT64 with a private IPv4 address at its end (RFC 6052, a prefix of 96 bits)?"""
    number = int(address)
    if (number >> 32) & 0xFFFFFFFF:
        return False
    inner = IPv4Address(number & 0xFFFFFFFF)
    return any(inner in net for net in INSIDE_4)


def is_address(host: str) -> bool:
    """Is `host` (IPv6 without its brackets) an address in numbers rather than a name?"""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
