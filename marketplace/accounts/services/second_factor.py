"""The second factor: a TOTP number (RFC 6238, thirty-second steps) or a recovery code, each accepted once."""

import hmac
import re
import secrets

import pyotp

from marketplace.accounts.errors import NoFactorBegun, WrongFactor
from marketplace.accounts.events import AccountChanged
from marketplace.accounts.models import Account, RecoveryCode
from marketplace.accounts.queries import delete_recovery_codes, list_recovery_codes, lock_account
from marketplace.core import throttles
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.references import ALPHABET
from marketplace.core.sealing import fingerprint, seal, unseal

STEP_SECONDS = 30
DRIFT_STEPS = 1  # a phone's clock may be half a minute off
CODES, CODE_LENGTH = 10, 10
TRIES, TRY_SECONDS = 8, 900
_DIGITS = re.compile(r"^[0-9]{6}$", re.A)


def begin_factor(account: Account) -> str:
    """Create a secret for an authenticator app; it takes effect only after `confirm_factor`."""
    secret = pyotp.random_base32()
    account.totp_pending_sealed = seal(secret, bound_to=_bound_to(account))
    return secret


def pending_secret(account: Account) -> str:
    """The secret waiting to be confirmed; NoFactorBegun when there is none."""
    if account.totp_pending_sealed is None:
        raise NoFactorBegun()
    return unseal(account.totp_pending_sealed, bound_to=_bound_to(account))


def forget_pending(account: Account) -> None:
    """Drop a secret that was shown in an earlier session and never confirmed."""
    account.totp_pending_sealed = None


def factor_address(account: Account, secret: str, issuer: str) -> str:
    """The otpauth URI that authenticator apps read from a QR code."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=account.phone, issuer_name=issuer))


def confirm_factor(account: Account, digits: str) -> list[str]:
    """Turn the second factor on with a number of the new secret; returns ten recovery codes, shown once."""
    secret = pending_secret(account)
    step = _step_of(secret, digits, after=None)
    if step is None:
        raise WrongFactor(field="digits")
    put_factor(account, secret)
    account.totp_last_step = step
    publish(AccountChanged(account.id, "second_factor_on"))
    return new_recovery_codes(account, tell=False)


def put_factor(account: Account, secret: str) -> None:
    """Store a secret as the account's second factor."""
    account.totp_sealed = seal(secret, bound_to=_bound_to(account))
    account.totp_pending_sealed, account.totp_last_step = None, None


def count_factor_try(account_id: int) -> None:
    """Count one attempt; commit this before `check_factor`. TooMany beyond eight in a quarter of an hour."""
    throttles.spend(f"factor:{account_id}", limit=TRIES, seconds=TRY_SECONDS)


def check_factor(account_id: int, typed: str) -> None:
    """Accept the present number or an unused recovery code, each once; WrongFactor otherwise."""
    account = lock_account(account_id)
    text = typed.replace(" ", "").replace("-", "").upper()
    if _DIGITS.match(text):
        _use_number(account, text)
    else:
        _use_recovery_code(account, text)
    throttles.forgive(f"factor:{account_id}")


def drop_factor(account: Account) -> None:
    """Turn the second factor off (for its owner after a fresh sign-in, or for the operator when the phone is lost)."""
    account.totp_sealed = account.totp_pending_sealed = account.totp_last_step = None
    delete_recovery_codes(account.id)
    publish(AccountChanged(account.id, "second_factor_off"))


def new_recovery_codes(account: Account, *, tell: bool = True) -> list[str]:
    """Replace the recovery codes by ten new ones; only their keyed hashes are kept."""
    delete_recovery_codes(account.id)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    session.add_all(RecoveryCode(account_id=account.id, code_hash=_hash(account, code)) for code in codes)
    session.flush()
    if tell:
        publish(AccountChanged(account.id, "recovery_codes"))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def number_now(secret: str) -> str:
    """The six digits an authenticator app shows now."""
    return str(pyotp.TOTP(secret).generate_otp(_step_now()))


def _use_number(account: Account, digits: str) -> None:
    if account.totp_sealed is None:
        raise WrongFactor(field="digits")
    secret = unseal(account.totp_sealed, bound_to=_bound_to(account))
    step = _step_of(secret, digits, after=account.totp_last_step)
    if step is None:
        raise WrongFactor(field="digits")
    account.totp_last_step = step


def _use_recovery_code(account: Account, code: str) -> None:
    wanted = _hash(account, code)
    for row in list_recovery_codes(account.id):
        if row.used_at is None and hmac.compare_digest(row.code_hash, wanted):
            row.used_at = now()
            return
    raise WrongFactor(field="digits")


def _step_of(secret: str, digits: str, after: int | None) -> int | None:
    """The time step whose number was typed, later than the last one used; None when there is none."""
    text = digits.replace(" ", "")
    if not _DIGITS.match(text):
        return None
    totp, middle = pyotp.TOTP(secret), _step_now()
    for step in range(middle - DRIFT_STEPS, middle + DRIFT_STEPS + 1):
        if (after is None or step > after) and hmac.compare_digest(totp.generate_otp(step), text):
            return step
    return None


def _step_now() -> int:
    return int(now().timestamp()) // STEP_SECONDS


def _hash(account: Account, code: str) -> str:
    return fingerprint(f"{account.id}:{code}", purpose="recovery_code")


def _bound_to(account: Account) -> str:
    return f"account:{account.id}:totp"
