"""Photos in their public renditions, and private files (originals, evidence) that never get a public path.

Knows pictures and bytes, not what they show: products, shops and people point here, never the other way.
"""
