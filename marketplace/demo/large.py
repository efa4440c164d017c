"""The large demo: many more shops and products, set down table by table; names combined, pictures shared."""

from collections.abc import Callable

from marketplace.demo.stage import Stage


def write_many_shops(stage: Stage, *, shops: int, products: int, say: Callable[[str], None]) -> None:
    """Write so many more shops and products down, as part of the running transaction."""
    if not shops:
        return
