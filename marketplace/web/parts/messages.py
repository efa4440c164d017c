"""Gives `notifications` its renderer: templates, formats and language."""

from datetime import datetime
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale

from marketplace.notifications.rendering import use_renderer
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.orders import end_reason_words


def install_messages(app: Flask) -> None:
    """Let notifications render their templates, inside a request or in the worker."""
    app.jinja_env.filters["instant"] = datetime.fromisoformat
    app.jinja_env.filters["reason_words"] = end_reason_words
    use_renderer(_rendered, _filled)


def _filled(sentence: str, locale: str, facts: dict[str, Any]) -> str:
    written = {key: dong(value) if key.endswith("_dong") else value for key, value in facts.items()}
    with force_locale(locale):
        return in_words(sentence, **written)


def _rendered(template: str, locale: str, facts: dict[str, Any]) -> str:
    with force_locale(locale):
        return str(current_app.jinja_env.get_template(template).render(facts))
