"""The posts of the Union's cadre, as its papers call them: where each exists, and which one woman alone holds."""

from dataclasses import dataclass

from marketplace.association.levels import BRANCH, COMMUNE, PROVINCE

BRANCH_HEAD, BRANCH_DEPUTY, GROUP_HEAD = "branch_head", "branch_deputy", "group_head"
PRESIDENT, VICE_PRESIDENT, STANDING_MEMBER = "president", "vice_president", "standing_member"
COMMITTEE_MEMBER, FULL_TIME = "committee_member", "full_time"


@dataclass(frozen=True)
class Post:
    """One kind of post: the levels of the Union that have it; `is_single` where a unit has one holder at a time."""

    levels: frozenset[str]
    is_single: bool = False


_BRANCHES, _COMMITTEES = frozenset({BRANCH}), frozenset({PROVINCE, COMMUNE})
POSTS: dict[str, Post] = {  # in the order in which they are shown
    PRESIDENT: Post(_COMMITTEES, is_single=True),
    VICE_PRESIDENT: Post(_COMMITTEES),
    STANDING_MEMBER: Post(_COMMITTEES),
    COMMITTEE_MEMBER: Post(_COMMITTEES),
    FULL_TIME: Post(_COMMITTEES),
    BRANCH_HEAD: Post(_BRANCHES, is_single=True),
    BRANCH_DEPUTY: Post(_BRANCHES),
    GROUP_HEAD: Post(_BRANCHES),
}


def posts_at(level: str) -> list[str]:
    """The posts that a level of the Union has."""
    return [code for code, post in POSTS.items() if level in post.levels]
