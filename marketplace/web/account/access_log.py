"""«Ai đã xem thông tin của chị»: every look at what is kept sealed about the visitor, and what may be kept."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.people.purposes import PURPOSES, keeping
from marketplace.people.queries import get_person, list_consents, list_kept_kinds
from marketplace.people.services import OWN_PAGE, say_consent
from marketplace.people.traits import KINDS
from marketplace.programme.queries.access_log import PAPER_OPENED, Access, list_access
from marketplace.programme.queries.people import LOOKED_UP
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import acting_as, signed_in_person
from marketplace.web.words.access_log import act_words, purpose_words_of
from marketplace.web.words.privacy import KEEPING_TEXT, keeping_words, purpose_words, trait_words
from marketplace.web.words.roles import role_words


def show() -> str:
    """The log, newest first, and each kind of sensitive fact with her consent."""
    person = signed_in_person()
    live = {consent.purpose: consent for consent in list_consents(person.id) if consent.withdrawn_at is None}
    return render_template(
        "account/access/show.html",
        page=list_access(person, request.args.get("after")),
        told=_told,
        who=_who,
        kinds={keeping(kind): trait_words(kind) for kind in KINDS},
        kept=[keeping(kind) for kind in list_kept_kinds(person.id)],
        live=live,
        words=keeping_words(),
    )


def agree() -> Response:
    """She agrees, on her own page, that one kind of fact may be kept; an officer may write it down then."""
    purpose = request.form.get("purpose", "")
    if purpose not in PURPOSES or not PURPOSES[purpose].is_sensitive:
        raise NotFound(purpose=purpose)
    with transaction():
        by = acting_as(CUSTOMER)
        say_consent(get_person(by.person_id or 0), PURPOSES[purpose].traits[0], KEEPING_TEXT, OWN_PAGE, actor=by)
    flash(_("Đã ghi: chị đồng ý. Cán bộ Hội nơi chị ở hỏi chị rồi mới ghi."), "success")
    return see_other(url_for("account.access_log.show"))


def _told(access: Access) -> tuple[str, str]:
    """What was done, and what for."""
    what = trait_words(access.kind) if access.kind else ""
    if access.purpose in PURPOSES:
        what, purpose = purpose_words()[access.purpose][0], ""
    else:
        purpose = purpose_words_of(access.purpose)
    if access.action in (LOOKED_UP, PAPER_OPENED):
        what = ""
    return ": ".join(part for part in (act_words()[access.action], what) if part), purpose


def _who(access: Access) -> str:
    """The office: its name and the role in it, no person's name."""
    role = role_words(access.role) if access.role else _("Hệ thống của trang")
    return f"{access.unit_name} ({role})" if access.unit_name else str(role)
