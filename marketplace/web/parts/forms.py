"""The base of every form: tidy text in, clear words out."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.folding import could_be_name, shows_nothing, tidy, tidy_lines


class Form(wtforms.Form):
    """A form whose text fields arrive tidied (NFC, no control characters, trimmed)."""

    class Meta(wtforms.meta.DefaultMeta):
        """WTForms' own messages follow the visitor's language where it has them."""

        csrf = False  # the gate checks every change before any view

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Give text fields the tidying filter unless they bring filters of their own."""
            filters = unbound_field.kwargs.get("filters", [])
            kind = unbound_field.field_class
            if issubclass(kind, wtforms.PasswordField):
                return unbound_field.bind(form=form, **options)
            if issubclass(kind, wtforms.TextAreaField):
                filters = [_tidy_long, *filters]
            elif issubclass(kind, wtforms.StringField):
                filters = [_tidy_short, *filters]
            return unbound_field.bind(form=form, filters=filters, **options)

        def get_translations(self, form: Any) -> Any:
            """Our own words for the few messages of the library that can still be met."""
            return _LibraryWords()


class _LibraryWords:
    """The library's English messages, said in the visitor's language."""

    def gettext(self, text: str) -> str:
        if text.startswith("Not a valid choice"):
            return str(_l("Mời chọn một mục trong danh sách."))
        return str(_l("Mời xem lại chỗ này."))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one)


def _tidy_short(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _tidy_long(value: Any) -> Any:
    return tidy_lines(value) if isinstance(value, str) else value


class Required:
    """The field must be filled; the message says what to give, not what is wrong."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse an empty field."""
        if not field.data or (isinstance(field.data, str) and shows_nothing(field.data)):
            field.errors[:] = []
            raise wtforms.validators.StopValidation(str(self.message))


class AtMost:
    """A text may be so long; a longer one is asked to be shortened, never cut."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.field_flags = {"most": characters}  # counted by the page: `maxlength` would cut what is pasted unseen

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a longer text."""
        if field.data and len(field.data) > self.characters:
            raise ValidationError(too_long_words(self.characters))


class PersonName:
    """A name that somebody gives herself where nobody looks at it first: what no list of people would take is asked."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is no name."""
        if field.data and not could_be_name(field.data):
            raise ValidationError(str(_l("Vui lòng nhập cả họ và tên bằng chữ, ví dụ Lê Thị Mận.")))


def too_long_words(most: int) -> str:
    """What to do about a text that is too long; the text itself stays in its box."""
    return str(_l("Mời viết ngắn lại, nhiều nhất %(most)d chữ cái.", most=most))
