"""Whatever people do to a folder between and during syncs, the library equals one read afresh from that folder."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from core.library.report import Progress
from tests.library.picture import picture
from tests.library.world import HashEmbedder, InProcessReader, World, minutes

NAMES = ("a.md", "b.md", "c 2026-03-09.txt", "sub/a.md", "sub/d.txt")
TEXTS = (
    minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026."),
    minutes(10, "We will not move the office to Kisumu; the office stays in Nairobi.", "Amina to tell the landlord."),
    minutes(12, "We will buy two boats.", "Amina Okafor to call the yard by 25 March 2026."),
    minutes(12, "We will buy two boats.", "", "Marula Bridge runs clubs in Nyamasheke with the Lake Trust."),
    "Amina Okafor: Good morning.\nDaniel Kiprop: We agreed on 17 March 2026 to buy three boats, not two.\n",
    "CONFIDENTIAL\n\n" + minutes(20, "We will close the Mombasa office.", "Dan Kiprop to write to the staff."),
)
names, texts = st.sampled_from(NAMES), st.sampled_from(TEXTS)


class Folder(RuleBasedStateMachine):
    """What people do with files, and a sync now and then."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="sync-oracle-"))
        self.world = World(self.place / "one", InProcessReader())
        self.trash: dict[str, str] = {}
        self.fresh = 0

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.compare()
            self.world.sybil.close()
            shutil.rmtree(self.place)

    @rule(name=names, text=texts)
    def write(self, name: str, text: str) -> None:
        self.world.write(name, text)

    @rule(name=names, more=st.integers(1, 9))
    def edit(self, name: str, more: int) -> None:
        path = self.world.root / name
        if path.exists():
            self.world.write(
                name, path.read_text() + f"\nAmina Okafor said on 21 March 2026 that item {more} is closed.\n"
            )

    @rule(name=names, to=names)
    def rename(self, name: str, to: str) -> None:
        if (self.world.root / name).exists():
            (self.world.root / to).parent.mkdir(exist_ok=True)
            (self.world.root / name).replace(self.world.root / to)

    @rule(name=names)
    def delete(self, name: str) -> None:
        path = self.world.root / name
        if path.exists():
            self.trash[name] = path.read_text()
            path.unlink()

    @rule(name=names)
    def restore(self, name: str) -> None:
        if name in self.trash:
            self.world.write(name, self.trash.pop(name))

    @rule(name=names)
    def touch(self, name: str) -> None:
        if (self.world.root / name).exists():
            self.world.date(self.world.root / name)

    @rule()
    def sync(self) -> None:
        self.world.clock.turn(minutes=1)
        self.world.sybil.sync()

    @rule(name=names, to=names, text=texts, when=st.integers(1, 3), what=st.sampled_from(("write", "rename", "delete")))
    def sync_while_it_changes(self, name: str, to: str, text: str, when: int, what: str) -> None:
        def draw(at: Progress) -> None:
            if at.n == when and at.file:
                {
                    "write": lambda: self.write(name, text),
                    "rename": lambda: self.rename(name, to),
                    "delete": lambda: self.delete(name),
                }[what]()

        self.world.sybil.sync(draw)

    @rule()
    def compare(self) -> None:
        """Once nothing moves any more, one sync is enough; a file that went away while it was read costs one more."""
        self.world.clock.turn(hours=3)
        self.world.sybil.sync()
        self.fresh += 1
        other = World(self.place / f"fresh{self.fresh}", InProcessReader(), HashEmbedder())
        try:
            shutil.copytree(self.world.root, other.root, dirs_exist_ok=True)
            other.clock.moment = self.world.clock.moment
            other.sybil.sync()
            mine, theirs = picture(self.world.sybil, self.world.parts), picture(other.sybil, other.parts)
            assert mine == theirs
            assert mine["wrong"] == []
        finally:
            other.sybil.close()


Folder.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failure is short enough as it is; shrinking takes minutes
)
test_the_library_follows_the_folder = Folder.TestCase


def test_facts_of_a_deleted_file_go_and_those_with_another_source_stay(world: World) -> None:
    """The plain case, written out."""
    world.write("a.md", TEXTS[2])
    world.write("b.md", TEXTS[3])
    world.sybil.sync()
    (world.root / "a.md").unlink()
    world.sybil.sync()
    seen = picture(world.sybil, world.parts)
    assert [row[3] for row in seen["decisions"]] == ["We will buy two boats."]
    assert seen["actions"] == []
    assert seen["counts"].documents == 1
