"""A small payment gateway, unlike Stripe in every word: bills, give-backs, notes sealed with a shared key."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

HOST = "https://pay.river.example"
KEY = "one-river-two-banks"
Receiver = Callable[[bytes, dict[str, str]], int]


class NoSuchThing(KeyError):
    """The bank keeps nothing of that name."""


@dataclass
class Bill:
    """What a shop asks a customer for."""

    number: str
    dong: int
    memo: str  # the shop's own name for it
    order: str
    state: str = "waiting"  # then «paid» or «torn up»

    @property
    def receipt(self) -> str:
        """The bank's name for the money, once it is there."""
        return f"RECEIPT-{self.number}" if self.state == "paid" else ""


@dataclass
class GiveBack:
    """Money on its way back to a customer."""

    number: str
    dong: int
    memo: str
    receipt: str
    has_arrived: bool = False


@dataclass
class RiverBank:
    """The bank's side of things; `asked` are the names of the calls that reached it."""

    bills: dict[str, Bill] = field(default_factory=dict)
    give_backs: dict[str, GiveBack] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    _by_key: dict[str, str] = field(default_factory=dict)
    _notes: list[dict[str, str]] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    # What the shop may call

    def ask_for(self, dong: int, memo: str, order: str, key: str) -> Bill:
        """Write a bill, or show the one that this key wrote."""
        self.asked.append("ask_for")
        if key not in self._by_key:
            bill = Bill(f"BILL-{next(self._numbers)}", dong, memo, order)
            self.bills[bill.number], self._by_key[key] = bill, bill.number
        return self.bills[self._by_key[key]]

    def bill(self, number: str) -> Bill:
        """One bill."""
        self.asked.append("bill")
        if number not in self.bills:
            raise NoSuchThing(number)
        return self.bills[number]

    def tear_up(self, number: str) -> Bill:
        """Take a bill back; one that is paid stays paid."""
        self.asked.append("tear_up")
        bill = self.bills[number]
        if bill.state == "waiting":
            bill.state = "torn up"
        return bill

    def give_back(self, receipt: str, dong: int, memo: str, key: str) -> GiveBack:
        """Send money back, or show what this key sent."""
        self.asked.append("give_back")
        if receipt not in {bill.receipt for bill in self.bills.values() if bill.receipt}:
            raise NoSuchThing(receipt)
        if key not in self._by_key:
            back = GiveBack(f"BACK-{next(self._numbers)}", dong, memo, receipt)
            self.give_backs[back.number], self._by_key[key] = back, back.number
            self._note("gone back", back.number)
        return self.give_backs[self._by_key[key]]

    # What happens there

    def sessions(self) -> list[dict[str, Any]]:
        """The bills as the walk of a purchase asks for them, newest first."""
        return [{"id": number} for number in reversed(self.bills)]

    def pay(self, number: str) -> None:
        """The customer pays."""
        self.bills[number].state = "paid"
        self._note("paid", number)

    def deliver(self, receiver: Receiver) -> None:
        """Tell the shop all that has happened; money that was going back has arrived by then."""
        for back in self.give_backs.values():
            back.has_arrived = True
        waiting, self._notes = self._notes, []
        for note in waiting:
            body = json.dumps(note).encode()
            status = receiver(body, {"X-River-Seal": seal(body)})
            assert status == 200, status

    def _note(self, what: str, number: str) -> None:
        self._notes.append({"note": f"NOTE-{next(self._numbers)}", "what": what, "number": number})


def seal(body: bytes, key: str = KEY) -> str:
    """The bank's signature of a note."""
    return hmac.new(key.encode(), body, sha256).hexdigest()
