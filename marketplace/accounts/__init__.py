"""How a person gets in: phone and code, password, second factor, sessions, roles.

Words: account, sign-in, one-time code, fresh, role, change of phone. It does not know shops or units.
A change of phone that an officer asked for waits until its owner is done with it; see `states`.
"""
