"""Calendar arithmetic of contracts: months of a term, working days, deadlines that move to the next working day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from .feiertage import list_feiertage


def count_monate(beginn: date, ende: date) -> int:
    """Count the full months from the first to the last day (both included); a begun month does not count."""
    danach = ende + timedelta(days=1)
    monate = (danach.year - beginn.year) * 12 + danach.month - beginn.month
    return monate if danach.day >= beginn.day else monate - 1


def monate_im_jahr(beginn: date, ende: date, jahr: int) -> int:
    """Count the months of a year that the term touches."""
    erster = max(beginn, date(jahr, 1, 1))
    letzter = min(ende, date(jahr, 12, 31))
    return 0 if erster > letzter else letzter.month - erster.month + 1


def tage_im_jahr(jahr: int) -> int:
    """Return 365 or 366."""
    return (date(jahr + 1, 1, 1) - date(jahr, 1, 1)).days


def is_werktag(tag: date, bundesland: str) -> bool:
    """Tell whether a day is neither Saturday, Sunday nor public holiday of the Land (§ 26 SGB X, § 193 BGB)."""
    return tag.weekday() < 5 and tag not in list_feiertage(tag.year, bundesland)


def next_werktag(tag: date, bundesland: str) -> date:
    """Return the day itself or the next working day (§ 26 Abs. 3 SGB X, § 193 BGB)."""
    while not is_werktag(tag, bundesland):
        tag += timedelta(days=1)
    return tag


def deadline(stichtag: date, monate: int, tag: int, bundesland: str) -> date:
    """Return the given day of the n-th month after the Stichtag, moved to a working day; short months end earlier."""
    return next_werktag(_day_of_month(stichtag, monate, tag), bundesland)


def end_of_frist(ereignis: date, monate: int) -> date:
    """Return the last day of a period of months that begins with an event (§ 187 Abs. 1, § 188 Abs. 2 and 3 BGB).

    The day of the event does not count; a day that the last month lacks becomes its last one.
    """
    return _day_of_month(ereignis, monate, ereignis.day)


def end_of_wochenfrist(ereignis: date, wochen: int) -> date:
    """Return the last day of a period of weeks that begins with an event: the same day of the week (§ 188 Abs. 2 BGB)."""
    return ereignis + timedelta(weeks=wochen)


def end_of_month(tag: date) -> date:
    """Return the last day of the month of a day."""
    return _day_of_month(tag, 0, 31)


def latest_ereignis(ende: date, monate: int) -> date:
    """Return the last day on which an event is in time for a period of months to be over at the end of `ende`.

    Reckoning backwards is not the inverse of § 188 BGB: three months to 30 June begin with an event on 31 March.
    """
    tag = end_of_frist(ende, -monate)
    while end_of_frist(tag + timedelta(days=1), monate) <= ende:
        tag += timedelta(days=1)
    return tag


def _day_of_month(ab: date, monate: int, tag: int) -> date:
    """Return a day of the n-th month after that of `ab`, the last one of a month that lacks it."""
    jahr, monat = divmod(ab.year * 12 + ab.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag, monthrange(jahr, monat + 1)[1]))
