"""Readers of pictures, one file each; the shape of one is in `shape`."""
