"""Answers that several pages give the same way."""

from flask import Response, redirect


def see_other(path: str) -> Response:
    """Go on to a page after a change, so that reloading it repeats nothing (303)."""
    response = redirect(path, 303)
    assert isinstance(response, Response)
    return response


def moved_to(path: str) -> Response:
    """The page stands at another address from now on (301)."""
    response = redirect(path, 301)
    assert isinstance(response, Response)
    return response
