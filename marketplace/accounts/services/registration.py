"""Opening an account on a proven phone, and changing an account's phone, e-mail address and display."""

import re

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.errors import BadEmail, EmailTaken, PhoneTaken
from marketplace.accounts.events import AccountChanged, PhoneProven
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account, find_account_by_email, find_account_of
from marketplace.accounts.services.open_phone_changes import overtake_changes
from marketplace.accounts.services.passwords import Hashed, make_hash
from marketplace.accounts.services.second_factor import put_factor
from marketplace.accounts.services.sessions import end_all_sign_ins
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.people.models import Person
from marketplace.people.queries import find_namesake_of_phone
from marketplace.people.services import create_person

LOCALES = ("vi", "en")
MOST_EMAIL = 254
_EMAIL = re.compile(r"^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}$")


def register(
    phone: str, full_name: str, password: str | Hashed, *, person: Person | None = None, locale: str = "vi"
) -> Account:
    """Open an account on a proven phone (E.164); PhoneTaken when it has one.

    The account belongs to `person` where given, else to the one whom the Union knows by this phone and name and who
    has no account yet, else to a new person. The password must have been accepted
    before (`passwords.require_good_password`); pass its hash inside a transaction.
    """
    if find_account(phone) is not None:
        raise PhoneTaken()
    person = person or _known_without_account(phone, full_name) or create_person(full_name, phone)
    hashed = password if isinstance(password, Hashed) else make_hash(password)
    account = Account(person_id=person.id, phone=phone, password_hash=str(hashed), locale=locale)
    account.person = person
    session.add(account)
    session.flush()
    publish(PhoneProven(account.person_id, phone))
    return account


def _known_without_account(phone: str, full_name: str) -> Person | None:
    person = find_namesake_of_phone(phone, full_name)
    return person if person is not None and find_account_of(person.id) is None else None


def open_demo_account(phone: str, full_name: str, password: str | Hashed, *, staff: bool = False) -> Account:
    """An account of the demo, marked as such; staff get the printed second factor."""
    account = register(phone, full_name, password)
    account.is_demo = True
    if staff:
        put_factor(account, DEMO_TOTP_SECRET)
    session.flush()
    return account


def change_phone(account: Account, phone: str, *, keep: SignIn | None = None) -> None:
    """Move an account to another proven phone and end its other sessions; PhoneTaken when it has an account."""
    other = find_account(phone)
    if other is not None and other.id != account.id:
        raise PhoneTaken()
    overtake_changes(account_id=account.id)
    account.phone = account.person.phone = phone
    end_all_sign_ins(account.id, "phone_changed", but=keep)
    publish(PhoneProven(account.person_id, phone))
    publish(AccountChanged(account.id, "phone"))


def tidy_email(text: str) -> str:
    """An e-mail address in its stored form; BadEmail when it cannot be one."""
    email = text.strip()
    if len(email) > MOST_EMAIL or not _EMAIL.match(email) or ".." in email:
        raise BadEmail(field="email")
    return email.lower()


def confirm_email(account: Account, email: str, *, keep: SignIn | None = None) -> None:
    """Attach a proven e-mail address, by which a password can be reset; other sessions end. EmailTaken otherwise."""
    other = find_account_by_email(email)
    if other is not None and other.id != account.id:
        raise EmailTaken()
    account.email = account.person.email = email
    account.email_verified_at = now()
    end_all_sign_ins(account.id, "email_changed", but=keep)
    publish(AccountChanged(account.id, "email"))


def remove_email(account: Account, *, keep: SignIn | None = None) -> None:
    """Forget an account's e-mail address; other sessions end."""
    account.email = account.person.email = None
    account.email_verified_at = None
    end_all_sign_ins(account.id, "email_changed", but=keep)
    publish(AccountChanged(account.id, "email"))


def choose_display(account: Account, *, locale: str | None = None, large_text: bool | None = None) -> None:
    """Store a person's display preferences: language, and large letters."""
    if locale in LOCALES:
        account.locale = str(locale)
    if large_text is not None:
        account.large_text = large_text
