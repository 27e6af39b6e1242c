"""Property tests take the time they need, and draw the same examples wherever CI runs them."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("timeline", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "timeline")
