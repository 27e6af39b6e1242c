"""The read model: one port, an embedded adapter and a graph adapter, one contract for both."""

from timeline.store.port import (
    Gap,
    Query,
    Recorded,
    Store,
    WriteReport,
    digest_of,
    open_store,
    read_model_path,
)

__all__ = ["Gap", "Query", "Recorded", "Store", "WriteReport", "digest_of", "open_store", "read_model_path"]
