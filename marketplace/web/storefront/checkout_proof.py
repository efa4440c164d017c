"""Proving the phone of a guest's order while it is placed: a code is sent there, and typed on the last screen."""

from dataclasses import dataclass

import wtforms
from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import CodeOver, WrongCode
from marketplace.accounts.exchanges import prove_code
from marketplace.accounts.queries import find_code
from marketplace.accounts.services.codes import ORDER, demo_code, is_proven, issue_code
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.visitor import visitor_address
from marketplace.web.words.limits import too_many_words

MOST_ID = 64  # signs of a proof's public id


class ProofForm(Form):
    """The code, and which one it is."""

    code = wtforms.StringField(_l("Mã gồm 6 chữ số"))
    proof = wtforms.HiddenField()


@dataclass(frozen=True)
class AskedProof:
    """What the last screen shows of it: why, the fields, and on a demo the code itself."""

    why: str
    form: ProofForm
    is_sent: bool = False
    demo_code: str | None = None


def offered(why: str) -> AskedProof:
    """The last screen says why the phone is to be proven, and offers to send a code."""
    return AskedProof(why, ProofForm())


def send_code(phone: str) -> AskedProof:
    """Send a code to the phone of the order; beyond the limits nothing is sent, and the screen says so."""
    form, why = (
        ProofForm(),
        str(_("Vui lòng nhập mã trong tin nhắn vừa gửi về số điện thoại của đơn, rồi bấm đặt hàng.")),
    )
    try:
        with transaction():
            row = issue_code(ORDER, phone, str(get_locale()), address=visitor_address())
    except TooMany as refusal:
        return AskedProof(too_many_words(refusal), form)
    form.proof.data = row.public_id
    return AskedProof(why, form, True, demo_code(row))


def proven_with(phone: str) -> str:
    """Prove the code sent with this request; the proof's id when it stands for this phone, «» when none was sent.

    Raises WrongCode, CodeOver or TooMany. The same request sent twice finds the proof made.
    """
    public_id = request.form.get("proof", "")[:MOST_ID]
    row = find_code(public_id) if public_id else None
    if row is None or row.phone != phone or row.purpose != ORDER:
        return ""
    if not is_proven(public_id, ORDER):
        prove_code(public_id, request.form.get("code", ""), ORDER)
    return public_id


def typed_again(fault: WrongCode | CodeOver | TooMany) -> AskedProof:
    """The last screen once more, with what was wrong with the code beside its box."""
    form = ProofForm(request.form)
    form.code.data = ""
    form.code.errors = [_fault_words(fault)]
    row = find_code((form.proof.data or "")[:MOST_ID])
    is_open = isinstance(fault, WrongCode) and bool(fault.tries_left)
    return AskedProof(_why_again(), form, is_open, demo_code(row) if row and is_open else None)


def _why_again() -> str:
    return str(_("Đơn chưa được đặt. Mọi điều quý khách đã ghi vẫn còn đây."))


def _fault_words(fault: WrongCode | CodeOver | TooMany) -> str:
    if isinstance(fault, TooMany):
        return too_many_words(fault)
    if isinstance(fault, WrongCode) and fault.tries_left:
        return str(_("Mã chưa đúng. Còn %(left)d lần thử.", left=fault.tries_left))
    return str(_("Mã này không còn dùng được. Mời nhận mã mới."))
