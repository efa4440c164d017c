"""Contests of the Union: ideas and their awards, knowledge contests taken on a phone, movement contests.

Words: contest, criterion, idea, entry, judge, conflict, sheet, spread, award; question, paper; team, prize. An idea is
one row for good, with an entry for each contest it is taken to. A contest goes draft → open → judging → decided, or is
cancelled; decided once more after it was reopened. For which programmes an idea counts is no matter of this room.
"""
