"""Provinces and communes of today by official code, and the former ones people still say.

Words: area, former area, succession. An address is kept as code, text and version.
"""
