"""By what the things behind a figure are told apart, one file each, found by the registry; SQL is allowed here."""
