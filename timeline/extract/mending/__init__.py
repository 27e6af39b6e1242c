"""What the parser gets wrong again and again, mended before anybody reads the tree."""

from timeline.extract.mending.order import mend

__all__ = ["mend"]
