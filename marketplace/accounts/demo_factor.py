"""The second factor of every demo member of staff: printed in the README, refused by production.

Accounts opened with it carry `is_demo`, and an installation that holds one does not start in production.
"""

DEMO_TOTP_SECRET = "GIANHANGPHUNUXUTHANHMAUTHUSECRET"  # noqa: S105 - public on purpose
