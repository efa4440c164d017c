"""Labelled pairs of records: some written by hand after real lists, more made by a generator with a fixed seed."""
