"""Which time expression dates which event."""

from timeline.extract.dating.choose import date_events
from timeline.extract.dating.site import Site

__all__ = ["Site", "date_events"]
