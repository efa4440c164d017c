"""The ways of paying, one file each; found at start-up and held to one contract test."""
