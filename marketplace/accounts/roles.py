"""The roles of the association's staff, and which role may give which (promise A5)."""

OPERATOR = "operator"
PROVINCE_OFFICER, COMMUNE_OFFICER = "province_officer", "commune_officer"

PLATFORM_ROLES = frozenset({OPERATOR})  # held on the whole platform
OFFICES = frozenset({PROVINCE_OFFICER, COMMUNE_OFFICER})  # held in a unit of the association
STAFF_ROLES = PLATFORM_ROLES | OFFICES
PROVINCE_WIDE_ROLES = frozenset({PROVINCE_OFFICER, OPERATOR})

# The rights of a role contain those of the roles it may give.
GIVES = {
    OPERATOR: STAFF_ROLES,
    PROVINCE_OFFICER: frozenset({COMMUNE_OFFICER}),
}
