"""Sealing: what has to lie in the database for a while can be read only with the secret from the environment.

AES-256-GCM with a key of its own for every box, made by HKDF-SHA256 from the secret, a random salt and the purpose: no
two boxes share a key, so none can be used up and no nonce can come twice. `about` (the row a box lies in) is bound to
it: a box moved to another row does not open. A box is a version byte, 16 bytes of salt, the text and 16 bytes of tag.

    >>> box = seal((b"the newest secret", b"an older one"), "talk", "row 1", b"words")
    >>> unseal((b"a newer one yet", b"the newest secret"), "talk", "row 1", box)
    b'words'
    >>> unseal((b"the newest secret",), "talk", "row 2", box) is None
    True
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
SALT = 16  # bytes
NONCE = bytes(12)  # the same for all: each box has a key of its own
LEAST = len(VERSION) + SALT + 16  # bytes of a box around nothing


def derive(secret: bytes, purpose: str, salt: bytes = b"", length: int = 32) -> bytes:
    """A key for one purpose, from which neither the secret nor the key for another purpose can be found."""
    return HKDF(SHA256(), length, salt, b"second-look/" + purpose.encode()).derive(secret)


def seal(secrets: tuple[bytes, ...], purpose: str, about: str, data: bytes) -> bytes:
    """A box around `data`, closed with the first (newest) secret."""
    salt = os.urandom(SALT)
    return VERSION + salt + AESGCM(derive(secrets[0], purpose, salt)).encrypt(NONCE, data, about.encode())


def unseal(secrets: tuple[bytes, ...], purpose: str, about: str, box: bytes) -> bytes | None:
    """What is in the box; None when none of the secrets opens it, or it was changed or moved."""
    if len(box) < LEAST or not box.startswith(VERSION):
        return None
    salt, closed = box[1 : 1 + SALT], box[1 + SALT :]
    for secret in secrets:
        try:
            return AESGCM(derive(secret, purpose, salt)).decrypt(NONCE, closed, about.encode())
        except InvalidTag:
            continue
    return None
