"""What must hold of the register. R1: each woman is a member once at a time, a post has one holder. R2: channels."""

from collections.abc import Iterator

from marketplace.association.queries import faults_of_channels, faults_of_register
from marketplace.core.promises import promise


@promise(
    "R1",
    "a woman is a member of one unit at a time, nobody holds a post twice at a time, a chair has one holder at a time, "
    "and nothing ends before it began",
)
def register_says_each_once() -> Iterator[str]:
    """Memberships of one woman, or holders of one post, in the same days; last days before the first."""
    yield from faults_of_register()


@promise("R2", "no unit has the same link twice, and no channel ended before it began")
def channels_stand_once() -> Iterator[str]:
    """One link twice in a unit; last days before the first."""
    yield from faults_of_channels()
