"""One-time codes: six digits to a phone (or e-mail), valid ten minutes, five attempts, proven once, used once.

The same work is done and the same answer given whether the phone has an account or not.

Whoever types a phone has proven nothing: what strangers ask for is counted by their own line and network, and for
each phone in all, so that nobody is flooded and no one person uses up what the hour holds. A device that signed in to
the account before, the account itself, and whoever holds a link sent to that phone (`known`) have counts of their own,
which no stranger can use up.
"""

import hmac
import secrets
from datetime import timedelta

from marketplace.accounts.errors import CodeOver, WrongCode
from marketplace.accounts.events import CodeIssued
from marketplace.accounts.models import OneTimeCode
from marketplace.accounts.queries import find_code, list_outlived_codes, lock_code
from marketplace.core import throttles
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.networks import network_of
from marketplace.core.references import new_public_id
from marketplace.core.runtime import config
from marketplace.core.sealing import fingerprint, seal, unseal
from marketplace.core.typed_numbers import bare_number
from marketplace.site.queries import current_settings

SIGN_UP, SIGN_IN, RESET, PROVE = "sign_up", "sign_in", "reset", "prove"
CHANGE_PHONE, CONFIRM_EMAIL, INVITATION = "change_phone", "confirm_email", "invitation"
LOST_PHONE = "lost_phone"  # to the new phone of somebody whose officer asked for the change
ORDER = "order"  # to the phone of a guest's order, which frees it from the limits of what nobody proved
PURPOSES = (SIGN_UP, SIGN_IN, RESET, PROVE, CHANGE_PHONE, CONFIRM_EMAIL, INVITATION, LOST_PHONE, ORDER)

LIFE = timedelta(minutes=10)
PROOF_LIFE = timedelta(minutes=30)  # between typing the code and finishing what it was for
MOST_TRIES = 5
AGAIN_AFTER_SECONDS = 30
HOUR = 3600
PER_PHONE_AND_NETWORK, PER_PHONE = 4, 12  # codes an hour that strangers may have sent to one phone
PER_ADDRESS, PER_NETWORK, IN_ALL = 60, 300, 3000  # codes an hour for strangers: one line, one network, everybody
PER_KNOWN = 10  # codes an hour for one device, account or link that is known to be hers


def issue_code(
    purpose: str,
    phone: str,
    locale: str = "vi",
    *,
    address: str = "",
    known: str = "",
    email: str = "",
    sends: bool = True,
) -> OneTimeCode:
    """Create a code and queue its message; TooMany beyond the limits for this phone, network address or hour.

    `known` names what shows that the asker is the phone's owner (see above); empty for a stranger.

    `email` sends it there instead; `sends=False` does all but the sending (an e-mail address nobody confirmed).
    """
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    _spend(email or phone, address, known)
    code, public_id = f"{secrets.randbelow(10**6):06d}", new_public_id()
    row = OneTimeCode(
        public_id=public_id,
        purpose=purpose,
        phone=phone,
        email=email,
        code_hash=_hash(public_id, code),
        expires_at=now() + LIFE,
    )
    sealed = seal(code, bound_to=_bound_to(public_id))
    row.demo_sealed = sealed if shows_codes() and sends else None
    session.add(row)
    session.flush()
    if sends:
        publish(CodeIssued(public_id, phone, purpose, sealed, locale, email))
    return row


def count_try(public_id: str, purpose: str) -> None:
    """Count one typed code, right or wrong; commit this before `use_code`. CodeOver when none is left.

    Five tries for each of the few codes a phone is sent in an hour are limit enough: one more, counted for the phone,
    would let a stranger's wrong codes use up its owner's tries.
    """
    _open_code(public_id, purpose).tries += 1


def use_code(public_id: str, code: str, purpose: str) -> str:
    """Prove a typed code; returns the phone it was sent to. WrongCode or CodeOver otherwise.

    The attempt itself was counted and committed before (see `exchanges.prove_code`).
    """
    row = lock_code(public_id)
    if row is None or row.purpose != purpose or _is_closed(row) or not row.tries:
        raise CodeOver()
    if not hmac.compare_digest(_hash(public_id, bare_number(code)), row.code_hash):
        raise WrongCode(field="code", tries_left=MOST_TRIES - row.tries)
    row.used_at, row.demo_sealed = now(), None
    return row.phone


def spend_proof(public_id: str, purpose: str) -> OneTimeCode:
    """Use a proven code, once and within half an hour; CodeOver when it was used or is not proven."""
    row = lock_code(public_id)
    if row is None or not _stands(row, purpose):
        raise CodeOver()
    row.spent_at = now()
    return row


def is_proven(public_id: str, purpose: str) -> bool:
    """Whether a code was proven within the last half hour and not used yet."""
    row = find_code(public_id)
    return row is not None and _stands(row, purpose)


def _stands(row: OneTimeCode, purpose: str) -> bool:
    proven = row.purpose == purpose and row.used_at is not None and row.spent_at is None
    return proven and row.used_at is not None and row.used_at + PROOF_LIFE > now()


def _is_closed(row: OneTimeCode) -> bool:
    return row.used_at is not None or row.spent_at is not None or row.expires_at <= now()


def end_codes() -> None:
    """Write down which codes and proofs are too old, so that a clock set back revives none."""
    for row in list_outlived_codes(now(), now() - PROOF_LIFE):
        row.spent_at, row.demo_sealed = now(), None


def shows_codes() -> bool:
    """Whether codes may be read on this installation's own pages: a demo outside production."""
    return current_settings().is_demo and not config().is_production


def demo_code(row: OneTimeCode) -> str | None:
    """The code itself, on a demo installation while it is waiting; None anywhere else."""
    if not shows_codes() or row.demo_sealed is None or row.expires_at <= now():
        return None
    return unseal(row.demo_sealed, bound_to=_bound_to(row.public_id))


def _open_code(public_id: str, purpose: str) -> OneTimeCode:
    row = lock_code(public_id)
    if row is None or row.purpose != purpose or _is_closed(row) or row.tries >= MOST_TRIES:
        raise CodeOver()
    return row


def _spend(target: str, address: str, known: str) -> None:
    key = fingerprint(target, purpose="throttle")
    throttles.spend(f"code:again:{key}:{known or address}", limit=1, seconds=AGAIN_AFTER_SECONDS)
    if known:
        throttles.spend(f"code:{key}:{known}", limit=PER_KNOWN, seconds=HOUR)
        return
    network = network_of(address)
    throttles.spend(f"code:{key}:{network}", limit=PER_PHONE_AND_NETWORK, seconds=HOUR)
    throttles.spend(f"code:{key}", limit=PER_PHONE, seconds=HOUR)
    throttles.spend(f"code:from:{address}", limit=PER_ADDRESS, seconds=HOUR)
    throttles.spend(f"code:from:{network}", limit=PER_NETWORK, seconds=HOUR)
    throttles.spend("code:all", limit=IN_ALL, seconds=HOUR)


def _hash(public_id: str, code: str) -> str:
    return fingerprint(f"{public_id}:{code}", purpose="one_time_code")


def _bound_to(public_id: str) -> str:
    return f"code:{public_id}"
