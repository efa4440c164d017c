"""Where to: a province, then one of its communes, which a person names in her own words."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import HiddenField, StringField, ValidationError
from wtforms.widgets import html_params

from marketplace.core.versioned_cache import VersionedCache
from marketplace.places.queries import Place, address_name, directory, is_called, places_version, search_areas
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.words.places import former_words, place_name

OPTION = Markup('<option{} value="{}">')
MOST_TYPED = 200
Choice = tuple[str, str, str]  # code, «Phường Hạc Thành, tỉnh Thanh Hóa», «trước là …»
_options: VersionedCache[Markup] = VersionedCache()


class ProvinceField(StringField):
    """A choice among the provinces, drawn from markup kept by the version of places."""

    options = Markup("")

    def widget(self, field: "ProvinceField", **attributes: Any) -> Markup:
        """A select box with the chosen province marked."""
        attributes.setdefault("id", field.id)
        options = field.options
        if field.data:
            marked = OPTION.format(Markup(" selected"), field.data)
            options = options.replace(OPTION.format("", field.data), marked, 1)
        return Markup("<select {}>{}</select>").format(html_params(name=field.name, **attributes), options)


def _draw_provinces(places: Mapping[str, Place]) -> Markup:
    provinces = [place for place in places.values() if place.parent_code is None]
    return Markup("").join(OPTION.format("", place.code) + place.name + Markup("</option>") for place in provinces)


class AreaForm(Form):
    """Where to: a province, and one of its communes by code; `place` holds the words in which she named it.

    Words alone are enough only where they name one commune to the letter and nothing else is called so; else `choices`
    are offered, today's and former names alike, and she takes one (`chosen`, of those offered for the words
    `chosen_for`). A code that the words do not name is not taken, nor one whose box was emptied.
    """

    province = ProvinceField(_l("Tỉnh, thành phố"), [Required(_l("Mời chọn tỉnh, thành phố."))])
    place = StringField(_l("Xã, phường"), [AtMost(MOST_TYPED)])
    commune = HiddenField(_l("Xã, phường"))
    chosen = StringField()
    chosen_for = StringField()

    def __init__(self, formdata: Any = None, *, home_province: str, area_code: str | None = None, **data: Any) -> None:
        version = places_version()
        self.places = directory(version)
        known = self.places.get(area_code or "")
        start = {"province": known.parent_code or home_province, "commune": known.code} if known else {}
        super().__init__(formdata, **({"province": home_province, "commune": ""} | start | data))
        self.choices: list[Choice] = []
        if formdata is not None and "choose_province" in formdata:
            self._offer_the_province()
        elif self.place.data or self.chosen.data:
            self._settle()
        elif formdata is not None and self.place.name in formdata:
            self.commune.data = ""  # she emptied the box, and nothing ran that empties what lies behind it
        self._write_out()
        self.province.options = _options.get(version, partial(_draw_provinces, self.places))

    def area_is_known(self) -> bool:
        """Whether a commune of the chosen province is named."""
        area = self.places.get(self.commune.data or "")
        return area is not None and area.level == "commune" and area.parent_code == self.province.data

    def none_words(self) -> str:
        """What is said of words that name no commune: they may be a village's, which has a box of its own or none."""
        if "address_line" in self:
            return str(
                _("Không thấy xã, phường nào như vậy. Thôn, làng, phố, số nhà ghi ở ô bên dưới; ở đây ghi xã, phường.")
            )
        return str(_("Không thấy xã, phường nào như vậy. Ở đây ghi tên xã, phường, không ghi thôn, làng."))

    def validate_commune(self, field: wtforms.Field) -> None:
        """A commune must be chosen, and lie in the province chosen with it."""
        if self.area_is_known():
            return
        if len(self.choices) == 1:
            raise ValidationError(_("Có phải nơi dưới đây không? Đúng thì mời chọn, không thì ghi rõ hơn."))
        if self.choices:
            raise ValidationError(_("Mời chọn một nơi trong các nơi dưới đây, hoặc ghi rõ hơn."))
        if self.place.data:
            raise ValidationError(self.none_words())
        if field.data:
            raise ValidationError(_("Mời chọn xã, phường thuộc tỉnh, thành phố ở trên."))
        raise ValidationError(_("Mời chọn xã, phường."))

    def _settle(self) -> None:
        """Take what she tapped, else the code that came with words that name it, else what they can only mean."""
        words, province_code = self.place.data, self.province.data
        if self._take_chosen() or (self.area_is_known() and is_called(self.commune.data, words)):
            return
        found = search_areas(words, near=province_code)
        only = [match.code for match in found if match.is_certain and match.province_code == province_code]
        self.commune.data = only[0] if only else ""
        if not only:
            self.choices = [(match.code, place_name(match), former_words(match.formers)) for match in found]

    def _take_chosen(self) -> bool:
        """What she tapped brings its province, if the words are still those it was offered for."""
        area = self.places.get(self.chosen.data or "")
        if area is None or area.level != "commune" or self.chosen_for.data != self.place.data:
            return False
        self.commune.data, self.province.data = area.code, area.parent_code
        return True

    def _offer_the_province(self) -> None:
        inside = [place for place in self.places.values() if place.parent_code == self.province.data]
        self.commune.data = ""
        self.choices = [(place.code, address_name(place.code, self.places), "") for place in inside]

    def _write_out(self) -> None:
        """A commune that is known stands in the box under its name of today."""
        if self.area_is_known():
            self.place.data = address_name(self.commune.data, self.places)
