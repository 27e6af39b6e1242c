"""Cron expressions: the next time, the systemd form, and clear refusals."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.engine.cron import parse
from timeline.errors import UsageError

WEDNESDAY = datetime(2025, 3, 12, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 2 * * *", datetime(2025, 3, 13, 2, 30, tzinfo=UTC)),
        ("*/20 * * * *", datetime(2025, 3, 12, 10, 20, tzinfo=UTC)),
        ("15 10 * * *", datetime(2025, 3, 13, 10, 15, tzinfo=UTC)),
        ("0 8-18/5 * * mon-fri", datetime(2025, 3, 12, 13, 0, tzinfo=UTC)),
        ("0 0 1 * *", datetime(2025, 4, 1, tzinfo=UTC)),
        ("0 0 * * 0", datetime(2025, 3, 16, tzinfo=UTC)),
        ("0 0 * * 7", datetime(2025, 3, 16, tzinfo=UTC)),
        ("0 0 29 feb *", datetime(2028, 2, 29, tzinfo=UTC)),
        ("0 12 13 * fri", datetime(2025, 3, 13, 12, tzinfo=UTC)),
    ],
)
def test_the_next_time(text, expected):
    assert parse(text).next(WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 2 * * *", "*-*-* 02:30:00"),
        ("0 8,20 * * mon-fri", "Mon,Tue,Wed,Thu,Fri *-*-* 08,20:00:00"),
        ("*/30 * 1 1 *", "*-01-01 *:00,30:00"),
    ],
)
def test_the_systemd_form(text, expected):
    assert parse(text).systemd() == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("30 2 * *", "five fields"),
        ("60 2 * * *", "minute"),
        ("0 24 * * *", "hour"),
        ("0 0 0 * *", "day"),
        ("0 0 * foo *", "month"),
        ("0 0 * * 8", "weekday"),
        ("0 0 5-2 * *", "day"),
        ("*/0 * * * *", "minute"),
    ],
)
def test_a_wrong_field_is_named(text, word):
    with pytest.raises(UsageError, match=word):
        parse(text)


def test_a_day_that_never_comes_is_said():
    with pytest.raises(UsageError, match="no such day"):
        parse("0 0 31 2 *").next(WEDNESDAY)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.integers(0, 59), st.integers(0, 23))  # noqa: DTZ001
def test_a_daily_job_comes_within_a_day(moment, minute, hour):
    following = parse(f"{minute} {hour} * * *").next(moment)
    assert timedelta(0) < following - moment.replace(second=0, microsecond=0) <= timedelta(days=1)
    assert (following.minute, following.hour) == (minute, hour)
