"""News articles in, a dated and sourced chronology out, with the conflicts between sources."""

__version__ = "0.1.0"
