"""What can be refused about money asked for, received and given back."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany, Unavailable


class NoSuchPayment(NotFound):
    """No payment of that name within what this person may see."""


class NoSuchRefund(NotFound):
    """No refund of that name within what this person may see."""


class NoSuchNotice(NotFound):
    """No bank notice of that name within what this person may see."""


class MethodNotOffered(Conflict):
    """This way of paying is not offered for these goods now."""

    method: str


class TooManyUnpaid(TooMany):
    """One phone has as many cash-on-delivery orders under way as are allowed."""

    limit: int


class NothingToPay(Conflict):
    """Everything of the order is paid, ended, or on its way already."""

    order_number: str


class NothingSaid(Conflict):
    """Nobody reported this transfer, or it is still waited for: there is nothing to be searched in vain."""

    status: str


class PaymentEnded(Conflict):
    """The payment is not open any more."""

    status: str


class PayTooLate(Conflict):
    """The order has waited for its money for as long as an order may."""

    order_number: str


class AlreadySaid(Conflict):
    """The customer has said before that she transferred; the time was extended once."""


class WrongAmount(Invalid):
    """The money is not what was asked for."""

    wanted_dong: int
    came_dong: int


class NotThePayee(NotAllowed):
    """Only who receives the money may say that it came."""


class SamePerson(NotAllowed):
    """Whoever sent the money may not confirm that it arrived."""


class NothingToRefund(Conflict):
    """No money of that shop order is here to give back."""


class OverRefund(Conflict):
    """More would go back than came."""

    wanted_dong: int
    left_dong: int


class NotInThisOrder(NotFound):
    """That line is no part of the shop order."""

    order_line_id: int


class TooManyPieces(Conflict):
    """More pieces would be taken back than are left of that line, or none."""

    order_line_id: int
    wanted: int
    left: int


class RefundedOtherwise(Conflict):
    """By this cause other pieces were taken back before."""

    cause: str


class AccountMissing(Conflict):
    """The customer has not said yet where the money is to go."""


class NoticeSettled(Conflict):
    """Somebody has dealt with that money already."""


class NoteMissing(Invalid):
    """A reason must be given: it stays with the money."""

    field: str


class BadNotification(Invalid):
    """A notification that is rightly signed but cannot be read; `field` says which part."""

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
    """The same bank reference came before with other facts (promise M12)."""


class ProviderAway(Unavailable):
    """The card provider did not answer, or not sensibly; what was asked may have been done."""


class ProviderBusy(Unavailable):
    """The card provider refused to work now; nothing was done."""


class ProviderRefused(Conflict):
    """The card provider says no, for good; `code` is its own word for why."""

    code: str
