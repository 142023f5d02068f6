"""From an outline and facts to the tree of blocks that every form of a report is made from."""

from .tree import build_document

__all__ = ["build_document"]
