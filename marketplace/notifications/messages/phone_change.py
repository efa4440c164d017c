"""An officer asked to move an account to a new phone: the owner gets a notice on the account's pages too.

The link that stops the change is sent to the old phone alone, by `notifications.exchanges`.
"""

from marketplace.accounts.events import PhoneChangeAsked
from marketplace.core.events import after_commit
from marketplace.notifications.queries import account_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import ON_THE_PAGE, Message

plug = Message("phone_change", manner=ON_THE_PAGE)


@after_commit(PhoneChangeAsked)
def tell_the_owner_on_her_pages(event: PhoneChangeAsked) -> None:
    """Give the account's owner a notice, to be read where she is still signed in."""
    recipient = account_recipient(event.account_id)
    recipients = [recipient] if recipient else []
    notify(plug.code, f"phone_change:{event.change_id}", recipients, {}, "/account/security")
