"""A seller's bank account changed: she is told on her phone and in writing, in case it was somebody else."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import bank_account_facts, get_bank_account
from marketplace.notifications.queries import person_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.sellers.events import BankAccountChanged
from marketplace.sellers.queries import find_seller_of, is_first_account

plug = Message("bank_account_changed")


@after_commit(BankAccountChanged)
def tell_its_owner(event: BankAccountChanged) -> None:
    """Tell the seller, and whom to call; her first account is no change."""
    account = get_bank_account(event.bank_account_id)
    if is_first_account(account):
        return
    recipient = person_recipient(event.person_id)
    path = "/seller/shop/bank" if find_seller_of(event.person_id) else "/seller/application"
    subject = f"bank_account:{account.id}"
    notify(plug.code, subject, [recipient] if recipient else [], bank_account_facts(account), path)
