"""Fair shares: how much of the stock somebody may take who has not proven who she is (yet).

Whoever types a phone proves nothing, so what is taken is counted three times: for the phone, for the browser, and for
the line it came by. A line may be shared by a whole village (CGNAT), so it is the share of what there is that counts,
never the number of orders alone. Nobody is turned away: a code sent to the phone frees from all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PHONE, BROWSER, LINE = "phone", "browser", "line"
FEW = 3  # pieces of one kind of goods; of more, the half of what there is, rounded up
MOST_SHARES = {PHONE: 2.0, BROWSER: 2.0, LINE: 4.0}  # all kinds together: four halves make two, two last pieces too
MOST_LINES = {PHONE: 10, BROWSER: 10, LINE: 200}  # order lines before this order
MOST_ROWS = sum(MOST_LINES.values()) + 1


@dataclass(frozen=True)
class Asker:
    """Who asks without a proof, as fingerprints: the phone typed, the browser, the line."""

    phone: str
    browser: str | None = None
    line: str | None = None


def unfair_share(asker: Asker, has: Iterable[Any], wanted: Mapping[int, int], left: Mapping[int, int]) -> str:
    """What of an asker would have too much: phone, browser or line; «» when the share is fair.

    `has` are rows of `queries.list_unproven`; `wanted` and `left` count pieces by variant. Goods of which fewer are
    left than wanted are somebody else's refusal.
    """
    rows = list(has)
    for key in (PHONE, BROWSER, LINE):
        name = getattr(asker, key)
        hers = [row for row in rows if name is not None and getattr(row, f"asker_{key}") == name]
        if name is not None and _is_too_much(key, hers, wanted, left):
            return key
    return ""


def _is_too_much(key: str, hers: list[Any], wanted: Mapping[int, int], left: Mapping[int, int]) -> bool:
    if len(hers) >= MOST_LINES[key]:
        return True
    pieces, free = defaultdict(int, wanted), {row.variant_id: row.left for row in hers} | dict(left)
    for row in hers:
        pieces[row.variant_id] += row.quantity
    taken = {variant: pieces[variant] - wanted.get(variant, 0) for variant in pieces}
    if any(_is_most_of_it(taken[v] + wanted[v], taken[v] + left[v]) for v in wanted if wanted[v] <= left[v]):
        return True
    shares = sum(pieces[v] / max(taken[v] + free[v], pieces[v]) for v in pieces)
    return bool(shares > MOST_SHARES[key])


def _is_most_of_it(pieces: int, of: int) -> bool:
    return pieces > max(FEW, -(-of // 2))
