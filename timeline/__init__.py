"""News articles in, a dated and sourced chronology out, with the conflicts between sources.

    >>> import timeline
    >>> with timeline.Journal.open("timeline.db") as journal:
    ...     store = timeline.open_store("timeline.read.db")
    ...     timeline.run(journal, [store], ["examples"])
    ...     for event in store.events(timeline.Query(type="CONSULT")):
    ...         print(event.date.edtf, event.title)

`annotate` and `consolidate` need neither journal nor store. The names are those of `timeline.api`, loaded when one is
first used: `import timeline` alone costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Load a public name."""
    if name.startswith("_"):
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    api = importlib.import_module("timeline.api")
    if name not in api.__all__:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    return getattr(api, name)


def __dir__() -> list[str]:
    return [*importlib.import_module("timeline.api").__all__, "__version__"]
