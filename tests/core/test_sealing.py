"""What is sealed opens only for its own row, and a changed value is noticed."""

import base64

import pytest
from flask import Flask

from marketplace.core.sealing import SealBroken, fingerprint, mask, seal, seal_bytes, unseal, unseal_bytes


def test_it_opens_again(app: Flask) -> None:
    assert unseal(seal("038190000001", bound_to="person:1:id"), bound_to="person:1:id") == "038190000001"
    assert unseal_bytes(seal_bytes(b"\x00\xff", bound_to="file:1"), bound_to="file:1") == b"\x00\xff"


def test_moved_to_another_row_it_does_not_open(app: Flask) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("038190000001", bound_to="person:1:id"), bound_to="person:2:id")
    with pytest.raises(SealBroken):
        unseal_bytes(seal_bytes(b"x", bound_to="file:1"), bound_to="file:2")


def test_a_changed_value_is_noticed(app: Flask) -> None:
    version, number, body = seal("secret", bound_to="a").split(".")
    raw = bytearray(base64.b64decode(body))
    raw[-1] ^= 1
    with pytest.raises(SealBroken):
        unseal(f"{version}.{number}.{base64.b64encode(bytes(raw)).decode()}", bound_to="a")
    for broken in ("", "s1", "s1.9.AAAA", "s2.1.AAAA", "s1.x.y"):
        with pytest.raises(SealBroken):
            unseal(broken, bound_to="a")


def test_equal_texts_seal_differently_but_share_a_fingerprint(app: Flask) -> None:
    assert seal("x", bound_to="a") != seal("x", bound_to="a")
    assert fingerprint("x", purpose="id") == fingerprint("x", purpose="id") != fingerprint("x", purpose="bank")


def test_masking_shows_too_little_to_use() -> None:
    assert mask("038190000001") == "038•••••0001"
    assert mask("1234567") == "•••••••"
