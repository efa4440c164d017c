"""The legal forms a seller may have; the form decides whether tax is withheld (see `fees.queries`)."""

PERSON, HOUSEHOLD, GROUP, COOPERATIVE, COMPANY = (
    "ca_nhan",
    "ho_kinh_doanh",
    "to_hop_tac",
    "hop_tac_xa",
    "doanh_nghiep",
)
LEGAL_FORMS = (PERSON, HOUSEHOLD, GROUP, COOPERATIVE, COMPANY)
