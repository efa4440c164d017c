"""Sealed columns: AES-256-GCM, bound to the row they belong to, with the key's number in front.

Format: `s1.<key number>.<base64 of nonce ‖ ciphertext ‖ tag>`; the key never stands in the database.
"""

import base64
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from marketplace.core.runtime import config

HIDDEN = "•"  # stands for each character that `mask` hides
SEALED_LIKE = "s1.%.%"  # by which SQL tells a sealed text from an open one


class SealBroken(Exception):
    """A sealed value was changed, belongs to another row, or its key is gone."""


def seal(text: str, *, bound_to: str) -> str:
    """Seal a text; `bound_to` names its row and column («person:7:id_number») and is needed to open it."""
    return _wrap(text.encode(), bound_to)


def unseal(sealed: str, *, bound_to: str) -> str:
    """Open a sealed text; SealBroken when it was tampered with or moved."""
    return _unwrap(sealed, bound_to).decode()


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Seal a file's content for storage."""
    nonce = os.urandom(12)
    return b"S1" + nonce + AESGCM(_newest_key()[1]).encrypt(nonce, content, bound_to.encode())


def unseal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Open a sealed file's content with whichever key fits; SealBroken when none does."""
    for key in config().sealing_keys.values():
        try:
            return AESGCM(key).decrypt(content[2:14], content[14:], bound_to.encode())
        except InvalidTag:
            continue
    raise SealBroken(bound_to)


def fingerprint(text: str, *, purpose: str) -> str:
    """A keyed hash by which equal secrets are found without being stored (phone of a code, ID number)."""
    keys = config().sealing_keys
    key = keys[min(keys)]
    return hmac.digest(key, f"{purpose}:{text}".encode(), "sha256").hex()


def mask(text: str, head: int = 3, tail: int = 4) -> str:
    """«038190000001» → «038•••••0001»: enough to recognise, too little to use."""
    hidden = len(text) - head - tail
    return text[:head] + HIDDEN * hidden + text[len(text) - tail :] if hidden > 0 else HIDDEN * len(text)


def _newest_key() -> tuple[int, bytes]:
    number = max(config().sealing_keys)
    return number, config().sealing_keys[number]


def _wrap(content: bytes, bound_to: str) -> str:
    number, key = _newest_key()
    nonce = os.urandom(12)
    body = nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())
    return f"s1.{number}.{base64.b64encode(body).decode()}"


def _unwrap(sealed: str, bound_to: str) -> bytes:
    try:
        version, number, body = sealed.split(".", 2)
        raw = base64.b64decode(body)
        if version != "s1":
            raise SealBroken(bound_to)
        return AESGCM(config().sealing_keys[int(number)]).decrypt(raw[:12], raw[12:], bound_to.encode())
    except (ValueError, KeyError, InvalidTag) as error:
        raise SealBroken(bound_to) from error
