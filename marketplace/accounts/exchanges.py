"""Proofs of identity: count the attempt and commit, check slowly outside a transaction, then commit the result.

A failed attempt must stay counted although it is refused, and hashing a password must not keep other writers
waiting: so each proof is two short transactions with the check between them.
"""

from marketplace.accounts.errors import AccountSuspended, WrongPassword
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account, lock_account
from marketplace.accounts.services import codes, passwords, second_factor
from marketplace.core import throttles
from marketplace.core.db import session
from marketplace.core.networks import network_of
from marketplace.core.sealing import fingerprint
from marketplace.core.transactions import transaction

QUARTER = 900  # seconds
PER_DEVICE, PROOFS = 10, 10
# strangers only, a quarter hour: nobody can lock another out of a device that is hers
PER_PHONE_AND_NETWORK, PER_PHONE = 10, 40
PER_ADDRESS, PER_NETWORK, IN_ALL = 120, 300, 3000


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


def prove_password(sign_in: SignIn, password: str) -> None:
    """Prove the password of somebody signed in; WrongPassword or TooMany otherwise, counted for this session."""
    key = f"prove:{sign_in.id}"
    with transaction():
        throttles.spend(key, limit=PROOFS, seconds=QUARTER)
    session.refresh(sign_in.account)
    if not passwords.check_password(sign_in.account, password):
        raise WrongPassword()
    with transaction():
        throttles.forgive(key)


def prove_factor(account_id: int, typed: str, *, known: str = "") -> None:
    """Prove the number of the second factor (or a recovery code); WrongFactor or TooMany otherwise.

    `known` names a device or session of the account's owner: it has a count of its own, which nobody else can use up.
    """
    with transaction():
        second_factor.count_factor_try(account_id, known)
    with transaction():
        second_factor.check_factor(account_id, typed, known)


def confirm_factor(account_id: int, digits: str, *, keep: SignIn | None = None) -> list[str]:
    """Turn the second factor on with a number of its new secret; gives the recovery codes."""
    with transaction():
        second_factor.count_factor_try(account_id, f"sign_in:{keep.id}" if keep else "")
    with transaction():
        return second_factor.confirm_factor(lock_account(account_id), digits, keep=keep)


def _keys(phone: str, address: str, device: str) -> dict[str, int]:
    """What a try at a password counts against, the one to be forgiven after success first."""
    if device:
        return {f"enter:device:{device}": PER_DEVICE}
    who, network = fingerprint(phone, purpose="throttle"), network_of(address)
    return {
        f"enter:{who}:{network}": PER_PHONE_AND_NETWORK,
        f"enter:{who}": PER_PHONE,
        f"enter:from:{address}": PER_ADDRESS,
        f"enter:from:{network}": PER_NETWORK,
        "enter:all": IN_ALL,
    }


def _renew_hash(account: Account, password: str) -> None:
    if not passwords.wants_new_hash(account):
        return
    renewed = passwords.make_hash(password)
    with transaction():
        lock_account(account.id).password_hash = renewed
