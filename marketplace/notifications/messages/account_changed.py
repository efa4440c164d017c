"""A password, phone, second factor or role of an account changed: its owner is told, in case of misuse."""

from marketplace.accounts.events import AccountChanged
from marketplace.core.clock import now
from marketplace.core.events import after_commit
from marketplace.notifications.queries import account_recipient, is_staff
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message

plug = Message("account_changed")


@after_commit(AccountChanged)
def tell_the_owner(event: AccountChanged) -> None:
    """Tell the account's owner."""
    recipient = account_recipient(event.account_id)
    if recipient is None or recipient.person_id is None:
        return
    facts = {"what": event.what, "is_staff": is_staff(recipient.person_id)}
    subject = f"account:{event.account_id}:{event.what}:{now():%Y%m%d%H%M}"
    notify(plug.code, subject, [recipient], facts, "/account/security")
