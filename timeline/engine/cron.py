"""Cron expressions: five fields, checked, with the next time that fits and the systemd form of it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from timeline.errors import UsageError

_NAMES: Final = ("minute", "hour", "day", "month", "weekday")
_RANGES: Final = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_WEEKDAYS: Final = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_MONTHS: Final = tuple(name.lower() for name in calendar.month_abbr)
_FAR: Final = 366 * 5  # days; 29 February comes at least every eight years, but then nobody means it


class Cron(msgspec.Struct, frozen=True, kw_only=True):
    """When to run: sets of minutes, hours, days of the month, months and weekdays (0 is Sunday)."""

    text: str
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]

    def next(self, after: datetime) -> datetime:
        """The first fitting minute after a moment, in the moment's own zone.

        Raises:
            UsageError: there is none within five years.
        """
        day = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
        for _ in range(_FAR):
            if self._fits(day):
                for hour in self.hours:
                    for minute in self.minutes:
                        if (hour, minute) >= (day.hour, day.minute):
                            return day.replace(hour=hour, minute=minute)
            day = (day + timedelta(days=1)).replace(hour=0, minute=0)
        raise UsageError(f"cron {self.text!r}: no such day within five years")

    def _fits(self, day: datetime) -> bool:
        """As in crontab(5): where both day fields are restricted, either one is enough."""
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        restricted = len(self.days) < 31, len(self.weekdays) < 7
        either = of_month or of_week if all(restricted) else of_month and of_week
        return day.month in self.months and either

    def systemd(self) -> str:
        """The same as a systemd `OnCalendar`; crontab's "either day" rule becomes two lines."""
        clock = f"{_list(self.hours, 24)}:{_list(self.minutes, 60)}:00"
        month = _list(self.months, 12)
        week = ",".join(_WEEKDAYS[d] for d in self.weekdays) + " " if len(self.weekdays) < 7 else ""
        days = _list(self.days, 31)
        if week and days != "*":
            return f"*-{month}-{days} {clock}\nOnCalendar={week}*-{month}-* {clock}"
        return f"{week}*-{month}-{days} {clock}"


def _list(values: Sequence[int], whole: int) -> str:
    return "*" if len(values) == whole else ",".join(f"{value:02}" for value in values)


def parse(text: str) -> Cron:
    """A cron expression such as `30 2 * * *` or `*/15 8-18 * * mon-fri`.

    Raises:
        UsageError: names the field that is wrong.
    """
    fields = text.split()
    if len(fields) != 5:
        raise UsageError(f"cron {text!r}: expected five fields (minute hour day month weekday), found {len(fields)}")
    minutes, hours, days, months, weekdays = (tuple(sorted(_field(text, f, n))) for n, f in enumerate(fields))
    week = tuple(sorted({value % 7 for value in weekdays}))
    return Cron(text=text, minutes=minutes, hours=hours, days=days, months=months, weekdays=week)


def _field(text: str, field: str, number: int) -> set[int]:
    low, high = _RANGES[number]
    values: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        try:
            first, last = (low, high) if span == "*" else _span(span, number)
            stride = int(step) if step else 1
            if "/" in part and "-" not in span and span != "*":
                last = high
            if not (low <= first <= last <= high and stride > 0):
                raise ValueError(part)  # noqa: TRY301 - one message for every fault
        except ValueError as error:
            allowed = f"{low} to {high}"
            raise UsageError(f"cron {text!r}: {part!r} is no {_NAMES[number]} ({allowed})") from error
        values.update(range(first, last + 1, stride))
    return values


def _span(span: str, number: int) -> tuple[int, int]:
    first, dash, last = span.partition("-")
    start = _value(first, number)
    return start, _value(last, number) if dash else start


def _value(word: str, number: int) -> int:
    lowered = word.lower()
    if number == 3 and lowered in _MONTHS[1:]:
        return _MONTHS.index(lowered)
    if number == 4 and lowered.capitalize() in _WEEKDAYS:
        return _WEEKDAYS.index(lowered.capitalize())
    return int(word)
