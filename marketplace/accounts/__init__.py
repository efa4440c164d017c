"""How a person gets in: phone and code, password, second factor, sessions, roles.

Words: account, sign-in, one-time code, fresh, role. It does not know shops or units.
"""
