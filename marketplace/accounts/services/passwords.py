"""Passwords: argon2id, at least eight characters of any kind, none of the list of common passwords."""

import string
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from marketplace.accounts.errors import BadPassword
from marketplace.accounts.events import AccountChanged
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.services.sessions import end_all_sign_ins
from marketplace.core.events import publish
from marketplace.core.folding import fold
from marketplace.core.runtime import config
from marketplace.site.queries import current_settings

LEAST, MOST = 8, 1024  # characters
TOO_SHORT, TOO_LONG, COMMON, OWN_WORDS = "too_short", "too_long", "common", "own_words"
REASONS = (TOO_SHORT, TOO_LONG, COMMON, OWN_WORDS)
_AROUND = string.digits + string.punctuation + string.whitespace
COMMON_LIST = Path(__file__).parents[1] / "common_passwords.txt"


class Hashed(str):
    """A password's hash, made outside any transaction because it is slow by design."""

    __slots__ = ()


def make_hash(password: str) -> Hashed:
    """Hash a password (25 ms and 19 MB of memory by design); call it before a transaction."""
    return Hashed(_hasher().hash(_form(password)))


def set_password(account: Account, password: str | Hashed, *, keep: SignIn | None = None) -> None:
    """Give an account a new password and end its sessions, except `keep` (the one in which it was changed)."""
    account.password_hash = password if isinstance(password, Hashed) else make_hash(password)
    end_all_sign_ins(account.id, "password_changed", but=keep)
    publish(AccountChanged(account.id, "password"))


def check_password(account: Account | None, password: str) -> bool:
    """Whether a password is the account's; takes the same time when there is no account or password."""
    known = account.password_hash if account and account.password_hash else None
    try:
        right = _hasher().verify(known or _nobodys_hash(), _form(password)) if len(password) <= MOST else False
    except (VerificationError, InvalidHashError):
        return False
    return right and known is not None


def wants_new_hash(account: Account) -> bool:
    """Whether the password's hash was made with other parameters than the present ones."""
    return account.password_hash is not None and _hasher().check_needs_rehash(account.password_hash)


def require_good_password(password: str, own_words: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, common, or made of personal words: BadPassword.

    `own_words` are the person's name and phone; brand and association count always (NIST SP 800-63B-4, 3.1.1.2).
    """
    settings = current_settings()
    reason = reason_against(password, (*own_words, settings.brand, settings.association))
    if reason:
        raise BadPassword(field="password", reason=reason)


def reason_against(password: str, own_words: tuple[str, ...] = ()) -> str | None:
    """Why a password may not be chosen, or None when it may."""
    if len(_form(password)) < LEAST:
        return TOO_SHORT
    if len(password) > MOST:
        return TOO_LONG
    plain = fold(password)
    if (
        _is_common(password.casefold())
        or _is_common(plain.replace(" ", ""))
        or len(set(plain)) <= 2
        or _is_a_run(plain)
    ):
        return COMMON
    return OWN_WORDS if _is_own(plain, own_words) else None


@cache
def common_passwords() -> frozenset[str]:
    """The most common passwords (attackers try them first), in lower case."""
    lines = COMMON_LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


def _is_common(text: str) -> bool:
    """Whether it is listed, or would be without the figures and signs people put around a word, or twice over."""
    half = text[: len(text) // 2]
    forms = {text, text.strip(_AROUND), *([half, half.strip(_AROUND)] if half * 2 == text else [])}
    return not common_passwords().isdisjoint(forms)


def _is_a_run(text: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(steps) == 1


def _is_own(plain: str, own_words: tuple[str, ...]) -> bool:
    """Whether nothing but digits and signs is left once the own words are taken out."""
    left = plain.replace(" ", "")
    for word in sorted(_words_of(own_words), key=len, reverse=True):
        left = left.replace(word, "")
    return not any(c.isalpha() for c in left) and left != plain.replace(" ", "")


def _words_of(texts: tuple[str, ...]) -> set[str]:
    words = {word for text in texts for word in fold(text).split()}
    joined = {fold(text).replace(" ", "") for text in texts}
    national = {"0" + text.removeprefix("+84") for text in texts if text.startswith("+84")}
    return (words | joined | national) - {""}


def _form(password: str) -> str:
    return unicodedata.normalize("NFC", password)  # keyboards differ in how they compose «ế»


@cache
def _hasher_for(environment: str) -> PasswordHasher:
    if environment == "test":
        return PasswordHasher.from_parameters(profiles.CHEAPEST)
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's advice for argon2id


def _hasher() -> PasswordHasher:
    return _hasher_for(config().environment)


@cache
def _hash_of_nobody(environment: str) -> str:
    return _hasher_for(environment).hash("the password of nobody")


def _nobodys_hash() -> str:
    return _hash_of_nobody(config().environment)
