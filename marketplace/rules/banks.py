"""The banks and wallets a transfer can be sent to, keyed by their bank identification number (BIN).

The list is `banks.json`, which names its sources. Short codes differ between lists; only the BIN is sure.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.core.errors import NotFound

_LIST = Path(__file__).with_name("banks.json")
_ABLE_TO_RECEIVE = {"transfer", "receive_only"}


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank or wallet; `can_receive` says whether a VietQR transfer to it is known to arrive."""

    bin: str
    code: str
    short_name: str
    name: str
    can_receive: bool


class UnknownBank(NotFound):
    """No bank of the list has this number."""


def list_banks() -> list[Bank]:
    """The banks able to receive transfers, sorted by short name."""
    able = [bank for bank in _banks().values() if bank.can_receive]
    return sorted(able, key=lambda bank: (bank.short_name.casefold(), bank.bin))


def get_bank(bank_bin: str) -> Bank:
    """The bank of this number, able to receive or not; raises `UnknownBank`."""
    try:
        return _banks()[bank_bin]
    except KeyError:
        raise UnknownBank(bank_bin=bank_bin) from None


@cache
def _banks() -> dict[str, Bank]:
    rows = json.loads(_LIST.read_text(encoding="utf-8"))["banks"]
    return {row["bin"]: _bank(row) for row in rows}


def _bank(row: dict[str, str | None]) -> Bank:
    return Bank(
        bin=str(row["bin"]),
        code=str(row["code"]),
        short_name=str(row["short_name"]),
        name=str(row["name"]),
        can_receive=row["vietqr"] in _ABLE_TO_RECEIVE,
    )
