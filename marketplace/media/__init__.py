"""Photos in their public renditions, and private files (originals, evidence) that never get a public path.

It knows nothing of what pictures show: products, shops and people refer to them, never the other way.
"""
