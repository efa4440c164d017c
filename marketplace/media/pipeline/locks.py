"""PDF files that are encrypted and yet open without a password: their object streams, so that they can be judged.

Programs «protect» a file from changes with an owner's password alone: every viewer opens it, with the empty user
password (ISO 32000-1:2008, 7.6; AES-256: ISO 32000-2:2020, 7.6.4). One that asks its reader for a password is locked.
"""

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

RC4, AES_128, AES_256 = "V2", "AESV2", "AESV3"
_PASSWORD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")  # the empty one, padded
_REFERENCE = re.compile(rb"/Encrypt\s+(\d{1,7})\s+(\d{1,5})\s+R")
_ID = re.compile(rb"/ID\s*\[\s*(?=[(<])")
_NUMBER = rb"/%s\s+(-?\d{1,10})(?!\d)"
_METHOD = re.compile(rb"/CFM\s*/(\w+)")
_OBJECT = re.compile(rb"(?:^|[\s>])(\d{1,7})\s+(\d{1,5})\s+obj\b")
_STREAM = re.compile(rb"/ObjStm\b.{0,2000}?\bstream\r?\n", re.DOTALL)
_LONGEST, _BEFORE = 8_192, 1_000  # of a dictionary, in bytes; how far before its type an object's number stands
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class NeedsPassword(Exception):
    """The file asks its reader for a password, or is locked in a way that is not known."""


@dataclass(frozen=True, slots=True)
class Lock:
    """How a file is encrypted, and the key that the empty password gives."""

    method: str
    key: bytes

    def opened(self, number: int, generation: int, content: bytes) -> bytes:
        """A stream as its writer packed it."""
        if self.method == AES_256:
            return _aes(self.key, content)
        salt = b"sAlT" if self.method == AES_128 else b""
        mixed = self.key + struct.pack("<I", number)[:3] + struct.pack("<I", generation)[:2] + salt
        own = _md5(mixed)[: min(len(self.key) + 5, 16)]
        return _aes(own, content) if self.method == AES_128 else _rc4(own, content)


def opened_object_streams(data: bytes, most: int) -> Iterator[bytes]:
    """The object streams of an encrypted file, each as its writer packed it, at most so many; NeedsPassword."""
    lock = find_lock(data)
    for found in islice(_STREAM.finditer(data), most):
        before = list(_OBJECT.finditer(data, max(0, found.start() - _BEFORE), found.start()))
        end = data.find(b"endstream", found.end())
        if before and end > 0:
            content = data[found.end() : end]
            yield lock.opened(int(before[-1][1]), int(before[-1][2]), _without_line_break(content, lock.method))


def find_lock(data: bytes) -> Lock:
    """How an encrypted file is locked; NeedsPassword where the empty password does not open it."""
    try:
        return _find_lock(data)
    except (ValueError, IndexError, AttributeError, TypeError) as fault:  # a dictionary that says none of it
        raise NeedsPassword from fault


def _find_lock(data: bytes) -> Lock:
    facts = _dictionary(data)
    version, revision = _number(facts, b"V"), _number(facts, b"R")
    method = RC4 if version < 4 else _METHOD.search(facts)[1].decode()  # type: ignore[index]  # none: caught above
    if method not in (RC4, AES_128, AES_256) or revision not in (2, 3, 4, 5, 6):
        raise NeedsPassword
    key = _newer_key(facts, revision) if revision >= 5 else _older_key(data, facts, version, revision)
    return Lock(method, key)


def _dictionary(data: bytes) -> bytes:
    """The dictionary that says how the file is encrypted."""
    number, generation = _REFERENCE.search(data).groups()  # type: ignore[union-attr]
    head = re.compile(rb"(?:^|\s)0*%s\s+%s\s+obj\b" % (number, generation))
    start = [found.end() for found in head.finditer(data)][-1]
    return data[start : min(start + _LONGEST, data.index(b"endobj", start))]


def _older_key(data: bytes, facts: bytes, version: int, revision: int) -> bytes:
    length = 5 if revision == 2 else 16 if version == 4 else _number(facts, b"Length", 40) // 8
    known = _ID.search(data)
    file_id = _string(data, known.end()) if known else b""
    flags = struct.pack("<I", _number(facts, b"P") & 0xFFFFFFFF)
    hides = revision < 4 or not re.search(rb"/EncryptMetadata\s+false", facts)
    key = _md5(_PASSWORD + _string_of(facts, b"O")[:32] + flags + file_id + (b"" if hides else b"\xff" * 4))
    for _round in range(50 if revision >= 3 else 0):
        key = _md5(key[:length])
    key = key[:length]
    if _user_check(key, file_id, revision) != _string_of(facts, b"U")[: 32 if revision == 2 else 16]:
        raise NeedsPassword
    return key


def _user_check(key: bytes, file_id: bytes, revision: int) -> bytes:
    if revision == 2:
        return _rc4(key, _PASSWORD)
    check = _md5(_PASSWORD + file_id)
    for turn in range(20):
        check = _rc4(bytes(byte ^ turn for byte in key), check)
    return check


def _newer_key(facts: bytes, revision: int) -> bytes:
    user, packed = _string_of(facts, b"U")[:48], _string_of(facts, b"UE")[:32]
    hashed = _hash_2b if revision == 6 else _sha256
    if hashed(user[32:40]) != user[:32] or len(packed) != 32:
        raise NeedsPassword
    return _decrypt(hashed(user[40:48]), bytes(16), packed)


def _hash_2b(salt: bytes) -> bytes:
    """The hardened hash of revision 6, of the empty password."""
    key, turn, mixed = _sha256(salt), 0, b"\xff"
    while turn < 64 or mixed[-1] > turn - 32:
        mixed = _encrypt(key[:16], key[16:32], key * 64)
        kind = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3]
        key, turn = kind(mixed).digest(), turn + 1
    return key[:32]


def _number(facts: bytes, name: bytes, default: int | None = None) -> int:
    found = re.search(_NUMBER % name, facts)
    if found is None and default is not None:
        return default
    return int(found[1])  # type: ignore[index]


def _string_of(facts: bytes, name: bytes) -> bytes:
    return _string(facts, re.search(rb"/%s\s*(?=[(<])" % name, facts).end())  # type: ignore[union-attr]


def _string(data: bytes, at: int) -> bytes:
    """The string that begins at a bracket: in hexadecimal, or as written with escapes."""
    if data[at : at + 1] == b"<":
        digits = re.sub(rb"\s", b"", data[at + 1 : data.index(b">", at)])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    text, depth, at = bytearray(), 1, at + 1
    while True:
        char = data[at : at + 1]
        if char == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(data, at + 1)
            after = octal[0] if octal else data[at + 1 : at + 2]
            text += bytes([int(after, 8) & 255]) if octal else _ESCAPES.get(after, after)
            at += 1 + len(after)
            continue
        depth += (char == b"(") - (char == b")")
        if not depth or not char:
            return bytes(text)
        text, at = text + char, at + 1


def _without_line_break(content: bytes, method: str) -> bytes:
    """The stream without the line break before its end; AES comes in blocks of 16 bytes."""
    if method == RC4:
        return content
    return content[: len(content) // 16 * 16]


def _aes(key: bytes, content: bytes) -> bytes:
    return _decrypt(key, content[:16], content[16:]) if len(content) >= 32 else b""


def _decrypt(key: bytes, start: bytes, content: bytes) -> bytes:
    opener = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return opener.update(content) + opener.finalize()


def _encrypt(key: bytes, start: bytes, content: bytes) -> bytes:
    closer = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return closer.update(content) + closer.finalize()


def _rc4(key: bytes, content: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).decryptor().update(content)


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
