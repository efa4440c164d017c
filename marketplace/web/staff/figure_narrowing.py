"""A list narrowed to one part of a figure, by its address: «by=age_band&part=30-39»."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from marketplace.accounts.roles import OFFICES
from marketplace.core.errors import NotFound
from marketplace.programme.queries import Narrowing, Part
from marketplace.programme.registries import dimensions_of
from marketplace.programme.shape import Dimension, Indicator
from marketplace.web.plumbing.visitor import staff_roles
from marketplace.web.plumbing.wording import in_words

BY, PART = "by", "part"
UNKNOWN = "?"  # the part of what is not known


def narrowing_of(plug: Indicator) -> Narrowing:
    """The part to which a list is narrowed by its address; a sensitive one opens for nobody, others for officers."""
    pairs = list(zip(request.args.getlist(BY), request.args.getlist(PART), strict=False))
    known = {dimension.code: dimension for dimension in dimensions_of(plug) if not dimension.is_sensitive}
    if any(code not in known for code, _part in pairs) or (pairs and not is_officer()):
        raise NotFound(part=pairs)
    return [(known[code], None if part == UNKNOWN else part) for code, part in pairs]


def narrowing_words(narrowing: Narrowing) -> str:
    """«Nhóm tuổi: 30–39 tuổi; Loại xã, phường: xã»."""
    return "; ".join(
        f"{in_words(d.words.name)}: {part_names(d, {part}).get(part, part or '')}" for d, part in narrowing
    )


def narrowing_address(narrowing: Narrowing) -> dict[str, list[str]]:
    """The address parameters of a narrowed list."""
    if not narrowing:
        return {}
    return {BY: [d.code for d, _part in narrowing], PART: [UNKNOWN if p is None else p for _d, p in narrowing]}


def is_officer() -> bool:
    """Whether the visitor is an officer, to whom parts of few women are shown."""
    return bool(staff_roles() & OFFICES)


def part_names(dimension: Dimension, codes: set[Part]) -> dict[Any, str]:
    """The parts there are in order, the unknown last."""
    named = dimension.names({code for code in codes if code is not None})
    found: dict[Any, str] = {code: in_words(name) for code, name in named.items()}
    found |= {code: code for code in sorted(c for c in codes if c is not None and c not in found)}
    return found | ({None: str(_("chưa rõ"))} if None in codes else {})
