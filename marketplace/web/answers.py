"""Answers that several pages give the same way."""

from flask import redirect
from werkzeug.wrappers import Response


def see_other(path: str) -> Response:
    """Go on to a page after a change, so that reloading it repeats nothing (303)."""
    return redirect(path, 303)
