"""Crypto addresses by check sum, bank accounts by check digits. The addresses are made here or are test vectors."""

import base58
import pytest

from checks.fold import fold
from checks.reading import wallets

BTC = base58.b58encode_check(b"\x00" + bytes(range(20))).decode()
SCRIPT = base58.b58encode_check(b"\x05" + bytes(range(20))).decode()
TRON = base58.b58encode_check(b"\x41" + bytes(range(20))).decode()
SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"  # BIP 173
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"  # BIP 350
ETH = "0x" + "0123456789abcdefABCD" * 2


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (BTC, "btc"),
        (SCRIPT, "btc"),
        (TRON, "tron"),
        (SEGWIT, "btc"),
        (SEGWIT.upper(), "btc"),
        (TAPROOT, "btc"),
        (ETH, "eth"),
    ],
)
def test_a_wallet_is_known_by_its_check_sum(address: str, kind: str) -> None:
    (wallet,) = wallets.find(fold(f"Send it to {address} today"))
    assert (wallet.kind, wallet.value, wallet.valid) == (kind, address, True)


@pytest.mark.parametrize("address", [TRON[:-1] + ("a" if TRON[-1] != "a" else "b"), SEGWIT[:-1] + "q"])
def test_a_wallet_with_a_wrong_check_sum_is_kept_as_not_valid(address: str) -> None:
    assert [wallet.valid for wallet in wallets.find(fold(address))] == [False]


def test_a_wallet_with_an_invisible_character_inside_is_read() -> None:
    (wallet,) = wallets.find(fold(TRON[:9] + "\u200b" + TRON[9:]))
    assert (wallet.value, wallet.valid) == (TRON, True)


@pytest.mark.parametrize("text", ["1z999aa10123456784", "a" * 40, "0x123", "T" + "1" * 10, "bc1"])
def test_other_codes_are_no_wallets(text: str) -> None:
    assert wallets.find(fold(text)) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("to GB82 WEST 1234 5698 7654 32 now please", "GB82WEST12345698765432"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("iban: de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_a_bank_account_is_read_in_one_piece_or_in_groups(text: str, value: str) -> None:
    assert [(iban.value, iban.country) for iban in wallets.ibans(fold(text))] == [(value, value[:2])]


@pytest.mark.parametrize("text", ["DE88370400440532013000", "XX00 1234 5678 9012 3456", "in 2024 people went abroad"])
def test_a_wrong_check_digit_makes_no_account(text: str) -> None:
    assert wallets.ibans(fold(text)) == ()
