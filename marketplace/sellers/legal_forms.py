"""The legal forms a seller may have; the form decides whether tax is withheld (vietnam law 2026-07-01)."""

PERSON, HOUSEHOLD, GROUP, COOPERATIVE, COMPANY = (
    "ca_nhan",
    "ho_kinh_doanh",
    "to_hop_tac",
    "hop_tac_xa",
    "doanh_nghiep",
)
LEGAL_FORMS = (PERSON, HOUSEHOLD, GROUP, COOPERATIVE, COMPANY)
# Decree 252/2026 arts. 43-46: household businesses and individuals; a group without legal person counts as one.
WITHHELD_FORMS = frozenset({PERSON, HOUSEHOLD, GROUP})
