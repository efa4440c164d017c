"""Persons (not sign-ins), how to reach them, what they consented to, and the traits kept sealed.

A person may have no phone or share one; who may sign in as her is a matter of accounts.
"""
