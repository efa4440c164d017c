"""Persons (not sign-ins), how to reach them, what they consented to, and the traits kept sealed.

A person may have no phone or share one; which account belongs to a person is decided in `accounts`.
"""
