"""The software that units say their members and officers use."""

NATIONAL_MEMBERS, MARKETPLACE, ZALO, OTHER = "national_members", "marketplace", "zalo", "other"
SOFTWARE = (NATIONAL_MEMBERS, MARKETPLACE, ZALO, OTHER)
MEMBERS, OFFICERS = "members", "officers"
USERS = (OFFICERS, MEMBERS)
