"""The bank feed: each line's signature is verified, the line stored once, then matched; a repeat does nothing.

A line is JSON: `reference`, `bin`, `account`, `amount` (whole đồng), `memo`, `at` (ISO 8601 with zone), and if
wished `direction` («in», «out»: outgoing money is only noted) and `feed` (which service sends it). A line is one
by account and reference: told by two services, it still counts once.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.core.folding import tidy
from marketplace.core.received_json import UnusableJson, read_object
from marketplace.core.runtime import config
from marketplace.core.sealing import mask
from marketplace.core.transactions import in_transaction
from marketplace.payments import notification_signature, outcomes
from marketplace.payments.errors import BadNotification, RepeatedOtherwise
from marketplace.payments.events import BankTransactionStored
from marketplace.payments.models import BankTransaction
from marketplace.payments.queries.outside import find_bank_transaction, record_bank_transaction_once
from marketplace.payments.services.deposits import match_bank_transaction
from marketplace.rules.bank_accounts import account_fingerprint, account_number
from marketplace.rules.errors import BadAccount

MOST_DONG = 10**12
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # no bank line is older
AHEAD = timedelta(days=1)  # a bank may date a line to the next working day, and its clock may be wrong


def take_bank_transaction(body: bytes, signature: str | None) -> str:
    """Take one line; gives its outcome. SignatureRefused, BadNotification, RepeatedOtherwise (promise M12)."""
    notification_signature.verify(body, signature, config().bank_feed_secrets, now())
    values = _read(body)
    if values is None:
        return outcomes.OUTGOING
    deposit_id = in_transaction(lambda: _store(values))
    return in_transaction(lambda: match_bank_transaction(deposit_id))


def _store(values: dict[str, Any]) -> int:
    is_new = record_bank_transaction_once(values)
    stored = find_bank_transaction(values["account_fingerprint"], values["reference"])
    assert stored is not None
    if not _tells_the_same(stored, values):
        raise RepeatedOtherwise(reference=values["reference"])
    if is_new:
        publish(BankTransactionStored(stored.id))  # the worker matches it if this process dies first
    return stored.id


def _tells_the_same(stored: BankTransaction, values: dict[str, Any]) -> bool:
    """Whether a repeat agrees: the same feed repeats every field, another feed the amount (it may cut the memo)."""
    if stored.amount_dong != values["amount_dong"]:
        return False
    return bool(stored.feed != values["feed"] or stored.memo == values["memo"])


def _read(body: bytes) -> dict[str, Any] | None:
    told = _object(body)
    if _text(told | {"direction": told.get("direction", "in")}, "direction", 10) == "out":
        return None
    bank_bin, account = _text(told, "bin", 6), _account(told)
    return {
        "feed": _text(told, "feed", 40) if "feed" in told else "feed",
        "account_fingerprint": account_fingerprint(bank_bin, account),
        "account_shown": {"bin": bank_bin, "number_masked": mask(account, 2, 3)},
        "reference": _text(told, "reference", 100),
        "amount_dong": _amount(told),
        "memo": _text(told, "memo", 500, may_be_empty=True),
        "happened_at": _moment(told),
        "received_at": now(),
        "outcome": "",
    }


def _object(body: bytes) -> dict[str, Any]:
    try:
        return read_object(body)
    except UnusableJson:
        raise BadNotification(field="body") from None


def _text(told: dict[str, Any], name: str, longest: int, *, may_be_empty: bool = False) -> str:
    value = told.get(name, "" if may_be_empty else None)
    if not isinstance(value, str) or len(value) > longest or (not value.strip() and not may_be_empty):
        raise BadNotification(field=name)
    return tidy(value)


def _account(told: dict[str, Any]) -> str:
    try:
        return account_number(_text(told, "account", 30))
    except BadAccount:
        raise BadNotification(field="account") from None


def _amount(told: dict[str, Any]) -> int:
    amount = told.get("amount")
    if type(amount) is not int or not 0 < amount <= MOST_DONG:
        raise BadNotification(field="amount")
    return amount


def _moment(told: dict[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(told, "at", 40))
    except ValueError:
        raise BadNotification(field="at") from None
    if moment.tzinfo is None or not FIRST_MOMENT <= moment <= now() + AHEAD:
        raise BadNotification(field="at")
    return moment
