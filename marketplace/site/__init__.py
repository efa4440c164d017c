"""What the operator sets for this installation: brand, money flow, registration, channels.

Words: setting. A change increases the site version, which invalidates what every process has cached.
"""
