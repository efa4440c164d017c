"""Integer đồng: the only places where money is rounded or split."""

from collections.abc import Sequence


def share_of(amount_dong: int, basis_points: int) -> int:
    """`basis_points`/10,000 of an amount in đồng, rounded half up to a whole đồng (never a float)."""
    sign = -1 if amount_dong < 0 else 1
    return sign * ((abs(amount_dong) * basis_points + 5_000) // 10_000)


def part_of(amount_dong: int, some: int, of: int) -> int:
    """`some` of `of` equal parts of an amount in đồng (none below zero), rounded half up to a whole đồng."""
    return (2 * amount_dong * some + of) // (2 * of)


def split(amount_dong: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights so that the parts sum to it exactly (largest remainder, first wins ties).

    Raises ValueError for no weights or a weight below zero; all-zero weights count as equal ones.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be given and not negative")
    total = sum(weights)
    if total == 0:
        weights, total = [1] * len(weights), len(weights)
    sign, amount = (-1, -amount_dong) if amount_dong < 0 else (1, amount_dong)
    parts = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]
