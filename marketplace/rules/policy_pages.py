"""The policy pages every installation must show: the disclosure groups of Decree 248/2026/NĐ-CP, chapter II.

Their order is that of the footer. Default texts stand in `texts/<language>/<slug>.txt`: first line the title.
"""

from pathlib import Path

OWNER, PAYMENT, RANKING, PRIVACY, DELIVERY = (
    "chu-so-huu",
    "gia-va-thanh-toan",
    "xep-hang-quang-cao",
    "bao-ve-du-lieu",
    "van-chuyen-giao-nhan",
)
SLUGS = (
    OWNER,
    "quy-che-hoat-dong",
    "dieu-kien-giao-dich",
    PRIVACY,
    "giai-quyet-khieu-nai",
    PAYMENT,
    DELIVERY,
    "doi-tra-hoan-tien",
    "kiem-hang",
    RANKING,
    "quyen-nghia-vu-nguoi-ban",
    "quyen-nghia-vu-nguoi-mua",
    "hang-cam-han-che",
)
LOCALES = ("vi", "en")
TEXTS = Path(__file__).parent / "texts"


def default_text(slug: str, locale: str) -> tuple[str, str]:
    """(title, body) of the text this version ships for a page."""
    title, _, body = (TEXTS / locale / f"{slug}.txt").read_text(encoding="utf-8").partition("\n")
    return title.strip(), body.strip()


def place_of(slug: str) -> int:
    """Where a page stands in the footer; pages an operator added come last."""
    return SLUGS.index(slug) if slug in SLUGS else len(SLUGS)
