"""Lists that the association keeps elsewhere: read, checked by an officer, written once, taken back whole.

Words: list (one file, of one kind, for one unit), sheet, table (its headings and columns), row, verdict (what would
become of it), answer (who she is). Kinds of lists are plugs, and so are readers of pictures. The room reads no figures,
decides no rule of another room, and never evaluates a formula. See docs/adr/0027.
"""
