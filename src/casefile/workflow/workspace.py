"""The Workspace: what a run needs, made once at the edge and passed to every workflow."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from casefile.errors import CaseError
from casefile.ledger.keys import PUBLIC_NAME
from casefile.ledger.record import KEYS, MARKER, Record
from casefile.search.index import Index, drop

if TYPE_CHECKING:
    from casefile.intake.fetch import Fetcher
    from casefile.intake.jail import Jail
    from casefile.reading.read import TagsText

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The machine's clock, in UTC. The only place that asks it."""
    return datetime.now(UTC)


def shipped_tagger() -> TagsText:
    """The model that comes with the package; opening it takes a moment, so only when reading."""
    from casefile.reading.tagger import Tagger

    return Tagger.open()


@dataclass
class Workspace:
    """An open case. Use as a context manager; what was not used is never opened."""

    folder: Path
    clock: Clock = utc_now
    open_tagger: Callable[[], TagsText] = shipped_tagger
    fetcher: Fetcher | None = None
    _opened: set[str] = field(default_factory=set)

    @cached_property
    def record(self) -> Record:
        """The ledger and the blobs."""
        self._opened.add("record")
        return Record.open(self.folder, self.clock)

    @cached_property
    def tagger(self) -> TagsText:
        """The reader's model."""
        return self.open_tagger()

    @cached_property
    def jail(self) -> Jail:
        """Where parsers of hostile bytes run."""
        from casefile.intake.jail import Jail

        self._opened.add("jail")
        return Jail()

    @property
    def key_line(self) -> str:
        """The public log key, to be given to others by another way than the case itself."""
        return (self.folder / KEYS / PUBLIC_NAME).read_text(encoding="utf-8").strip()

    @property
    def index_path(self) -> Path:
        """Where the projection for queries lies."""
        return self.folder / "views" / "index.sqlite"

    @cached_property
    def index(self) -> Index:
        """The projection for queries, kept up with the ledger when opened."""
        self._opened.add("index")
        index = Index.open(self.index_path)
        if index.size > self.record.ledger.size:
            # A projection ahead of its ledger belongs to another state of the folder.
            index.close()
            drop(self.index_path)
            index = Index.open(self.index_path)
        self.keep_up(index)
        return index

    def keep_up(self, index: Index) -> None:
        """Fold what the ledger has and the index has not."""
        if index.size < self.record.ledger.size:
            index.keep_up(self.record.ledger.entries(index.size), self.record.blobs.get)

    def drop_index(self) -> None:
        """Remove the projection; the next use folds it anew."""
        if "index" in self._opened:
            self.index.close()
            del self.index
            self._opened.discard("index")
        drop(self.index_path)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("index", "jail", "record"):
            if name in self._opened:
                getattr(self, name).close()
                self._opened.discard(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def find_case(start: Path) -> Path:
    """The case folder at `start` or the nearest one above it, as git finds its own.

    Raises:
        CaseError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / MARKER).is_file():
            return folder
    raise CaseError(
        "no case here or in any folder above",
        next_step="go into one, name one with -C, or make one with 'casefile new NAME'",
    )


def open_case(folder: str | Path = ".") -> Workspace:
    """Open the case at `folder` or the nearest one above it.

    Raises:
        CaseError: there is none.
    """
    return Workspace(find_case(Path(folder)))


def new_case(folder: str | Path, clock: Clock = utc_now) -> Workspace:
    """Make a case folder with its keys and the first entry, and open it.

    Raises:
        CaseError: something is there already.
    """
    path = Path(folder)
    person = f"p_{secrets.token_hex(4)}"  # a pseudonym: names of staff do not go into a ledger
    Record.create(path, path.resolve().name, person, clock).close()
    return Workspace(path.resolve(), clock)
