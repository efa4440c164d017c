"""Toy plugs, one file each: what a developer would add, put in and taken out again by tests."""
