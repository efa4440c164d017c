from tests.visitors import Visitor


def test_alive(visitor: Visitor) -> None:
    assert visitor.get("/healthz").data == b"ok"
    assert visitor.get("/readyz").data == b"ok"
    r = visitor.get("/nope")
    print(r.status_code, r.get_data(as_text=True)[:3000])
    assert r.status_code == 404
