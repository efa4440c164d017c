"""One transfer whose memo names no order, for its seller to look into."""

from marketplace.core.sealing import mask
from marketplace.demo.fulfilment import take_bank_line
from marketplace.demo.stage import Stage
from marketplace.rules.bank_accounts import account_fingerprint
from marketplace.sellers.queries import bank_account_of
from marketplace.sellers.services import account_number_for_payment

SHOP = "bien-thuong"
MEMO, REFERENCE, AMOUNT_DONG = "CHUYEN TIEN MUA SAM BAO", "MAU-LA-0001", 250_000


def let_an_unmatched_deposit_come(stage: Stage) -> None:
    """A line of the bank feed on a seller's account that fits no payment."""
    account = bank_account_of(stage.sellers[SHOP].person_id)
    assert account is not None
    number = account_number_for_payment(account)
    shown = {"bin": account.bin, "number_masked": mask(number, 2, 3)}
    take_bank_line(account_fingerprint(account.bin, number), shown, REFERENCE, AMOUNT_DONG, MEMO)
