"""The Women's Union: its tree of units, valid from a day to a day, the officers who serve in them, and the register.

Words: unit, officer, territory (a unit and all below it); member, cadre post (docs/adr/0025): a post gives no rights,
an office does.
"""
