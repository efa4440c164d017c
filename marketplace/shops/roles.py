"""The roles of the people of a shop, and what each of them may do there."""

OWNER, EDITOR, PACKER, ACCOUNTANT = "owner", "editor", "packer", "accountant"

OWNER_ROLES = frozenset({OWNER})  # may close it, and say where it is paid
EDITING_ROLES = frozenset({OWNER, EDITOR})  # may change the shop and its products
PACKING_ROLES = frozenset({OWNER, EDITOR, PACKER})  # may answer and send orders
MONEY_ROLES = frozenset({OWNER, ACCOUNTANT})  # may see, confirm and send back money
