"""Dates as people write them: due dates, dates in a text, and the time a question asks about."""

from core.dates.finding import find_dates, month_first, resolve
from core.dates.periods import period

__all__ = ["find_dates", "month_first", "period", "resolve"]
