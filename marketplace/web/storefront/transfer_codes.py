"""A payment by transfer on a page: the QR code to scan, and its content in rows to copy."""

from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import payee_number
from marketplace.payments.vietqr.payload import Payload, transfer_to_account
from marketplace.payments.vietqr.picture import qr_svg
from marketplace.web.plumbing.formats import dong

Row = tuple[str, str | None, str | None]  # label, what is copied, what is read where that is something else


@dataclass(frozen=True)
class TransferCode:
    """One payment's QR code, and its content in words."""

    picture: Markup
    rows: list[Row]


def transfer_code(payment: Payment) -> TransferCode:
    """The QR code of a payment by transfer."""
    payload = payload_of(payment)
    return TransferCode(Markup(qr_svg(payload)), _rows(payment, payload))  # noqa: S704 - drawn by ourselves


def payload_of(payment: Payment) -> Payload:
    """The VietQR payload: account, amount and memo of this payment alone."""
    return transfer_to_account(
        bank_bin=payment.payee_account["bin"],
        account=payee_number(payment),
        amount_dong=payment.amount_dong,
        memo=payment.memo or "",
    )


def _rows(payment: Payment, payload: Payload) -> list[Row]:
    memo = payment.memo or ""
    return [
        (_("Số tiền"), str(payment.amount_dong), dong(payment.amount_dong)),
        (_("Nội dung chuyển khoản"), memo, None),
        (_("Ngân hàng"), None, payment.payee_account["bank"]),
        (_("Số tài khoản"), payload.account, _spaced(payload.account)),
        (_("Chủ tài khoản"), None, payment.payee_account["holder"]),
    ]


def _spaced(number: str) -> str:
    """«0071000999» → «0071 0009 99», «100200300» → «100 200 300»: easier to compare."""
    size = 3 if len(number) % 3 == 0 else 4
    return " ".join(number[i : i + size] for i in range(0, len(number), size))
