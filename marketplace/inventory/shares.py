"""Fair shares: how much of the stock somebody may take who has not proven who she is (yet).

Whoever types a phone proves nothing, so what is taken is counted three times: for the phone, for the browser, and for
the line it came by. A line may be shared by a whole village (CGNAT), so it is the share of what there is that counts,
never the number of orders alone. Nobody is turned away: a code sent to the phone frees from all of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PHONE, BROWSER, LINE = "phone", "browser", "line"
FEW = 3  # pieces of one kind of goods; of more, the half of what there is, rounded up
MOST_SHARES = {PHONE: 2.0, BROWSER: 2.0, LINE: 4.0}  # all kinds together: four halves make two, two last pieces too
MOST_LINES = {PHONE: 10, BROWSER: 10, LINE: 200}  # order lines before this order


@dataclass(frozen=True)
class Asker:
    """Who asks without a proof, as fingerprints: the phone typed, the browser, the line."""

    phone: str
    browser: str | None = None
    line: str | None = None


def unfair_share(
    asker: Asker, has: Sequence[Any], wanted: Mapping[int, int], left: Mapping[int, int], *, orders_of_line: int = 0
) -> str:
    """What of an asker would have too much: phone, browser or line; «» when the share is fair.

    `has` are rows of `queries.list_unproven`; `wanted` and `left` count pieces by variant. Goods of which fewer are
    left than wanted are somebody else's refusal. Where an installation lets one line place many orders an hour
    (`orders_of_line`), that many order lines are no sign of anything.
    """
    most = MOST_LINES | {LINE: max(MOST_LINES[LINE], orders_of_line)}
    for key in (PHONE, BROWSER, LINE):
        if getattr(asker, key) is not None and _is_too_much(key, has, wanted, left, most[key]):
            return key
    return ""


def _is_too_much(
    key: str, has: Sequence[Any], wanted: Mapping[int, int], left: Mapping[int, int], most_lines: int
) -> bool:
    if sum(getattr(row, f"{key}_lines") for row in has) >= most_lines:
        return True
    taken = {row.variant_id: getattr(row, key) for row in has}
    free = {row.variant_id: row.left for row in has} | dict(left)
    pieces = {variant: taken.get(variant, 0) + wanted.get(variant, 0) for variant in {*taken, *wanted}}
    there = {variant: max(taken.get(variant, 0) + free[variant], pieces[variant], 1) for variant in pieces}
    if any(_is_most_of_it(pieces[v], there[v]) for v in wanted if wanted[v] <= left[v]):
        return True
    return bool(sum(pieces[v] / there[v] for v in pieces) > MOST_SHARES[key])


def _is_most_of_it(pieces: int, of: int) -> bool:
    return pieces > max(FEW, -(-of // 2))
