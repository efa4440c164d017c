"""Reports that are run by their name, one file each, found by the registry."""
