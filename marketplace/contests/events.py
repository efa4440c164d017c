"""Events about ideas in contests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdeaStandingChanged:
    """An idea was entered, carried on or taken out, honoured or not any more, or supported nationally."""

    idea_id: int
