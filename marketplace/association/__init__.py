"""The Women's Union: its tree of units, valid from a day to a day, and the officers who serve in them.

Words: unit, officer, territory (a unit and all below it).
"""
