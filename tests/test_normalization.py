"""Complete dates to days: what pages and the command line give, and what must not be guessed."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from newsextract.normalization import parse_published

DAY = datetime.date(2023, 1, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2023-01-09",
        "2023.1.9",
        "2023. 01. 09",
        "2023. 1. 9.",
        "2023/01/09",
        "2023년 1월 9일",
        "2023년1월9일",
        "2023년 01월 09일 (월) 오후 3시 20분",
        "20230109",
        " 2023-01-09 14:20 ",
        "2023-01-09T14:20:33+09:00",
        "2023-01-09 14:20:33.123Z",
        "2023.01.09 (월) 14:20",
        "2023.01.09. 오전 10:05",
        "2023.01.09(월)",
        "2023/01/09 [17:05]",
        "2023-01-09 월요일",
        "Jan 9, 2023",
        "January 9, 2023 10:20 AM",
        "9 January 2023",
        "Mon, 09 Jan 2023 10:20:00 +0900",
        "20230109102030",
        "20230109T1020",
        "2023-01-08T15:00:00Z",  # midnight in Korea
        "2023-01-08 10:30:00 -0500",
        "2023-01-09T23:59:00+09:00",
        "2023-01-08 03:10 PM UTC",
        "Sun, 08 Jan 2023 22:20:00 GMT",
    ],
)
def test_complete_dates(text: str) -> None:
    assert parse_published(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1월 9일",
        "9일",
        "2023년",
        "2023년 1월",
        "2023-01",
        "Jan 2023",
        "January 9",
        "May 2023 15:00",
        "어제",
        "오늘",
        "지난 9일",
        "yesterday",
        "3 days ago",
        "now",
        "2023-02-29",
        "2023-13-01",
        "2023-01-32",
        "0000-01-01",
        "20231399",
        "12023-01-09",
        "2023-01-09 외 2건",
        "2023-01-09, 2023-01-10",
        "31 Feb 2023",
        "x" * 10_000,
        "2023" * 30,
    ],
)
def test_everything_else_is_none(text: str) -> None:
    assert parse_published(text) is None


def test_leap_day() -> None:
    assert parse_published("2024.2.29") == datetime.date(2024, 2, 29)


def test_numeric_dates_do_not_load_dateparser() -> None:
    code = (
        "import sys; from newsextract.normalization import parse_published as p; "
        "p('2023. 1. 9. (월) 10:00'); p('어제'); p('1월 9일'); sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
