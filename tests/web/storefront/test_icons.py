from io import BytesIO

from PIL import Image

from tests.visitors import Visitor


def test_whoever_asks_for_the_icon_at_its_old_place_gets_it(visitor: Visitor) -> None:
    answer = visitor.get("/favicon.ico")
    assert answer.status_code == 200 and answer.mimetype == "image/x-icon"
    assert "max-age=86400" in answer.headers["Cache-Control"] and "Set-Cookie" not in answer.headers
    picture = Image.open(BytesIO(answer.data))
    assert picture.format == "ICO" and picture.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
