"""The graph store of a server with a copy beside it: reads fall back to the copy, writes wait for the server."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from core.access import Viewer
from core.errors import StoreUnavailable, SybilError
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.graph.cypher import ReadsCypher
from core.graph.record import ByHand, Record
from core.graph.results import Applied, IndexChanges, Moment, Removed, Standing
from core.graph.standby.asking import asking
from core.graph.standby.follower import Follower
from core.graph.standby.keeping import NO_COPY, Keeping, Limit
from core.graph.standby.reads import Reads
from core.graph.standby.server import Server, T, Work
from core.graph.standby.spare import GONE
from core.models import Action, Document, Level, Merge

log = logging.getLogger(__name__)

LONG_READ, LONG_CHANGE = 60.0, 180.0
"""Seconds that the sync and the follower wait: what they ask for can be large, and nobody looks on."""
_SEEN = 1_000


class StandbyGraph(Reads):
    """A graph on a server. Every read asks the server, and the copy while the server cannot be reached; every write
    goes to the server alone. What makes a document less visible reaches the copy at once, all else with the follower.

    Args:
        server: calls to the server's store.
        keeping: the copy.
        clock: gives the present moment, aware.
    """

    def __init__(self, server: Server, keeping: Keeping, clock: Callable[[], datetime]) -> None:
        self._server, self._keeping, self._clock = server, keeping, clock
        self._seen, self._looking = OrderedDict[Moment, None](), threading.Lock()
        self._patience: float | None = None

    def follower(self) -> Follower:
        """What brings the copy up to date."""
        return Follower(self.firsthand(patient=True), self._keeping, self._clock)

    def firsthand(self, patient: bool = False) -> GraphStore:
        """See GraphStore.firsthand."""
        return _Firsthand(self._server, self._keeping, self._clock, patient)

    def standing(self) -> Standing:
        """See GraphStore.standing."""
        lost = self._server.lost
        if lost is None:
            return Standing()
        state = self._keeping.state()
        return Standing(lost.since, state.copied_at if state.moment else None, self._clock(), lost.reason)

    def cypher_reader(self) -> ReadsCypher | None:
        """See GraphStore.cypher_reader."""
        return asking(self._server)

    def close(self) -> None:
        """See GraphStore.close."""
        self._server.close()
        self._keeping.close()

    # --- reading -----------------------------------------------------------------------------------------

    def _read(self, work: Work[T]) -> T:
        try:
            return self._server.call(work)
        except StoreUnavailable as error:
            log.debug("the copy is read: %s", error)
            return self._keeping.read(work)

    def moment(self) -> Moment:
        """See GraphStore.moment. While the server is away it stays what it was, so that an index stays what it is."""
        try:
            moment = self._server.call(lambda store: store.moment())
        except StoreUnavailable:
            with self._looking:
                last = next(reversed(self._seen), None)
            last = last or self._keeping.state().shown
            if last is None:
                raise StoreUnavailable(NO_COPY) from None
            return last
        self._saw(moment)
        return moment

    def index_changes(self, since: Moment | None, model: str | None) -> IndexChanges:
        """See GraphStore.index_changes. What the copy tells leads to a moment from which the server goes on."""
        try:
            changes = self._server.call(lambda store: store.index_changes(since, model), LONG_READ)
        except StoreUnavailable:
            known = since is not None and since in self._seen
            found = self._keeping.read(lambda _: self._keeping.graph().changes(since, model, known))
            if found is None:
                raise
            return found
        self._saw(changes.moment, another_history=changes.whole and since is not None)
        return changes

    def _saw(self, moment: Moment, another_history: bool = False) -> None:
        with self._looking:
            if another_history:
                self._seen.clear()
            self._seen[moment] = None
            self._seen.move_to_end(moment)
            while len(self._seen) > _SEEN:
                self._seen.popitem(last=False)

    def record(self, document_id: str) -> Record:
        """See GraphStore.record. Of the server only: copies are not made of copies."""
        return self._server.call(lambda store: store.record(document_id), LONG_READ)

    def by_hand(self) -> ByHand:
        """See GraphStore.by_hand. Of the server only."""
        return self._server.call(lambda store: store.by_hand(), LONG_READ)

    def check(self) -> list[str]:
        """See GraphStore.check. Of the server only: a copy is made anew when it is damaged."""
        return self._server.call(lambda store: store.check(), LONG_CHANGE)

    # --- writing -----------------------------------------------------------------------------------------

    def _write(self, work: Work[T]) -> T:
        return self._server.call(work, self._patience, changes=True)

    def _hide(
        self, ranks: Mapping[str, int], work: Work[T], lower_only: bool = False, after: Callable[[T], int] | None = None
    ) -> T:
        """A change after which documents may be seen from these ranks on at most. The copy obeys before it is made."""
        self._server.enter()
        limit = self._keeping.limit(ranks, lower_only)
        try:
            done = self._write(work)
        except StoreUnavailable:
            limit.doubt()
            raise
        except SybilError:
            limit.settle()
            raise
        except BaseException:
            limit.doubt()
            raise
        limit.settle(after(done) if after else None)
        if not limit.numbers:
            self._again(ranks)
        return done

    def _again(self, ranks: Mapping[str, int]) -> None:
        """The follower may have read the document before the change and written it into the copy since."""
        limit: Limit = self._keeping.limit(ranks, lower_only=True)
        limit.settle()

    def apply(self, contribution: Contribution) -> Applied:
        """See GraphStore.apply."""
        level = contribution.by_hand or Level.read(contribution.document.level)
        return self._hide({contribution.document.id: level.rank}, lambda store: store.apply(contribution), True)

    def put(self, made: Record) -> Applied:
        """See GraphStore.put."""
        return self._hide({made.document.id: made.document.marked.rank}, lambda store: store.put(made), True)

    def remove(self, document_id: str) -> Removed:
        """See GraphStore.remove."""
        return self._hide({document_id: GONE}, lambda store: store.remove(document_id))

    def move(self, document_id: str, source_id: str, name: str, link: str | None, revision: str) -> None:
        """See GraphStore.move."""
        self._write(lambda store: store.move(document_id, source_id, name, link, revision))

    def set_level(self, document_id: str, level: Level | None) -> Document:
        """See GraphStore.set_level."""
        rank = GONE if level is None else level.rank  # its markings are known only afterwards
        return self._hide(
            {document_id: rank}, lambda store: store.set_level(document_id, level), after=lambda now: now.level.rank
        )

    def set_by_hand(self, wanted: ByHand) -> None:
        """See GraphStore.set_by_hand."""
        back = dict.fromkeys(self.by_hand().levels, GONE)  # to their markings
        ranks = back | {id: level.rank for id, level in wanted.levels.items()}
        self._hide(ranks, lambda store: store.set_by_hand(wanted), lower_only=True)

    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """See GraphStore.set_action_state."""
        return self._write(lambda store: store.set_action_state(action_id, state, viewer))

    def merge_entities(self, keep_id: str, absorb_id: str) -> Merge:
        """See GraphStore.merge_entities."""
        return self._write(lambda store: store.merge_entities(keep_id, absorb_id))

    def undo_merge(self, merge_id: str) -> None:
        """See GraphStore.undo_merge."""
        self._write(lambda store: store.undo_merge(merge_id))


class _Firsthand(StandbyGraph):
    """The same store without its copy."""

    def __init__(self, server: Server, keeping: Keeping, clock: Callable[[], datetime], patient: bool) -> None:
        super().__init__(server, keeping, clock)
        self._reading: float | None = LONG_READ if patient else None
        self._patience = LONG_CHANGE if patient else None

    def _read(self, work: Work[T]) -> T:
        return self._server.call(work, self._reading)

    def moment(self) -> Moment:
        """See GraphStore.moment."""
        return self._server.call(lambda store: store.moment())

    def index_changes(self, since: Moment | None, model: str | None) -> IndexChanges:
        """See GraphStore.index_changes."""
        return self._server.call(lambda store: store.index_changes(since, model), LONG_READ)

    def close(self) -> None:
        """Its owner closes the store."""


def open_standby(
    opener: Callable[[], GraphStore], folder: Path, of: str, clock: Callable[[], datetime]
) -> StandbyGraph:
    """The graph on a server, with its copy in ``folder``. A server that cannot be reached is opened later.

    Args:
        opener: opens the server's store.
        of: names the server, so that the copy of another one is not taken for its own.

    Raises:
        SettingsError: the server's address makes no sense.
        StoreDamaged: what is there is no graph of ours.
    """
    server = Server(opener, clock)
    store = StandbyGraph(server, Keeping(folder, of, clock), clock)
    try:
        server.begin()
    except BaseException:
        store.close()
        raise
    return store
