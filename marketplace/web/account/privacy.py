"""The personal data stored about the visitor, the consents she gave, and withdrawing them."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.people.purposes import IDENTITY, PAYMENT, PURPOSES
from marketplace.people.queries import get_person, list_consents, list_kept_kinds, list_traits
from marketplace.people.services import withdraw_consent
from marketplace.sellers.queries import bank_account_of, find_seller_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import acting_as, current_account, signed_in_person
from marketplace.web.words.privacy import purpose_words, trait_words


def show() -> str:
    """The visitor's data in plain words, masked, and each consent with its day."""
    person = signed_in_person()
    return render_template(
        "account/privacy/show.html",
        account=current_account(),
        traits=_sealed(person.id),
        consents=list_consents(person.id),
        words=purpose_words(),
        kept_while=kept_while(),
    )


def withdraw() -> str | Response:
    """Confirm, then withdraw a consent; data that rests on it alone is erased at once."""
    person, purpose = signed_in_person(), request.values.get("purpose", "")
    live = [c for c in list_consents(person.id) if c.purpose == purpose and c.withdrawn_at is None]
    if not live:
        raise NotFound(purpose=purpose)
    if purpose in kept_while():
        flash(kept_while()[purpose], "warning")
        return see_other(url_for("account.privacy.show"))
    if request.method == "GET":
        return render_template(
            "account/privacy/withdraw.html",
            purpose=purpose,
            words=purpose_words()[purpose],
            goes=_goes(purpose),
            erases=purpose in (IDENTITY, PAYMENT) or PURPOSES[purpose].is_sensitive,
        )
    with transaction():
        withdraw_consent(get_person(person.id), purpose, actor=acting_as(CUSTOMER))
    flash(" ".join([_("Đã rút lại."), *_gone(purpose)]), "success")
    return see_other(url_for("account.privacy.show"))


def _sealed(person_id: int) -> list[tuple[str, str]]:
    """The sealed traits and the bank account of a person, in masked form."""
    account = bank_account_of(person_id)
    kept = [(trait_words(kind), masked) for kind, masked in list_traits(person_id).items()]
    kept += [(trait_words(kind), "•••") for kind in list_kept_kinds(person_id)]
    return kept + ([(_("Tài khoản ngân hàng"), account.number_masked)] if account else [])


def kept_while() -> dict[str, str]:
    """The purposes whose consent cannot be withdrawn here, and why."""
    is_seller = find_seller_of(signed_in_person().id) is not None
    reasons: dict[str, str] = {}
    for purpose in PURPOSES.values():
        if purpose.needed_for_account:
            reasons[purpose.code] = _("Cần có chừng nào còn tài khoản. Muốn đóng tài khoản, mời gọi Hội.")
        elif purpose.needed_to_sell and is_seller:
            reasons[purpose.code] = _("Luật yêu cầu chừng nào chị còn bán hàng. Muốn thôi bán, mời gọi Hội.")
    return reasons


def _goes(purpose: str) -> list[str]:
    """What withdrawing a consent will erase, and what it means for an application."""
    goes = {
        IDENTITY: _("Số căn cước, ngày sinh, mã số thuế và ảnh giấy tờ của chị sẽ bị xóa ngay, không lấy lại được."),
        PAYMENT: _("Các số tài khoản ngân hàng của chị sẽ bị xóa ngay, không lấy lại được."),
    }
    kept = [goes[purpose]] if purpose in goes else []
    kept += [_("Điều này sẽ bị xóa ngay, không lấy lại được.")] if PURPOSES[purpose].is_sensitive else []
    if PURPOSES[purpose].needed_to_sell:
        kept.append(_("Thiếu điều này thì hồ sơ bán hàng của chị chưa được duyệt; chị đồng ý lại lúc nào cũng được."))
    return kept


def _gone(purpose: str) -> list[str]:
    """What withdrawing a consent has erased."""
    gone = {
        IDENTITY: _("Số căn cước, ngày sinh, mã số thuế và ảnh giấy tờ của chị đã được xóa."),
        PAYMENT: _("Các số tài khoản ngân hàng của chị đã được xóa."),
    }
    if PURPOSES[purpose].is_sensitive:
        return [_("Điều đã giữ kín được xóa.")]
    return [gone[purpose]] if purpose in gone else []
