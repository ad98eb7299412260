"""Answers are not kept for ever: once a day those that are old enough are erased."""

import logging
from datetime import datetime, timedelta

from core.db.audit import Audit
from core.db.clock import Clock
from core.db.records import AnswerRecords

log = logging.getLogger(__name__)

WHO = "retention"
EVERY = timedelta(days=1)


class Retention:
    """Erases answer records, and the turns of conversations that show them, after their time.

    Args:
        days: how long answers are kept; 0 keeps them for ever.
    """

    def __init__(self, records: AnswerRecords, audit: Audit, clock: Clock, days: int) -> None:
        self._records, self._audit, self._clock, self._days = records, audit, clock, days
        self._last: datetime | None = None

    def run_once(self) -> int:
        """Erase what is due; returns how many answers. Leaves a line in the log and in the audit if it was any.

        Raises:
            StoreUnavailable: the operational store cannot be written; what was erased before stays so.
        """
        moment = self._clock()
        if not self._days:
            return 0
        before = moment - timedelta(days=self._days)
        erased = self._records.expire(before, WHO, f"kept for {self._days} days")
        if erased:
            log.info("%d answers were erased: they were older than %d days", erased, self._days)
            self._audit.note(WHO, "erase", "answers", {"erased": erased, "asked_before": before.isoformat()})
        self._last = moment
        return erased

    def daily(self) -> int:
        """As ``run_once``, but nothing while the last run of this object that succeeded is less than a day ago."""
        if self._last is not None and self._clock() - self._last < EVERY:
            return 0
        return self.run_once()
