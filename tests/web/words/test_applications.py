"""Every code of an application has its words; none is shown to people as it stands in the code."""

from flask import Flask

from marketplace.people.citizen_card import CardWarning
from marketplace.people.purposes import PURPOSES
from marketplace.sellers import card_check, decisions, goods, legal_forms, steps
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.states import APPLICATION
from marketplace.web.words import applications as words


def test_every_code_has_words(app: Flask) -> None:
    with app.test_request_context():
        for step in steps.STEPS:
            assert words.question_words(step).name and words.step_name(step)
        for code, requirement in REQUIREMENTS.all().items():
            assert words.requirement_words(code).name != code
            assert not requirement.takes_papers or words.paper_words(code).hint
        for form in legal_forms.LEGAL_FORMS:
            assert words.form_words(form).hint
        for kind in goods.GOODS:
            assert words.goods_words(kind).name != kind
        for state in APPLICATION.states():
            assert words.state_words(state)[1]
        assert set(words.decline_reasons()) == set(decisions.DECLINE_REASONS)
        needed = {code for code, purpose in PURPOSES.items() if purpose.needed_to_sell}
        assert set(words.consent_words()) == needed


def test_every_doubt_is_a_sentence(app: Flask) -> None:
    own = (card_check.MALE_NUMBER, card_check.YEAR_DIFFERS, card_check.NAME_DIFFERS, card_check.BIRTH_DATE_DIFFERS)
    with app.test_request_context():
        for code in (*own, *(warning.value for warning in CardWarning)):
            assert words.doubt_words(code).endswith(".")


def test_unknown_refusals_still_say_what_to_do(app: Flask) -> None:
    with app.test_request_context():
        assert words.refusal_words("anything", "odd") == "Mời chị xem lại chỗ này."
        assert words.decline_reason_words("odd") == ""
        assert words.form_words(None).name == "Chưa chọn"
