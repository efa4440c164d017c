"""No menu, list of tasks or page leads where its reader may not go (8.15)."""

import re
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from marketplace.web.plumbing.access import AccessRule
from marketplace.web.plumbing.routing import who_may
from tests.cast import NOBODY, ROLES, sign_in_cast
from tests.visitors import text_of

_FORMS = re.compile(r'<form\b(?=[^>]*\bmethod="post")(?:(?![^>]*\baction=)|[^>]*?\baction="(/[^"#]*)")[^>]*>')
_LINKS = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*)')


def _may(who: AccessRule, name: str) -> bool:
    wanted = who.shop_roles | who.staff_roles
    return not who.needs_sign_in or (name != NOBODY and (not wanted or bool(wanted & ROLES[name])))


def _who_of(app: Flask, path: str, method: str) -> AccessRule | None:
    try:
        endpoint, _values = app.url_map.bind("localhost").match(urlsplit(path).path, method=method)
    except HTTPException:
        return None
    return None if endpoint == "static" else who_may(app, endpoint, method)


def _pages(app: Flask, name: str) -> list[str]:
    """Every page without a number or name in its address that asks this person to sign in, and the home page."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    asked = [(rule.rule, who_may(app, rule.endpoint, "GET")) for rule in rules]
    return sorted({"/"} | {path for path, who in asked if who and who.needs_sign_in and _may(who, name)})


def _led_astray(app: Flask, page: str, html: str, name: str) -> set[tuple[str, str, str]]:
    """The links and forms of a page that this person may not follow or send."""
    wanted = [("GET", link) for link in _LINKS.findall(html)]
    wanted += [("POST", action or page) for action in _FORMS.findall(html)]
    asked = {(method, to): _who_of(app, to, method) for method, to in wanted}
    return {(page, method, to) for (method, to), who in asked.items() if who is not None and not _may(who, name)}


def test_every_link_and_form_of_every_page_is_open_to_its_reader(app: Flask) -> None:
    wrong: dict[str, set[tuple[str, str, str]]] = {}
    read = 0
    for name, visitor in sign_in_cast(app).items():
        for page in _pages(app, name):
            answer = visitor.get(page)
            if name == NOBODY or answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            read += 1
            wrong.setdefault(name, set()).update(_led_astray(app, page, answer.get_data(as_text=True), name))
    assert {name: sorted(found) for name, found in wrong.items() if found} == {}
    assert read > 100


def test_a_page_that_is_not_for_her_says_for_whom_it_is(app: Flask) -> None:
    """(8.15) Whoever comes by an old link reads why."""
    cast = sign_in_cast(app)
    for name, page, words in (
        ("shop packer", "/seller/money", "Trang này dành cho chủ gian hàng và người giữ sổ."),
        ("shop accountant", "/seller/products", "Trang này dành cho chủ gian hàng và người đăng hàng."),
        ("customer", "/staff", "Trang này dành cho cán bộ Hội và quản trị hệ thống."),
        ("commune officer", "/staff/settings", "Trang này dành cho quản trị hệ thống."),
        ("operator", "/staff/support/new", "Trang này dành cho cán bộ Hội."),
    ):
        answer = cast[name].get(page)
        assert answer.status_code == 403 and words in text_of(answer), f"{name} at {page}: {text_of(answer)[:300]}"
