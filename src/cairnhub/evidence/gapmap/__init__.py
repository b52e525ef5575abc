"""The evidence-gap map: its cells, its two pictures, its rows, its file of its own, and its pages."""

from .cells import DIRECTION_WORDS, DIRECTIONS, Cell, GapMap, Row, gap_map

__all__ = ["DIRECTIONS", "DIRECTION_WORDS", "Cell", "GapMap", "Row", "gap_map"]
