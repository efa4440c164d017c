"""Redirects that several pages use."""

from flask import Response, redirect


def see_other(path: str) -> Response:
    """Redirect to a page after a change, so that reloading repeats nothing (303)."""
    response = redirect(path, 303)
    assert isinstance(response, Response)
    return response


def moved_to(path: str) -> Response:
    """Redirect permanently to a page's new address (301)."""
    response = redirect(path, 301)
    assert isinstance(response, Response)
    return response
