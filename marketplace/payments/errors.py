"""Refusals about payments, deposits and refunds."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany, Unavailable


class NoSuchPayment(NotFound):
    """No such payment within what this person may see."""


class NoSuchRefund(NotFound):
    """No such refund within what this person may see."""


class NoSuchDeposit(NotFound):
    """No such bank transaction within what this person may see."""


class MethodNotOffered(Conflict):
    """This payment method is not offered for these goods now."""

    method: str


class TooManyUnpaid(TooMany):
    """A phone has reached the limit of unpaid orders under way."""

    limit: int


class NothingToPay(Conflict):
    """Every part of the order is paid, ended, or accepted by its shop already."""

    order_number: str


class NothingSaid(Conflict):
    """The transfer cannot be marked as not found: nobody reported it, or its payment is still open."""

    status: str


class PaymentEnded(Conflict):
    """The payment has ended."""

    status: str


class PayTooLate(Conflict):
    """The order has waited for payment as long as any order may."""

    order_number: str


class AlreadySaid(Conflict):
    """The customer has reported this transfer before; the time to pay is extended only once."""


class WrongAmount(Invalid):
    """The amount differs from the payment's amount."""

    wanted_dong: int
    came_dong: int


class NotThePayee(NotAllowed):
    """Only the payee may confirm that the money arrived."""


class SamePerson(NotAllowed):
    """The person who sent a refund may not also confirm its arrival."""


class NothingToRefund(Conflict):
    """No money of that shop order is left to refund."""


class OverRefund(Conflict):
    """More would be refunded than was received."""

    wanted_dong: int
    left_dong: int


class NotInThisOrder(NotFound):
    """The line does not belong to the shop order."""

    order_line_id: int


class TooManyPieces(Conflict):
    """The number of pieces to refund is zero, or more than are left of that line."""

    order_line_id: int
    wanted: int
    left: int


class RefundedOtherwise(Conflict):
    """A refund with this cause exists, for other pieces."""

    cause: str


class AccountMissing(Conflict):
    """The customer has not yet given a bank account for the refund."""


class DepositSettled(Conflict):
    """That deposit is settled already."""


class NoteMissing(Invalid):
    """A reason, which is stored with the deposit, must be given."""

    field: str


class BadNotification(Invalid):
    """A validly signed notification with an unusable `field`."""

    field: str


class NoSuchProviderTask(NotFound):
    """No task about money at a provider of that name."""


class ProviderTaskSettled(Conflict):
    """The task is done, or has nothing to be shared out."""


class SharedOutOtherwise(Invalid):
    """The pieces chosen do not add up to what was given back at the provider."""

    wanted_dong: int
    chosen_dong: int


class RepeatedOtherwise(Conflict):
    """The same bank reference was received before with other facts (promise M12)."""


class ProviderAway(Unavailable):
    """A payment provider gave no usable answer: the request may or may not have been carried out."""


class ProviderBusy(Unavailable):
    """A payment provider refused the request temporarily: nothing was done."""


class ProviderRefused(Conflict):
    """A payment provider refused the request finally; `code` is the provider's error code."""

    code: str
