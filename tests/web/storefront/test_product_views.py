from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.web.storefront.product_views import papers_in_force, stars_of

YESTERDAY, TODAY = ((today() - timedelta(days=days)).isoformat() for days in (1, 0))


def paper(kind: str, stars: int | None, until: str | None) -> dict[str, Any]:
    facts = {"number": "MAU-1", "authority": "UBND tỉnh", "issued_on": "2025-03-01"}
    return {"kind": kind, "stars": stars, "expires_on": until, **facts}


@pytest.mark.parametrize(
    ("papers", "stars"),
    [
        ([], None),
        ([paper("ocop", 4, TODAY)], 4),
        ([paper("ocop", 4, YESTERDAY)], None),
        ([paper("ocop", 3, None), paper("ocop", 5, YESTERDAY)], 3),
        ([paper("haccp_iso", None, None)], None),
    ],
)
def test_stars_hold_as_long_as_their_certificate(papers: list[dict[str, Any]], stars: int | None) -> None:
    assert stars_of({"certificates": papers}) == stars


def test_papers_are_named_with_number_authority_and_days(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = papers_in_force(
            {
                "certificates": [
                    paper("ocop", 4, "2999-12-31"),
                    paper("ban_tu_cong_bo", None, None),
                    paper("ocop", 5, YESTERDAY),
                ]
            }
        )
    assert [name for name, _ in shown] == ["Giấy chứng nhận OCOP 4 sao", "Bản tự công bố sản phẩm"]
    assert shown[0][1] == "Số MAU-1, UBND tỉnh, cấp ngày 01/03/2025, có giá trị đến 31/12/2999"
