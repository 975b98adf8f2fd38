"""Which addresses may be connected to: each range of IANA's special-purpose registries, at both of its ends."""

from ipaddress import ip_address, ip_network

import pytest

from bot.network.addresses import SPECIAL_4, SPECIAL_6, is_public

PRIVATE = [
    "0.0.0.0",  # noqa: S104  # nothing is bound here
    "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1",
    "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1", "4000::1",
    "2a00:1450:64::10.0.0.1", "2a00:1450:64::169.254.169.254", "2a00:1450:64::192.168.1.1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "93.184.216.34", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
    "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2606:4700:4700::1111", "2001:4860:4860::8888", "2001:200::1", "2a00:1450:4001::200e", "2606:4700:10::6814:179a",
    "2003::1", "3ffe::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("net", [*SPECIAL_4, *SPECIAL_6], ids=str)
def test_a_special_range_is_refused_from_its_first_to_its_last_address(net: object) -> None:
    whole = ip_network(str(net))
    assert not is_public(str(whole[0]))
    assert not is_public(str(whole[-1]))


@pytest.mark.parametrize("text", ["", "localhost", "example.com", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4.5"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert not is_public(text)


def test_nothing_that_python_calls_private_is_let_through() -> None:
    """A second opinion on one address of every /16 of IPv4, and of 65,536 prefixes of IPv6."""
    fours = (ip_address((n << 16) + 257) for n in range(1 << 16))
    sixes = (ip_address((n << 112) + (1 << 40) + 1) for n in range(1 << 16))
    assert [str(a) for a in (*fours, *sixes) if is_public(str(a)) and not a.is_global] == []
