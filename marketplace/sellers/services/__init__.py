"""The services of applications, sellers and bank accounts, one file for each subject."""

from marketplace.sellers.services.applying import (
    add_evidence,
    answer,
    remove_evidence,
    reopen_application,
    start_application,
    submit_application,
    withdraw_application,
)
from marketplace.sellers.services.bank_accounts import (
    account_number_for_payment,
    keep_bank_account,
    reveal_account_number,
    set_bank_account,
)
from marketplace.sellers.services.deciding import (
    approve_application,
    ask_for_more,
    decline_application,
    mark_requirement,
    open_paper,
    reveal,
    take_up_again,
)
from marketplace.sellers.services.standing import restore_seller, suspend_seller

__all__ = [
    "account_number_for_payment",
    "add_evidence",
    "answer",
    "approve_application",
    "ask_for_more",
    "decline_application",
    "keep_bank_account",
    "mark_requirement",
    "open_paper",
    "remove_evidence",
    "reopen_application",
    "restore_seller",
    "reveal",
    "reveal_account_number",
    "set_bank_account",
    "start_application",
    "submit_application",
    "suspend_seller",
    "take_up_again",
    "withdraw_application",
]
