"""Carriers, one file each; a file offers its carrier as `plug`."""
