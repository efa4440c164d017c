"""The picture of a printed list as cells: set level, ruled lines taken out, letters gathered into lines and columns.

Plain pixels and numbers: what stands in a cell is read elsewhere (`readers`), from the strip that each cell has here.
"""

from marketplace.imports.pictures.cells import Cell, cells_of
from marketplace.imports.pictures.ink import Page, page_of, part_of

__all__ = ["Cell", "Page", "cells_of", "page_of", "part_of"]
