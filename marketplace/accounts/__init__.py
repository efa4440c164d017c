"""Authentication and roles: accounts by phone and one-time code, passwords, second factor, sessions, roles.

Words: account, sign-in, one-time code, fresh, role, change of phone. It does not know shops or units.
A change of phone that an officer asked for waits for the account's owner to confirm it; see `states`.
"""
