"""Contests of the Union: ideas and their awards, knowledge contests, movement contests."""
