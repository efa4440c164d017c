"""How a place found by a name is told: today's name, and what it was."""

from collections.abc import Sequence

from flask_babel import gettext as _

from marketplace.places.naming import within_sentence, written_address
from marketplace.places.queries import AreaMatch, Former

MOST_FORMERS = 3  # told of one place; more would hide the next


def place_name(match: AreaMatch) -> str:
    """«Phường Hạc Thành, tỉnh Thanh Hóa»."""
    return written_address(match.name, match.province_name)


def former_words(formers: Sequence[Former]) -> str:
    """«trước là phường Đông Sơn, thành phố Thanh Hóa; …» of each former unit under whose name a place was found."""
    told = [_told(former) for former in formers[:MOST_FORMERS]]
    return "; ".join(told + ["…"] * (len(formers) > MOST_FORMERS))


def _told(former: Former) -> str:
    name = written_address(within_sentence(former.name), former.within)
    if former.is_district:
        return str(_("trước thuộc %(name)s", name=name))
    if former.is_divided:
        return str(_("trước là một phần của %(name)s", name=name))
    return str(_("trước là %(name)s", name=name))
