"""Why a posting to the ledger is refused."""

from marketplace.core.errors import Conflict, Invalid


class BadPosting(Invalid):
    """An invalid entry: not whole đồng, zero, or on an account that does not exist."""

    account: str
    amount_dong: object


class Unbalanced(Invalid):
    """Entries that do not add up to zero; `difference_dong` is what is left over."""

    kind: str
    source: str
    difference_dong: int


class PostedOtherwise(Conflict):
    """The same event is in the ledger already, with other entries."""

    kind: str
    source: str
