"""Who is told what, over which channel, and whether it arrived.

Words: notice, delivery, message, channel.
"""
