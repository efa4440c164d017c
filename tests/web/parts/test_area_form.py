"""A place in her own words: what is said of words that name one commune, or none."""

import pytest
import wtforms
from flask import Flask
from werkzeug.datastructures import MultiDict

from marketplace.web.parts.area_form import AreaForm


class WithStreet(AreaForm):
    """A place with a box for village and house number below it."""

    address_line = wtforms.StringField()


@pytest.mark.parametrize(
    ("kind", "place", "said"),
    [
        (WithStreet, "làng Bồng Thượng", "Thôn, làng, phố, số nhà ghi ở ô bên dưới"),
        (AreaForm, "làng Bồng Thượng", "không ghi thôn, làng"),
        (AreaForm, "bien thu", "Có phải nơi dưới đây không?"),
        (AreaForm, "Đông Sơn", "Mời chọn một nơi trong các nơi dưới đây"),
    ],
)
def test_what_is_said_fits_what_was_found(app: Flask, kind: type[AreaForm], place: str, said: str) -> None:
    """A village has its own box; one place found is not «one of the places» (8.19)."""
    with app.test_request_context():
        form = kind(MultiDict({"province": "38", "place": place}), home_province="38")
        assert not form.validate() and said in form.commune.errors[0]
