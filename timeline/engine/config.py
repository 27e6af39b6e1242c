"""What may be set for a run: one record that the rooms' own settings hang on."""

from __future__ import annotations

from typing import Any

import msgspec

from timeline.corpus.settings import CorpusSettings


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of all rooms; None means the room's defaults."""

    corpus: CorpusSettings | None = None
    extract: Any = None
    chronology: Any = None


DEFAULT = Config()
