"""Notifications: who is told what, over which channel, and whether it was delivered.

Words: notice, delivery, message, channel.
"""
