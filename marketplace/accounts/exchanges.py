"""Proofs of identity: count the attempt and commit, check slowly outside a transaction, then commit the result.

A failed attempt must stay counted although it is refused, and hashing a password must not keep other writers
waiting: so each proof is two short transactions with the check between them.
"""

from marketplace.accounts.errors import AccountSuspended, WrongPassword
from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account, lock_account
from marketplace.accounts.services import codes, passwords, second_factor
from marketplace.core import throttles
from marketplace.core.db import session
from marketplace.core.sealing import fingerprint
from marketplace.core.transactions import transaction

QUARTER = 900  # seconds
PER_PHONE_AND_ADDRESS, PER_ADDRESS, PER_DEVICE = 10, 120, 10
PER_PHONE, IN_ALL = 40, 3000  # unknown devices only: an attacker cannot lock out a phone's owner
PROOFS = 10


def prove_code(public_id: str, code: str, purpose: str) -> str:
    """Prove a typed one-time code; returns the phone it was sent to. WrongCode, CodeOver or TooMany otherwise."""
    with transaction():
        codes.count_try(public_id, purpose)
    with transaction():
        return codes.use_code(public_id, code, purpose)


def prove_phone_and_password(phone: str, password: str, *, address: str, device: str = "") -> Account:
    """Prove phone (E.164) and password; returns the account.

    `device` names a browser that signed in to this account before: its attempts are counted separately, so that
    an attack from elsewhere does not lock the owner out. WrongPassword (the same with and without an account),
    TooMany, or AccountSuspended once the password was right.
    """
    keys = _keys(phone, address, device)
    with transaction():
        for key, limit in keys.items():
            throttles.spend(key, limit=limit, seconds=QUARTER)
    account = find_account(phone)
    if not passwords.check_password(account, password) or account is None:
        raise WrongPassword()
    if account.status != "active":
        raise AccountSuspended(why="suspended")
    with transaction():
        throttles.forgive(next(iter(keys)))
    _renew_hash(account, password)
    return account


def prove_password(account: Account, password: str) -> None:
    """Prove the password of somebody signed in; WrongPassword or TooMany otherwise."""
    key = f"prove:{account.id}"
    with transaction():
        throttles.spend(key, limit=PROOFS, seconds=QUARTER)
    session.refresh(account)
    if not passwords.check_password(account, password):
        raise WrongPassword()
    with transaction():
        throttles.forgive(key)


def prove_factor(account_id: int, typed: str) -> None:
    """Prove a TOTP number of the second factor (or a recovery code); WrongFactor or TooMany otherwise."""
    with transaction():
        second_factor.count_factor_try(account_id)
    with transaction():
        second_factor.check_factor(account_id, typed)


def confirm_factor(account_id: int, digits: str) -> list[str]:
    """Turn the second factor on with a TOTP number of its new secret; returns the recovery codes."""
    with transaction():
        second_factor.count_factor_try(account_id)
    with transaction():
        return second_factor.confirm_factor(lock_account(account_id), digits)


def _keys(phone: str, address: str, device: str) -> dict[str, int]:
    """The rate-limit keys of a password attempt, first the one to be reset after success."""
    who = fingerprint(phone, purpose="throttle")
    if device:
        return {f"enter:device:{device}": PER_DEVICE, f"enter:from:{address}": PER_ADDRESS}
    return {
        f"enter:{who}:{address}": PER_PHONE_AND_ADDRESS,
        f"enter:{who}": PER_PHONE,
        f"enter:from:{address}": PER_ADDRESS,
        "enter:all": IN_ALL,
    }


def _renew_hash(account: Account, password: str) -> None:
    if not passwords.wants_new_hash(account):
        return
    renewed = passwords.make_hash(password)
    with transaction():
        lock_account(account.id).password_hash = renewed
