"""Why a figure that was printed once differs from what records say of the same days."""

DEFINITION, PERIOD, LIST_MISSING, COUNTED_TWICE, CORRECTION = "definition", "period", "list", "twice", "correction"
REASONS = (DEFINITION, PERIOD, LIST_MISSING, COUNTED_TWICE, CORRECTION)
