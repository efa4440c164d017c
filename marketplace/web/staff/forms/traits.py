"""The form of one sensitive fact: that she agreed and how, then what is to be kept; nothing is chosen beforehand."""

from collections.abc import Mapping

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.core.clock import today
from marketplace.people.services import MEETING, PAPER
from marketplace.people.traits import ETHNICITY, is_value, more_of, value_of
from marketplace.web.parts.forms import AtMost, Form
from marketplace.web.words.privacy import trait_words
from marketplace.web.words.traits import channel_words, choice_words, degree_words


class TraitForm(Form):
    """How she agreed, where she has not yet; the choice of this kind, and the year or degree where it asks for one."""

    channel = wtforms.RadioField(_l("Chị ấy đồng ý bằng cách nào"), validate_choice=False)
    agreed = wtforms.BooleanField(_l("Tôi đã đọc cho chị ấy nghe đoạn trên, và chị ấy đồng ý"))
    choice = wtforms.SelectField(validate_choice=False)
    year = wtforms.StringField(_l("Năm của giấy chứng nhận"), [AtMost(10)])
    degree = wtforms.SelectField(_l("Mức độ khuyết tật"), validate_choice=False)
    kind: str
    has_consent: bool

    def validate_channel(self, field: wtforms.Field) -> None:
        """How, unless her consent stands."""
        if not self.has_consent and field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn chị ấy đồng ý bằng cách nào."))

    def validate_agreed(self, field: wtforms.Field) -> None:
        """Her consent, unless it stands."""
        if not self.has_consent and not field.data:
            raise wtforms.ValidationError(
                _("Chưa có sự đồng ý của chị ấy thì chưa ghi được. Vui lòng hỏi chị ấy trước.")
            )

    def validate_choice(self, field: wtforms.Field) -> None:
        """One of the choices of this kind."""
        if not field.data or field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn một dòng."))

    def validate_year(self, field: wtforms.Field) -> None:
        """The year of the certificate, where there is one."""
        if more_of(self.kind, self.choice.data or "") != "year":
            return
        if not is_value(self.kind, self.value) or int(field.data) > today().year:
            raise wtforms.ValidationError(
                _("Vui lòng nhập năm ghi trên giấy chứng nhận, ví dụ %(year)s.", year=today().year)
            )

    def validate_degree(self, field: wtforms.Field) -> None:
        """The degree, where there is one."""
        if more_of(self.kind, self.choice.data or "") == "degree" and not is_value(self.kind, self.value):
            raise wtforms.ValidationError(_("Mời chọn mức độ ghi trên giấy xác nhận."))

    @property
    def value(self) -> str:
        """What is to be kept, as `people.traits` writes it."""
        choice = self.choice.data or ""
        more = {"year": self.year.data, "degree": self.degree.data}.get(more_of(self.kind, choice), "")
        return value_of(choice, (more or "").strip())


def trait_form(kind: str, given: Mapping[str, str], *, has_consent: bool) -> TraitForm:
    """The form of one kind."""
    form = TraitForm(MultiDict(given))
    form.kind, form.has_consent = kind, has_consent
    form.channel.choices = [(code, channel_words()[code]) for code in (PAPER, MEETING)]
    form.choice.label.text = trait_words(kind)
    words = choice_words(kind).items()
    in_order = sorted(words, key=lambda item: item[1]) if kind == ETHNICITY else words
    form.choice.choices = [("", _("Mời chọn")), *in_order]
    form.degree.choices = [("", _("Mời chọn")), *degree_words().items()]
    return form
