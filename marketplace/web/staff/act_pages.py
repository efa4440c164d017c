"""One act on one record, on a page of its own: a form drawn field by field, each refusal beside its field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.services import PreparedDocument, keep_document
from marketplace.programme.errors import BadFunding
from marketplace.web.parts.uploads import refusal_words as upload_words
from marketplace.web.parts.uploads import sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import signed_in_person
from marketplace.web.staff.forms.funding import ActForm
from marketplace.web.words.funding import refusal_words

UPLOADS = ("proof", "photo")  # the fields that hold a picture


@dataclass(frozen=True)
class ActPage:
    """The words of a page: what is done, to what, by which button, and the way back."""

    title: str
    lead: str
    button: str
    back: str
    crumbs: tuple[tuple[str, str], ...]
    is_once: bool = False


def show_act(page: ActPage, form: ActForm, status: int = 200) -> Response:
    """The page with its form."""
    return make_response(render_template("staff/support/act.html", page=page, form=form), status)


def do_act(page: ActPage, form: ActForm, act: Callable[[int | None], None], done: str) -> Response:
    """Show the form, or do what it says in one transaction; `act` gets the key of the picture that was sent along."""
    if request.method != "POST":
        return show_act(page, form)
    if not form.validate():
        return show_act(page, form, 422)
    try:
        prepared = _sent_picture()
        with transaction():
            file = keep_document(prepared, signed_in_person().id) if prepared else None
            act(file.id if file else None)
    except (PhotoRefused, QuotaReached) as refused:
        _field_of(form, UPLOADS).errors = [upload_words(refused)]
        return show_act(page, form, 422)
    except BadFunding as refused:
        _tell(form, refused.field, refusal_words(refused))
        return show_act(page, form, 422)
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(page.back)
    flash(done, "success")
    return see_other(page.back)


def say_fault(form: ActForm, fault: Invalid, words: dict[str, str]) -> None:
    """Say a refusal of a service beside its field."""
    field = str(fault.facts.get("field", ""))
    _tell(form, field, words.get(field) or _("Mời xem lại chỗ này."))


def _tell(form: ActForm, field: str, words: str) -> None:
    if field in form:
        form[field].errors = [words]
    else:
        form.form_errors.append(words)


def _field_of(form: ActForm, names: tuple[str, ...]) -> Any:
    return next(form[name] for name in names if name in form)


def _sent_picture() -> PreparedDocument | None:
    sent = [content for name in UPLOADS for content in sent_files(name)]
    return take_document(sent[0], signed_in_person().id) if sent else None
