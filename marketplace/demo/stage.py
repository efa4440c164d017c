"""The state of the small demo while it is created: that of `story.stage`, and its pictures."""

from dataclasses import dataclass, field

from marketplace.demo.pictures import Pictures
from marketplace.story import stage


@dataclass
class Stage(stage.Stage):
    """The people and shops created so far, and the prepared pictures."""

    pictures: Pictures = field(kw_only=True)
