"""Faster translation in templates: the catalogue is looked up once a request instead of for each message."""

from typing import Any

from flask import Flask, g
from flask_babel import Domain, get_locale
from flask_babel import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


class CachedDomain(Domain):
    """The translation domain, cached by request and language (messages to others change the language within one)."""

    def get_translations(self) -> Any:
        """The translations of the language in force."""
        known = g.get("_flask_babel") if g else None
        locale = getattr(known, "babel_locale", None)
        kept = getattr(known, "own_catalogue", None)
        if kept is not None and locale is not None and kept[0] is locale:
            return kept[1]
        locale, found = get_locale(), super().get_translations()
        if known is not None:
            known.own_catalogue = (locale, found)
        return found


_domain = CachedDomain()


def install_gettext(app: Flask) -> None:
    """Replace the `_`, `gettext` and `ngettext` of templates; call after Babel was set up."""
    app.extensions["babel"].instance.domain_instance = _domain
    app.jinja_env.globals.update({"_": _gettext, "gettext": _gettext, "ngettext": _ngettext})


@pass_context
def _gettext(context: Context, message: str, **variables: Any) -> str:
    return _filled(context, _domain.get_translations().ugettext(message), variables)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int, **variables: Any) -> str:
    return _filled(
        context, _domain.get_translations().ungettext(singular, plural, number), {"num": number, **variables}
    )


def _filled(context: Context, text: str, variables: dict[str, Any]) -> str:
    """As Jinja does: always a format string, its variables escaped where the template escapes."""
    if context.eval_ctx.autoescape:
        text = Markup(text)  # noqa: S704 our own words; what is filled in is escaped
    return text % variables if "%" in text else text


def in_words(message: str, **facts: object) -> str:
    """A message marked with `N_` in a plug, translated and filled in; «» for an empty one."""
    return str(_(message, **facts)) if message else ""
