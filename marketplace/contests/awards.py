"""The codes of contests: levels, awards, sectors of ideas, how a tie is broken, and what locks a judge's sheet."""

COMMUNE, PROVINCE, REGION, NATION = "commune", "province", "region", "nation"
LEVELS = (COMMUNE, PROVINCE, REGION, NATION)  # from below

FIRST, SECOND, THIRD, ENCOURAGEMENT, HONOURED = "first", "second", "third", "encouragement", "honoured"
AWARDS = (FIRST, SECOND, THIRD, ENCOURAGEMENT, HONOURED)  # from the highest

SECTORS = ("farming", "food", "craft", "trade", "tourism", "care", "technology", "environment", "other")

BY_CRITERION, BY_CHAIR, SHARED = "criterion", "chair", "shared"
TIE_RULES = (BY_CRITERION, BY_CHAIR, SHARED)

HERSELF, FAMILY, HOUSEHOLD, TEACHER, PARTNER, OTHER = "herself", "family", "household", "teacher", "partner", "other"
RELATIONS = (HERSELF, FAMILY, HOUSEHOLD, TEACHER, PARTNER, OTHER)

DANCE, SONG, DIGITAL, SPORT = "dance", "song", "digital", "sport"
MOVEMENTS = (DANCE, SONG, DIGITAL, SPORT, OTHER)

FULL_MARKS = 100  # what the weights of the criteria add up to
LEAST_SHEETS = 3  # of judges who are free, for each entry
TENTHS = 10  # points are kept in tenths: 27,5 is 275
