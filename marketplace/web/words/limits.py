"""The words of rate limits."""

from flask_babel import gettext as _

from marketplace.core.clock import VIETNAM
from marketplace.core.errors import TooMany


def too_many_words(refusal: TooMany) -> str:
    """When to try again, in words."""
    at = refusal.facts["retry_at"].astimezone(VIETNAM)  # type: ignore[attr-defined]
    return str(_("Đã thử nhiều lần. Mời đợi đến %(time)s rồi thử lại.", time=f"{at:%H:%M}"))
