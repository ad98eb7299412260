"""Leases, failures, the sync's journal, extraction cache, prompts, overrides, audit."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.db.audit import Audit
from core.db.engine import Database
from core.db.extractions import Extractions
from core.db.failures import MAX_TRIES, Failures
from core.db.journal import Journal, SyncRun
from core.db.leases import Leases
from core.db.overrides import SettingOverrides
from core.db.prompts import Prompts
from core.errors import FileUnreadable, SettingsError
from core.settings import Settings
from tests.db.conftest import HandClock


def test_one_holder_at_a_time_and_a_dead_one_loses_it(database: Database, clock: HandClock) -> None:
    leases = Leases(database, clock, seconds=60)
    assert leases.take("sync", "a")
    assert leases.take("sync", "a"), "one's own again"
    assert not leases.take("sync", "b")
    assert leases.take("other", "b"), "another lease"
    clock.turn(seconds=59)
    assert not leases.take("sync", "b")
    assert leases.beat("sync", "a")
    clock.turn(seconds=59)
    assert not leases.take("sync", "b")
    clock.turn(seconds=1)
    assert leases.held("sync") is None
    assert leases.take("sync", "b")
    assert not leases.beat("sync", "a"), "it was taken over"
    leases.release("sync", "a")
    current = leases.held("sync")
    assert current is not None
    assert current.holder == "b"
    leases.release("sync", "b")
    assert leases.take("sync", "a")


def test_a_late_heartbeat_does_not_bring_an_expired_lease_back(database: Database, clock: HandClock) -> None:
    leases = Leases(database, clock, seconds=60)
    leases.take("sync", "a")
    clock.turn(seconds=61)
    assert not leases.beat("sync", "a")


@pytest.mark.parametrize("expired", [False, True])
def test_of_many_who_want_a_lease_one_gets_it(database: Database, clock: HandClock, expired: bool) -> None:
    leases = Leases(database, clock)
    if expired:
        leases.take("sync", "dead")
        clock.turn(hours=1)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda n: leases.take("sync", str(n)), range(16))) == 1


def test_pauses_grow_and_five_tries_end_it(database: Database, clock: HandClock) -> None:
    failures = Failures(database, clock)
    soft = FileUnreadable("It is being written.", "changing", permanent=False)
    pauses = []
    for tries in range(1, MAX_TRIES + 1):
        failure = failures.record("library", "a", "a.txt", "r1", soft)
        assert failure.tries == tries
        assert not failure.due("r1", clock())
        assert failure.due("r2", clock()), "a changed file is tried at once"
        if failure.next_try:
            pauses.append(failure.next_try - clock())
            assert failure.due("r1", failure.next_try)
    assert pauses == sorted(set(pauses))
    (listed,) = failures.all()
    assert listed == failure
    assert listed.ended
    clock.turn(days=365)
    assert not listed.due("r1", clock())
    again = failures.record("library", "a", "a.txt", "r2", soft)
    assert (again.tries, again.ended) == (1, False)


def test_a_permanent_failure_ends_at_once_and_can_be_asked_for_again(database: Database, clock: HandClock) -> None:
    failures = Failures(database, clock)
    failures.record("library", "a", "a.pdf", "r1", FileUnreadable("Encrypted.", "encrypted"))
    failures.record("files", "b", "b.pdf", "r1", FileUnreadable("Encrypted.", "encrypted"))
    assert all(one.ended for one in failures.all())
    assert failures.retry("library") == 1
    (listed,) = failures.all("library")
    assert listed.due("r1", clock())
    failures.clear("library", "a")
    assert failures.all("library") == []
    assert len(failures.all()) == 1


def test_the_journal_of_runs(database: Database, clock: HandClock) -> None:
    journal = Journal(database, clock)
    assert journal.last_run("library") is None
    done = SyncRun("library", clock(), clock(), "done", {"added": 3}, None)
    failed = SyncRun("library", clock(), clock(), "failed", {}, "The folder is not there.")
    journal.ran(done)
    journal.ran(failed)
    assert journal.last_run("library") == failed
    assert journal.last_run("library", "done") == done
    assert journal.last_run("drive") is None


def test_what_is_missing_is_dated_from_the_first_look(database: Database, clock: HandClock) -> None:
    journal = Journal(database, clock)
    begun = clock()
    assert journal.missing_since("library", "x") == begun
    clock.turn(minutes=5)
    assert journal.missing_since("library", "x") == begun
    assert journal.missing_since("library", "y") == clock(), "other files: another date"
    assert journal.missing_since("library", None) is None
    clock.turn(minutes=5)
    assert journal.missing_since("library", "y") == clock()


def test_forgotten_files_until_they_are_recalled(database: Database) -> None:
    journal = Journal(database)
    journal.forget("library", "a.txt", "h1")
    journal.forget("library", "a.txt", "h2")
    journal.forget("library", "b.txt", "h3")
    assert {one.content_hash for one in journal.forgotten("library")} == {"h2", "h3"}
    journal.recall("library", "elsewhere.txt", "h2")
    assert [one.source_id for one in journal.forgotten("library")] == ["b.txt"]
    journal.recall("library", "b.txt")
    assert journal.forgotten("library") == []


def test_the_extraction_cache(database: Database) -> None:
    cache = Extractions(database)
    assert cache.get("k") is None
    cache.put("k", '{"a": 1}')
    cache.put("k", '{"a": 2}')
    assert cache.get("k") == '{"a": 2}'


def test_prompts_have_versions_that_stay(database: Database, clock: HandClock) -> None:
    prompts = Prompts(database, clock)
    assert prompts.current("answer") is None
    assert prompts.save("answer", "one", "anna") == 1
    assert prompts.save("answer", "two", "ben", "shorter") == 2
    assert prompts.save("other", "x", "ben") == 1
    current = prompts.current("answer")
    assert current is not None
    assert (current.version, current.text, current.saved_by, current.note) == (2, "two", "ben", "shorter")
    assert [one.text for one in prompts.versions("answer")] == ["two", "one"]


def test_settings_changed_while_running(database: Database, tmp_path: Path) -> None:
    overrides, settings = SettingOverrides(database), Settings(_env_file=None, data_dir=tmp_path)
    overrides.set("stale_after_days", 30, "anna", settings)
    overrides.set("stale_after_days", 45, "anna", settings)
    assert overrides.all() == {"stale_after_days": 45}
    for name, value in (("openai_api_key", "k"), ("graph_url", "x"), ("nothing", 1), ("sync_interval", -1)):
        with pytest.raises(SettingsError):
            overrides.set(name, value, "anna", settings)
    overrides.unset("stale_after_days")
    assert overrides.all() == {}


def test_the_audit_is_newest_first(database: Database, clock: HandClock) -> None:
    audit = Audit(database, clock)
    audit.note("anna", "level", "d1", {"level": "RESTRICTED"})
    clock.turn(minutes=1)
    audit.note("ben", "forget", "d2")
    assert [(line.who, line.action, line.details) for line in audit.latest()] == [
        ("ben", "forget", {}),
        ("anna", "level", {"level": "RESTRICTED"}),
    ]
