"""The fold: assertions and decisions to events, readings and conflicts. Pure; no I/O but its own data files."""

from timeline.chronology.diff import Change, Diff, diff
from timeline.chronology.fold import Fold, fold
from timeline.chronology.settings import Settings

__all__ = ["Change", "Diff", "Fold", "Settings", "diff", "fold"]
