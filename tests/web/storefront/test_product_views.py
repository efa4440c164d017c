from typing import Any

import pytest
from flask import Flask

from marketplace.web.storefront.product_views import papers_in_force, stars_of
from tests.days import in_days


def paper(kind: str, stars: int | None, until: str | None) -> dict[str, Any]:
    facts = {"number": "MAU-1", "authority": "UBND tỉnh", "issued_on": "2025-03-01"}
    return {"kind": kind, "stars": stars, "expires_on": until, **facts}


@pytest.mark.parametrize(
    ("papers", "stars"),
    [
        ([], None),
        ([("ocop", 4, 0)], 4),
        ([("ocop", 4, -1)], None),
        ([("ocop", 3, None), ("ocop", 5, -1)], 3),
        ([("haccp_iso", None, None)], None),
    ],
)
def test_stars_hold_as_long_as_their_certificate(
    papers: list[tuple[str, int | None, int | None]], stars: int | None
) -> None:
    given = [paper(kind, worth, None if days is None else in_days(days).isoformat()) for kind, worth, days in papers]
    assert stars_of({"certificates": given}) == stars


def test_papers_are_named_with_number_authority_and_days(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = papers_in_force(
            {
                "certificates": [
                    paper("ocop", 4, "2999-12-31"),
                    paper("ban_tu_cong_bo", None, None),
                    paper("ocop", 5, in_days(-1).isoformat()),
                ]
            }
        )
    assert [name for name, _ in shown] == ["Giấy chứng nhận OCOP 4 sao", "Bản tự công bố sản phẩm"]
    assert shown[0][1] == "Số MAU-1, UBND tỉnh, cấp ngày 01/03/2025, có giá trị đến 31/12/2999"
