"""One module a command; each defines `command`. Module names end in `_` so that none is a word of Python's own."""
