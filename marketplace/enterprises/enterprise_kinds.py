"""What an enterprise can be, what people are in it, and where its products are shown."""

ENTERPRISE, HOUSEHOLD = "enterprise", "household"
COOPERATIVE, COOPERATIVE_GROUP, LINKED_GROUP, CLUB = "cooperative", "cooperative_group", "linked_group", "club"
FORMS = (ENTERPRISE, HOUSEHOLD, COOPERATIVE, COOPERATIVE_GROUP, LINKED_GROUP, CLUB)
COLLECTIVES = (COOPERATIVE, COOPERATIVE_GROUP, LINKED_GROUP, CLUB)
STARTING_UP = (ENTERPRISE, COOPERATIVE, COOPERATIVE_GROUP)  # khởi nghiệp
TRADING = (HOUSEHOLD,)  # khởi sự kinh doanh

FOUNDER, OWNER, MANAGER = "founder", "owner", "manager"
ROLES = (FOUNDER, OWNER, MANAGER)

CHAIR, BOARD_MEMBER, DIRECTOR, DEPUTY_DIRECTOR = "chair", "board_member", "director", "deputy_director"
HEAD, DEPUTY_HEAD = "head", "deputy_head"
OF_COMPANIES = (DIRECTOR, DEPUTY_DIRECTOR, CHAIR, BOARD_MEMBER)
TITLES: dict[str, tuple[str, ...]] = {
    ENTERPRISE: OF_COMPANIES,
    HOUSEHOLD: (HEAD,),
    COOPERATIVE: OF_COMPANIES,
    COOPERATIVE_GROUP: (HEAD, DEPUTY_HEAD),
    LINKED_GROUP: (HEAD, DEPUTY_HEAD),
    CLUB: (HEAD, DEPUTY_HEAD),
}

RUNNING, CLOSED, VOID = "running", "closed", "void"
STATES = (RUNNING, CLOSED, VOID)

FACEBOOK, ZALO, TIKTOK, MARKET, WEBSITE = "facebook", "zalo", "tiktok", "market", "website"
PLACES = (FACEBOOK, ZALO, TIKTOK, MARKET, WEBSITE)
