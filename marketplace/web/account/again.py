"""After a sign-in or a proof: the form that the visitor had filled in is shown again, for the visitor to send."""

from flask import Response, make_response, render_template

from marketplace.accounts.services.saved_forms import held_form_of
from marketplace.web.account.entering import home_of
from marketplace.web.parts.proving import never_store
from marketplace.web.parts.typed_again import shown_again
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_sign_in


def show() -> Response:
    """Show the held form; nothing is sent until the visitor submits it."""
    never_store()
    sign_in = current_sign_in()
    assert sign_in is not None  # the route demands it
    held = held_form_of(sign_in)
    if held is None:
        return see_other(home_of(sign_in.account))
    return make_response(render_template("account/prove/again.html", typed=shown_again(held)))
