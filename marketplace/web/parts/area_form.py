"""An area in a form: a province, then one of its communes, as two fields."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import StringField, ValidationError
from wtforms.widgets import html_params

from marketplace.core.versioned_cache import VersionedCache
from marketplace.places.queries import Place, directory, places_version
from marketplace.web.parts.forms import Form, Required

OPTION = Markup('<option{} value="{}">')
_options: VersionedCache[Markup] = VersionedCache()


class AreaField(StringField):
    """A choice among areas, whose markup is cached by the version of places: a province has up to 170 communes."""

    options = Markup("")

    def widget(self, field: "AreaField", **attributes: Any) -> Markup:
        """A select box with the chosen area marked."""
        attributes.setdefault("id", field.id)
        options = field.options
        if field.data:
            marked = OPTION.format(Markup(" selected"), field.data)
            options = options.replace(OPTION.format("", field.data), marked, 1)
        return Markup("<select {}>{}</select>").format(html_params(name=field.name, **attributes), options)


def _draw_options(places: Mapping[str, Place], province_code: str | None) -> Markup:
    """The options of a select box of provinces, or of a province's communes after an empty first one."""
    inside = [(place.code, place.name) for place in places.values() if place.parent_code == province_code]
    first = [] if province_code is None else [("", "")]
    drawn = [OPTION.format("", code) + name + Markup("</option>") for code, name in first + inside]
    return Markup("").join(drawn)


class AreaForm(Form):
    """A province, then one of its communes."""

    province = AreaField(_l("Tỉnh, thành phố"), [Required(_l("Mời chọn tỉnh, thành phố."))])
    commune = AreaField(_l("Xã, phường"), [Required(_l("Mời chọn xã, phường."))])

    def __init__(self, formdata: Any = None, *, home_province: str, area_code: str | None = None, **data: Any) -> None:
        version = places_version()
        self.places = directory(version)
        known = self.places.get(area_code or "")
        start = {"province": known.parent_code or home_province, "commune": known.code} if known else {}
        super().__init__(formdata, **({"province": home_province, "commune": ""} | start | data))
        province = self.province.data if self.province.data in self.places else ""
        for field, inside in ((self.province, None), (self.commune, province)):
            field.options = _options.get(version, partial(_draw_options, self.places, inside), inside)

    def area_is_known(self) -> bool:
        """Whether a commune of the chosen province is named."""
        area = self.places.get(self.commune.data or "")
        return area is not None and area.level == "commune" and area.parent_code == self.province.data

    def validate_commune(self, field: Any) -> None:
        """The commune must lie in the province chosen with it."""
        if not self.area_is_known():
            raise ValidationError(str(_l("Mời chọn xã, phường thuộc tỉnh, thành phố ở trên.")))
