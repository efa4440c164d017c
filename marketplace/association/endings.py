"""Why a membership or a post ends."""

MOVED, LEFT, DIED, TERM_OVER, OTHER_WORK = "moved", "left", "died", "term_over", "other_work"
OF_MEMBERS = (MOVED, LEFT, DIED)
OF_POSTS = (TERM_OVER, OTHER_WORK, MOVED, LEFT, DIED)
