"""What the marketplace keeps of somebody, what she agreed to, and taking that back."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.people.purposes import PURPOSES
from marketplace.people.queries import get_person, list_consents, list_traits
from marketplace.people.services import withdraw_consent
from marketplace.web.account.privacy_words import purpose_words, trait_words
from marketplace.web.answers import see_other
from marketplace.web.visitor import acting_as, current_account, current_membership, signed_in_person


def show() -> str:
    """Her data in plain words, masked, and each consent with its day."""
    person = signed_in_person()
    return render_template(
        "account/privacy/show.html",
        account=current_account(),
        traits=[(trait_words(kind), masked) for kind, masked in list_traits(person.id).items()],
        consents=list_consents(person.id),
        words=purpose_words(),
        kept_while=kept_while(),
    )


def withdraw() -> str | Response:
    """Ask once more, then take a consent back; what rests on it alone is erased at once."""
    person, purpose = signed_in_person(), request.values.get("purpose", "")
    live = [c for c in list_consents(person.id) if c.purpose == purpose and c.withdrawn_at is None]
    if not live:
        raise NotFound(purpose=purpose)
    if purpose in kept_while():
        flash(kept_while()[purpose], "warning")
        return see_other(url_for("account.privacy.show"))
    if request.method == "GET":
        return render_template("account/privacy/withdraw.html", purpose=purpose, words=purpose_words()[purpose])
    with transaction():
        withdraw_consent(get_person(person.id), purpose, actor=acting_as(CUSTOMER))
    flash(_("Đã rút lại. Dữ liệu chỉ dùng cho việc đó đã được xóa."), "success")
    return see_other(url_for("account.privacy.show"))


def kept_while() -> dict[str, str]:
    """The purposes that cannot be taken back here, and why."""
    reasons: dict[str, str] = {}
    for purpose in PURPOSES.values():
        if purpose.needed_for_account:
            reasons[purpose.code] = _("Cần có chừng nào còn tài khoản. Muốn đóng tài khoản, mời gọi Hội.")
        elif purpose.needed_to_sell and current_membership() is not None:
            reasons[purpose.code] = _("Luật yêu cầu chừng nào chị còn bán hàng. Muốn thôi bán, mời gọi Hội.")
    return reasons
