"""The kinds of lists: one file each."""
