"""Redirects that several pages use."""

from flask import Response, redirect

from marketplace.core.errors import Refusal


def see_other(path: str) -> Response:
    """Redirect to a page after a change, so that reloading repeats nothing (303)."""
    response = redirect(path, 303)
    assert isinstance(response, Response)
    return response


def told(refusal: Refusal, done: str, otherwise: str) -> tuple[str, str]:
    """The message after an act was refused, with its kind: a second press of what she did herself is told as done."""
    return (done, "success") if getattr(refusal, "repeated", False) else (otherwise, "warning")


def moved_to(path: str) -> Response:
    """Redirect permanently to a page's new address (301)."""
    response = redirect(path, 301)
    assert isinstance(response, Response)
    return response
