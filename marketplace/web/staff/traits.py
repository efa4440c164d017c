"""«Thông tin giữ kín» of a woman: which kinds are kept, her consent, opening one for a purpose; no list of values."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Invalid, NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent, list_consents, list_kept_kinds
from marketplace.people.traits import KINDS
from marketplace.programme.services import keep_trait_of, open_trait_of, take_consent_back
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.forms.traits import trait_form
from marketplace.web.staff.women import get_woman
from marketplace.web.words.privacy import KEEPING_TEXT, keeping_words, trait_words
from marketplace.web.words.traits import channel_words, opening_words, value_words


def index(person_id: str) -> str:
    """The kinds: kept or not, with or without consent."""
    return _page(_woman(person_id))


def keep(person_id: str, kind: str) -> Response:
    """Write one fact down, after her consent; what was kept before is replaced, and never shown here."""
    woman = _woman(person_id)
    _known(kind)
    live = find_consent(woman.id, keeping(kind))
    form = trait_form(kind, request.form, has_consent=live is not None)
    if request.method == "POST" and form.validate():
        with transaction():
            first_time()
            keep_trait_of(
                woman,
                kind,
                form.value,
                channel="" if live else form.channel.data,
                text_version=KEEPING_TEXT,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.traits.index", person_id=person_id))
        flash(_("Đã giữ kín: %(what)s.", what=trait_words(kind)), "success")
        return see_other(page)
    page = render_template(
        "staff/women/trait.html",
        woman=woman,
        kind=kind,
        name=trait_words(kind),
        form=form,
        live=live,
        channels=channel_words(),
        words=keeping_words(),
    )
    return make_response(page, 422 if request.method == "POST" else 200)


def reveal(person_id: str, kind: str) -> Response:
    """Open one fact for this page alone; the purpose is audited and she reads it."""
    woman, purpose = _woman(person_id), request.form.get("purpose", "")
    _known(kind)
    try:
        with transaction():
            value = open_trait_of(woman, kind, purpose, actor=officer_actor(), scope=current_scope())
    except TooMany:
        words = _("Chị đã mở nhiều thông tin trong một giờ. Mời đợi rồi mở tiếp.")
        return make_response(_page(woman, fault=(kind, words)), 429)
    except Invalid:
        return make_response(_page(woman, fault=(kind, _("Mời chọn mở xem để làm gì."))), 422)
    return make_response(_page(woman, opened=(kind, value_words(kind, value))))


def withdraw(person_id: str, kind: str) -> Response:
    """She said that it is to be kept no more: asked once more, then erased."""
    woman = _woman(person_id)
    _known(kind)
    if request.method == "GET":
        if find_consent(woman.id, keeping(kind)) is None:
            raise NotFound(kind=kind)
        return make_response(render_template("staff/women/trait_withdraw.html", woman=woman, name=trait_words(kind)))
    with transaction():
        take_consent_back(woman, kind, actor=officer_actor(), scope=current_scope())
    flash(_("Đã ghi chị ấy rút lại đồng ý, và đã xóa: %(what)s.", what=trait_words(kind)), "success")
    return see_other(url_for("staff.traits.index", person_id=person_id))


def _woman(person_id: str) -> Person:
    """A woman of the territory who is not the officer: her own facts somebody else keeps."""
    woman = get_woman(person_id)
    if woman.id == signed_in_person().id:
        raise NotFound(person=person_id)
    return woman


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound(kind=kind)


def _page(woman: Person, *, opened: tuple[str, str] = ("", ""), fault: tuple[str, str] = ("", "")) -> str:
    consents = {c.purpose: c for c in list_consents(woman.id) if c.withdrawn_at is None}
    return render_template(
        "staff/women/traits.html",
        woman=woman,
        kinds=[(kind, trait_words(kind), consents.get(keeping(kind))) for kind in KINDS],
        kept=list_kept_kinds(woman.id),
        channels=channel_words(),
        purposes=opening_words(),
        opened=opened,
        fault=fault,
    )
