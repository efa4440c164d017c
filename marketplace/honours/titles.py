"""The titles of the Union's honours, who can be honoured, and the levels that honour."""

EXEMPLARY, CERTIFICATE, LETTER, MEDAL, OUTSTANDING, OTHER = (
    "exemplary",
    "certificate",
    "letter",
    "medal",
    "outstanding",
    "other",
)
TITLES = (EXEMPLARY, CERTIFICATE, LETTER, MEDAL, OUTSTANDING, OTHER)
PERSON, MODEL, UNIT = "person", "model", "unit"
AWARDEES = (PERSON, MODEL, UNIT)
COMMUNE, PROVINCE, NATION = "commune", "province", "nation"
LEVELS = (COMMUNE, PROVINCE, NATION)
