"""Rendering notices; the templates are reached through a renderer that the web sets at start-up."""

from collections.abc import Callable
from typing import Any

from marketplace.core.runtime import config
from marketplace.notifications.models import Notice
from marketplace.notifications.registries import MESSAGES
from marketplace.notifications.shape import Rendered

Renderer = Callable[[str, str, dict[str, Any]], str]
_renderer: list[Renderer] = []


def use_renderer(template: Renderer, sentence: Renderer) -> None:
    """Set the functions that render a template (by name) or a sentence to plain text, in a language and with facts."""
    _renderer[:] = [template, sentence]


def render(notice: Notice, locale: str | None = None) -> Rendered:
    """A notice in a language (the recipient's own by default)."""
    language = locale or notice.locale
    return Rendered(
        title=" ".join(_words(notice, "title", language).split()),
        text=_words(notice, "text", language).strip(),
        link=config().public_url + notice.path,
    )


def render_words(kind: str, locale: str, facts: dict[str, Any]) -> str:
    """The text of a message that is never stored as a notice (codes, invitations)."""
    return " ".join(_renderer[0](f"messages/{kind}/title.txt", locale, facts).split())


def _words(notice: Notice, part: str, locale: str) -> str:
    own = MESSAGES.get(notice.kind).words
    if own is not None:
        return _renderer[1](getattr(own, part), locale, notice.facts)
    return _renderer[0](f"messages/{notice.kind}/{part}.txt", locale, notice.facts)
