"""What classes are about, for whom they are, and how somebody was in a session."""

DIGITAL_SKILLS, ONLINE_SELLING, START_UP, MANAGEMENT = "digital_skills", "online_selling", "start_up", "management"
LAW, TRADE, OUTREACH, UNION_WORK, OTHER = "law", "trade", "outreach", "union_work", "other"
TOPICS = (DIGITAL_SKILLS, ONLINE_SELLING, START_UP, MANAGEMENT, LAW, TRADE, OUTREACH, UNION_WORK, OTHER)

FOR_WOMEN, FOR_OFFICERS = "women", "officers"
AUDIENCES = (FOR_WOMEN, FOR_OFFICERS)

PRESENT, LATE, LEFT_EARLY = "present", "late", "left_early"
MARKS = (PRESENT, LATE, LEFT_EARLY)  # who has none was absent

BY_OFFICER, BY_HERSELF = "officer", "herself"  # who entered her in the list

BEFORE, AFTER = "before", "after"
MOMENTS = (BEFORE, AFTER)  # of a quiz

CALLED_OFF, ON_AGAIN, MOVED = CHANGES = ("called_off", "on_again", "moved")  # of a class, told to its list
SEAT, SESSION_OFF, SESSION_MOVED = "seat", "session_off", "session_moved"
NEWS = (SEAT, *CHANGES, SESSION_OFF, SESSION_MOVED)

VNEID, ACCOUNT, PUBLIC_SERVICE, SAFE_SOCIAL = OUTREACHES = (
    "vneid",
    "account",
    "public_service",
    "safe_social",
)  # of outreach in bulk
