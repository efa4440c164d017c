"""The form macros: errors said twice, input kept, nothing ticked beforehand, all of it without scripts."""

import re

import wtforms
from werkzeug.datastructures import MultiDict

from tests.house.design_samples import NestedForm, SampleForm, context, environment


def _draw(source: str, form: wtforms.Form) -> str:
    names = "error_summary, field, checkbox_consent, money, radio_cards, area_picker"
    head = '{% from "components/forms.html" import ' + names + " %}"
    return environment().from_string(head + source).render(**context(form))


def test_an_error_is_said_at_the_top_and_at_the_field_and_input_is_kept() -> None:
    form = SampleForm(MultiDict({"phone": "0912", "full_name": ""}))
    form.validate()
    page = _draw(
        "{{ error_summary(form) }}{{ field(form.full_name, 'Như trên giấy tờ') }}{{ field(form.phone) }}", form
    )
    assert '<a href="#full_name">Mời viết họ và tên.</a>' in page
    assert page.count("Mời viết họ và tên.") == 2
    assert 'aria-describedby="full_name-hint full_name-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="0912"' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert "<div" not in _draw("{{ error_summary(form) }}", SampleForm())


def test_errors_within_nested_forms_are_listed_with_their_own_links() -> None:
    form = NestedForm(MultiDict({"parcel-weight": "", "variants-0-weight": ""}))
    form.validate()
    page = _draw("{{ error_summary(form) }}", form)
    assert 'href="#parcel-weight"' in page
    assert 'href="#variants-0-weight"' in page


def test_consent_is_never_ticked_beforehand() -> None:
    fresh = _draw("{{ checkbox_consent(form.consent) }}", SampleForm(consent=True))
    ticked = _draw("{{ checkbox_consent(form.consent) }}", SampleForm(MultiDict({"consent": "y"})))
    assert " checked" not in fresh
    assert " checked" in ticked


def test_optional_fields_say_so_and_demanded_ones_do_not() -> None:
    assert "(không bắt buộc)" in _draw("{{ field(form.note) }}", SampleForm())
    assert "(không bắt buộc)" not in _draw("{{ field(form.street) }}", SampleForm())


def test_money_is_typed_as_text_never_as_a_number_field() -> None:
    page = _draw("{{ money(form.price) }}", SampleForm())
    assert 'inputmode="numeric"' in page
    assert 'type="number"' not in page


def test_the_commune_can_be_chosen_without_scripts() -> None:
    page = _draw("{{ area_picker(form) }}", SampleForm())
    assert re.search(r'<noscript><button[^>]+name="choose_province"', page)
    assert re.findall(r'type="radio" name="chosen" value="([0-9]+)"', page) == ["16378", "14797"]
    assert "trước là phường Đông Sơn" in page and " checked" not in page


def test_what_people_typed_is_escaped() -> None:
    page = _draw("{{ field(form.phone) }}", SampleForm(MultiDict({"phone": '"><script>x</script>'})))
    assert "<script>" not in page
