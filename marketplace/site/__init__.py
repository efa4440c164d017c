"""What the operator sets for this installation: brand, money flow, registration, channels.

Words: setting. A change counts up the site version, so the next page everywhere shows it.
"""
