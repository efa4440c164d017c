"""Reads and writes the EMVCo field form: two digits of tag, two of length, then the value; and its checksum."""

import re
from collections.abc import Iterable

from marketplace.payments.vietqr.refusals import DuplicateRefused, LengthRefused

Field = tuple[str, str]

LONGEST_VALUE = 99
_HEADER = re.compile(r"[0-9]{4}")


def crc(text: str) -> str:
    """The CRC-16/CCITT-FALSE of a text (polynomial 1021, initial FFFF) as four upper-case hex digits."""
    remainder = 0xFFFF
    for byte in text.encode("utf-8", "surrogatepass"):
        remainder ^= byte << 8
        for _ in range(8):
            remainder = (remainder << 1) ^ (0x1021 if remainder & 0x8000 else 0)
        remainder &= 0xFFFF
    return f"{remainder:04X}"


def read_fields(text: str, where: str = "code") -> list[Field]:
    """The fields of a text in their order; refuses wrong lengths (`length`) and repeated tags (`duplicate`)."""
    fields: list[Field] = []
    position = 0
    while position < len(text):
        tag, value = _read_field(text, position, where)
        fields.append((tag, value))
        position += 4 + len(value)
    _refuse_repeated(fields, where)
    return fields


def _read_field(text: str, position: int, where: str) -> Field:
    header = text[position : position + 4]
    if not _HEADER.fullmatch(header):
        raise LengthRefused(f"{where}: no tag and length at {position}")
    length = int(header[2:])
    value = text[position + 4 : position + 4 + length]
    if len(value) < length:
        raise LengthRefused(f"{where}: field {header[:2]} has {len(value)} of {length} characters")
    return header[:2], value


def _refuse_repeated(fields: list[Field], where: str) -> None:
    tags = [tag for tag, _ in fields]
    repeated = sorted({tag for tag in tags if tags.count(tag) > 1})
    if repeated:
        raise DuplicateRefused(f"{where}: field {repeated[0]}")


def write_fields(fields: Iterable[Field]) -> str:
    """The text of the fields in the order given; refuses a value of more than 99 characters."""
    return "".join(write_field(tag, value) for tag, value in fields)


def write_field(tag: str, value: str) -> str:
    """One field as text; refuses a value of more than 99 characters."""
    if len(value) > LONGEST_VALUE:
        raise LengthRefused(f"field {tag} has {len(value)} characters")
    return f"{tag}{len(value):02d}{value}"
