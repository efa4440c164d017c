"""The second factor: a TOTP number (RFC 6238, thirty-second steps) or a recovery code, each accepted once."""

import hmac
import re
import secrets

import pyotp

from marketplace.accounts.errors import NoFactorBegun, WrongFactor
from marketplace.accounts.events import AccountChanged
from marketplace.accounts.models import Account, RecoveryCode, SignIn
from marketplace.accounts.queries import delete_recovery_codes, list_recovery_codes, lock_account
from marketplace.accounts.services.sessions import end_all_sign_ins
from marketplace.core import throttles
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.references import ALPHABET
from marketplace.core.sealing import fingerprint, seal, unseal
from marketplace.core.typed_numbers import bare_number

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


def confirm_factor(account: Account, digits: str, *, keep: SignIn | None = None) -> list[str]:
    """Turn the second step on with a number of the new secret; gives ten recovery codes, shown once.

    Every session ends that was begun without it, but the one it was turned on in.
    """
    secret = pending_secret(account)
    step = _step_of(secret, digits, after=None)
    if step is None:
        raise WrongFactor(field="digits")
    put_factor(account, secret)
    account.totp_last_step = step
    end_all_sign_ins(account.id, "second_factor_on", but=keep)
    publish(AccountChanged(account.id, "second_factor_on"))
    return _new_recovery_codes(account)


def put_factor(account: Account, secret: str) -> None:
    """Store a secret as the account's second factor."""
    account.totp_sealed = seal(secret, bound_to=_bound_to(account))
    account.totp_pending_sealed, account.totp_last_step = None, None


def count_factor_try(account_id: int, known: str = "") -> None:
    """Count one typed number; commit this before `check_factor`. TooMany beyond eight in a quarter hour.

    A device or session of the account's owner (`known`) has a count of its own: whoever has the owner's password cannot
    use it up.
    """
    throttles.spend(_counted_as(account_id, known), limit=TRIES, seconds=TRY_SECONDS)


def check_factor(account_id: int, typed: str, known: str = "") -> None:
    """Accept the number of now or an unused recovery code, each once; WrongFactor otherwise."""
    account = lock_account(account_id)
    text = bare_number(typed)
    if _DIGITS.match(text):
        _use_number(account, text)
    else:
        _use_recovery_code(account, text)
    throttles.forgive(_counted_as(account_id, known))


def drop_factor(account: Account, *, keep: SignIn | None = None) -> None:
    """Turn the second step off (its owner, freshly proven; or the operator for a lost phone); other sessions end."""
    account.totp_sealed = account.totp_pending_sealed = account.totp_last_step = None
    delete_recovery_codes(account.id)
    end_all_sign_ins(account.id, "second_factor_off", but=keep)
    publish(AccountChanged(account.id, "second_factor_off"))


def renew_recovery_codes(account: Account, *, keep: SignIn | None = None) -> list[str]:
    """Replace the recovery codes by ten new ones, shown once; other sessions end."""
    end_all_sign_ins(account.id, "recovery_codes", but=keep)
    publish(AccountChanged(account.id, "recovery_codes"))
    return _new_recovery_codes(account)


def _new_recovery_codes(account: Account) -> list[str]:
    """Ten new codes in place of all before; only their keyed hashes are kept."""
    delete_recovery_codes(account.id)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    session.add_all(RecoveryCode(account_id=account.id, code_hash=_hash(account, code)) for code in codes)
    session.flush()
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def number_now(secret: str) -> str:
    """The six digits an authenticator app shows now."""
    return str(pyotp.TOTP(secret).generate_otp(_step_now()))


def _counted_as(account_id: int, known: str) -> str:
    return f"factor:{account_id}:{known}"


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
    """The step whose number was typed, later than the last one used; None when there is none."""
    text = bare_number(digits)
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
