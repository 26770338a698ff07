"""Korean holidays by year. The days of the lunar calendar are a table, since their computation needs one anyway.

The table was generated with korean-lunar-calendar 0.3.1 (MIT; data of the Korea Astronomy and Space Science
Institute) on 2026-11-23 for 1970 to 2050: 81 days for each of the three holidays, written as month and day.
"""

from __future__ import annotations

import datetime
from typing import Final

from newsextract.dates.almanac import Period, day_period, make_day

_FIRST_YEAR: Final = 1970
#: Lunar New Year (1st of the 1st month), Chuseok (15th of the 8th), Buddha's birthday (8th of the 4th).
_LUNAR: Final = {
    -1: (
        "206 127 215 203 123 211 131 218 207 128 216 205 125 213 202 220 209 129 218 206 127 215 204 123 210 131 "
        "219 208 128 216 205 124 212 201 122 209 129 218 207 126 214 203 123 210 131 219 208 128 216 205 125 212 "
        "201 122 210 129 217 207 127 213 203 123 211 131 219 208 128 215 204 124 212 201 122 210 130 217 206 126 "
        "214 202 123"
    ),
    -2: (
        "915 1003 922 911 930 920 908 927 917 1005 923 912 1001 921 910 929 918 1007 925 914 1003 922 911 930 920 "
        "909 927 916 1005 924 912 1001 921 911 928 918 1006 925 914 1003 922 912 930 919 908 927 915 1004 924 913 "
        "1001 921 910 929 917 1006 925 915 1003 922 912 1001 919 908 927 916 1004 924 913 1002 921 910 928 917 "
        "1005 925 915 1004 922 911 930"
    ),
    -3: (
        "512 502 520 510 429 518 506 525 514 503 521 511 501 520 508 527 516 505 523 512 502 521 510 528 518 507 "
        "524 514 503 522 511 501 519 508 526 515 505 524 512 502 521 510 528 517 506 525 514 503 522 512 430 519 "
        "508 527 515 505 524 513 502 520 509 528 516 506 525 515 503 522 511 430 518 507 526 516 505 524 513 502 "
        "520 509 528"
    ),
}
_ONE_DAY: Final = datetime.timedelta(days=1)


def holiday(code: int, year: int) -> Period | None:
    """Return the day of a holiday in a year, or None for a lunar one outside 1970 to 2050.

    `code` is the value of the holiday in the table of words: month * 100 + day, or a negative number.

    >>> holiday(-2, 2024).value, holiday(815, 2024).value
    ('2024-09-17', '2024-08-15')
    """
    if code < 0:
        days = _LUNAR[code].split()
        if not 0 <= year - _FIRST_YEAR < len(days):
            return None
        code = int(days[year - _FIRST_YEAR])
    day = make_day(year, code // 100, code % 100)
    return None if day is None else day_period(day)


def holidays_around(code: int, year: int) -> Period | None:
    """Return the three days off around Lunar New Year or Chuseok (설 연휴), without weekends that may adjoin them.

    >>> holidays_around(-1, 2025).range
    ('2025-01-28', '2025-01-30')
    """
    period = holiday(code, year)
    return None if period is None else Period(period.first - _ONE_DAY, period.last + _ONE_DAY, "range")
