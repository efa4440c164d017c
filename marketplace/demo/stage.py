"""The small demo in the making: what both demos know of it, and the pictures of its shops, goods and papers."""

from dataclasses import dataclass, field

from marketplace.demo.pictures import Pictures
from marketplace.story import stage


@dataclass
class Stage(stage.Stage):
    """Everybody who has appeared so far, and the pictures that are at hand."""

    pictures: Pictures = field(kw_only=True)
