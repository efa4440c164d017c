"""What happens to money."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaymentReceived:
    """A payment's whole amount is there."""

    payment_id: int


@dataclass(frozen=True)
class PaymentExpired:
    """A payment's time ran out."""

    payment_id: int


@dataclass(frozen=True)
class RefundRequested:
    """Money is to be given back."""

    refund_id: int


@dataclass(frozen=True)
class SaleTakenBack:
    """What a refund takes back of a sale is in the book; its refund lines are written."""

    refund_id: int
    shop_order_id: int


@dataclass(frozen=True)
class RefundSent:
    """A person recorded the transfer of a refund; another is to confirm it."""

    refund_id: int


@dataclass(frozen=True)
class RefundDone:
    """A refund has reached the customer."""

    refund_id: int


@dataclass(frozen=True)
class UnmatchedDepositCame:
    """Money came that fits no open payment: it waits for a person."""

    bank_transaction_id: int


@dataclass(frozen=True)
class PaymentClosed:
    """A payment is not wanted any more: changed to another way, or its order ended."""

    payment_id: int


@dataclass(frozen=True)
class TransferSaid:
    """The customer says that she has transferred the money: the payee is asked to look."""

    payment_id: int


@dataclass(frozen=True)
class RefundAccountGiven:
    """The customer said where the money of a refund is to go: whoever sends it can do so now."""

    refund_id: int


@dataclass(frozen=True)
class RefundFailed:
    """A refund did not arrive; a person must look."""

    refund_id: int


@dataclass(frozen=True)
class ProviderTaskRaised:
    """Something about money at a provider is left to an operator."""

    task_id: int


@dataclass(frozen=True)
class ProviderEventStored:
    """A provider's notification is stored, to be acted on."""

    event_id: str


@dataclass(frozen=True)
class BankTransactionStored:
    """A line of a bank feed is stored, to be matched."""

    notice_id: int
