"""Words in templates: translated, filled in with escaped values, in the language in force at that moment."""

from flask import Flask, render_template_string
from flask_babel import force_locale


def test_gaps_are_filled_and_what_fills_them_is_escaped(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string(
            "{{ _('Kiện %(num)d/%(of)d', num=1, of=2) }} {{ _('Gọi %(phone)s', phone=x) }}", x="<b>"
        )
    assert page == "Kiện 1/2 Gọi &lt;b&gt;"


def test_numbers_choose_their_form(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string("{{ ngettext('%(num)d kiện', '%(num)d kiện', 3) }}")
    assert page == "3 kiện"


def test_the_language_may_change_within_a_request(app: Flask) -> None:
    template = "{{ _('Giỏ hàng') }}"
    with app.test_request_context("/"):
        before = render_template_string(template)
        with force_locale("en"):
            english = render_template_string(template)
        after = render_template_string(template)
    assert before == after == "Giỏ hàng"
    assert english not in ("", "Giỏ hàng")


def test_outside_a_request_words_are_there_too(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ _('Giỏ hàng') }}")
    with force_locale("en"):
        assert template.render() != "Giỏ hàng"
    assert template.render() == "Giỏ hàng"
