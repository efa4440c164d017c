"""Events about payments, refunds and what providers and banks report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaymentReceived:
    """A payment's whole amount was received."""

    payment_id: int


@dataclass(frozen=True)
class CashWithdrawn:
    """Cash that was recorded as collected by mistake was taken back: the shop order is unpaid again."""

    payment_id: int
    shop_order_id: int


@dataclass(frozen=True)
class PaymentExpired:
    """A payment was not made in time and expired."""

    payment_id: int


@dataclass(frozen=True)
class RefundRequested:
    """A refund was requested."""

    refund_id: int


@dataclass(frozen=True)
class SaleTakenBack:
    """A refund's lines are written and posted to the ledger."""

    refund_id: int
    shop_order_id: int


@dataclass(frozen=True)
class RefundSent:
    """A payee recorded that a refund was transferred; another person has to confirm its arrival."""

    refund_id: int


@dataclass(frozen=True)
class RefundDone:
    """A refund has reached the customer."""

    refund_id: int


@dataclass(frozen=True)
class UnmatchedDepositCame:
    """A deposit matches no open payment; a person has to decide about it."""

    bank_transaction_id: int


@dataclass(frozen=True)
class PaymentClosed:
    """A payment was closed unpaid: its payment method was changed, or its order ended."""

    payment_id: int


@dataclass(frozen=True)
class TransferSaid:
    """A customer reported a transfer; the payee is asked to check for it."""

    payment_id: int


@dataclass(frozen=True)
class RefundAccountGiven:
    """A customer gave the bank account for a refund, which can be transferred now."""

    refund_id: int


@dataclass(frozen=True)
class RefundFailed:
    """A refund failed or did not arrive; a person has to act."""

    refund_id: int


@dataclass(frozen=True)
class ProviderTaskRaised:
    """Something about money at a provider is left to an operator."""

    task_id: int


@dataclass(frozen=True)
class ProviderEventStored:
    """A provider's notification was stored, and is to be processed."""

    event_id: str
    provider: str = "stripe"  # the only one there was when rows waiting in an outbox did not say so


@dataclass(frozen=True)
class BankTransactionStored:
    """A line of a bank feed was stored, and is to be matched."""

    notice_id: int
