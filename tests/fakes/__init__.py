"""Stand-ins for the outside world, true to its rules and its failures; never for our own code."""
