from tests.visitors import Visitor


def test_a_visit_without_anything_to_remember_has_no_cookie(visitor: Visitor) -> None:
    assert "Set-Cookie" not in visitor.get("/healthz").headers
    assert "Set-Cookie" not in visitor.get("/apply").headers


def test_what_is_remembered_lasts_a_month(visitor: Visitor) -> None:
    chosen = visitor.post("/language", {"locale": "en"})
    cookie = chosen.headers["Set-Cookie"]
    assert cookie.startswith("visit=") and "Expires=" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Set-Cookie" not in visitor.get("/healthz").headers
