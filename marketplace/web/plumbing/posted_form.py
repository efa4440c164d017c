"""What was typed into the form of this request: kept over a sign-in, put aside for later, shown again on an error page.

Passwords and codes are never kept, and files cannot be: these are asked again.
"""

from flask import Response, flash, g, request, session
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict

from marketplace.accounts.models import SignIn
from marketplace.accounts.services.saved_forms import (
    SavedForm,
    forget_form,
    form_put_aside,
    hold_form,
    put_form_aside,
)
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.assets import asset
from marketplace.web.plumbing.once import FIELD as ONCE
from marketplace.web.plumbing.paths import own_path, page_of_form
from marketplace.web.plumbing.visitor import current_sign_in

FIELD = "csrf_token"  # the field with the session's token
LATER = "later"  # name of the button that puts a form aside; its value is where to go on
PASSWORD, CODE, FILES = "password", "code", "files"  # kinds of what is asked again
CODES = ("code", "digits")
NOT_TYPED = ("next", "username", ONCE)  # fields that forms bring along
TAKEN = "taken"  # key in the visit: the path of the form taken last
REFUSED = ("error", "warning")  # messages of a form that was not taken, though the answer leads on


def posted_form() -> SavedForm | None:
    """The form of this request without its secrets; None where nothing was typed."""
    typed, asks = [], []
    for name, values in request.form.lists():
        kind = _secret_kind(name)
        if kind and name not in (FIELD, LATER):
            asks.append((name, kind))
        elif name not in (FIELD, LATER):
            typed += [(name, value) for value in values]
    sent = [(name, FILES) for name, files in request.files.lists() if any(file.filename for file in files)]
    if not any(value.strip() for name, value in typed if name not in NOT_TYPED) and not sent:
        return None
    asks += [(name, FILES) for name in request.files]
    return SavedForm(own_address(), request.endpoint or "", page_of_form(), typed, asks)


def own_address() -> str:
    """The path of this request with its query."""
    return request.full_path.rstrip("?")


def hold(sign_in: SignIn) -> bool:
    """Keep the form of this request until its sender has signed in or proven herself; False where it cannot be kept."""
    form = posted_form()
    if form is None or not any(value.strip() for _name, value in form.fields):
        return False
    with transaction():
        return hold_form(sign_in, form)


def forget_what_was_kept(sign_in: SignIn) -> None:
    """The form of this request is being sent: what was kept of it is not needed any more."""
    if sign_in.kept_form_sealed is not None:
        with transaction():
            forget_form(sign_in, own_address())


def wants_later() -> bool:
    """Whether the button «Để sau» of a form was pressed."""
    return LATER in request.form


def put_aside() -> Response:
    """Keep what stands in the form of this request for its owner, and go where she wanted to."""
    form, sign_in = posted_form(), current_sign_in()
    if form is not None and sign_in is not None:
        with transaction():
            kept = put_form_aside(sign_in, form)
        if kept:
            flash(_("Những gì chị vừa ghi được giữ lại, chưa lưu. Lần sau mở trang đó là thấy."), "info")
    return see_other(own_path(request.form.get(LATER), "/"))


def put_aside_before() -> ImmutableMultiDict[str, str] | None:
    """What was left for later in the form of this page, to fill it in again; None where nothing was."""
    sign_in = current_sign_in()
    form = form_put_aside(sign_in, own_address()) if sign_in and request.method == "GET" else None
    if form is None:
        return None
    if "told_of_what_was_kept" not in g:
        g.told_of_what_was_kept = True
        flash(_("Những gì chị ghi lần trước vẫn còn đây, chưa lưu."), "info")
    g.put_aside_for = now() - form.at
    return ImmutableMultiDict(form.fields)


def note_what_was_taken(response: Response) -> Response:
    """Remember for the next page which form was taken: until then its words are kept by the browser."""
    was_taken = (
        request.method == "POST" and response.status_code == 303 and g.get("was_let_in") and FIELD in request.form
    )
    if was_taken and not any(category in REFUSED for category, _text in session.get("_flashes", ())):
        session[TAKEN] = request.path
    return response


def kept_words() -> Markup:
    """What a page tells the script of kept words: its sentences, the form that was taken since the last one, and how
    many milliseconds ago the server put aside what it shows.
    """
    if g.get("is_public_page"):
        return Markup("")
    told = {
        "kept": _("Những chữ chưa gửi lần trước vẫn còn đây."),
        "drop": _("Bỏ đi"),
        "other": _("Máy này còn giữ những chữ khác, chưa gửi:"),
        "use": _("Lấy lại những chữ này"),
        "files": _("Ảnh, giấy tờ đã chọn thì không giữ lại được, mời chọn lại."),
    }
    if TAKEN in session:
        told |= {"taken": session.pop(TAKEN), "module": asset("keep.js")}  # also where no form brings the script
    if "put_aside_for" in g:
        told["aside"] = int(g.put_aside_for.total_seconds() * 1000)
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in told.items())


def _secret_kind(name: str) -> str:
    if "password" in name:
        return PASSWORD
    return CODE if name in CODES else ""
