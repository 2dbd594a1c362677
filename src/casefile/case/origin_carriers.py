"""What brought a report or an unnamed source: an outlet, an agency, a relay, a group of copies.

Carriers that one document joins ("names the agency", "is a copy of") are one carrier: a wire story,
its prints and what others cite from it come one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from casefile.case.agencies import agency_called

# "the news agency Polar", "Polar newspaper": the words beside an outlet's name
_BESIDE = re.compile(
    r"\b(?:the|an?|news|press|wire|state|daily|weekly|agency|newspaper|paper|magazine|channel"
    r"|broadcaster|television|tv|radio|website|service|outlet)\b"
)
_ORDER = ("agency", "outlet", "document")  # which name a joined carrier shows


class Printed(Protocol):
    """A document as far as carriers go; see `origins.Saying`."""

    @property
    def document(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def agency(self) -> str: ...


def folded(words: str) -> str:
    """A name for comparison: small letters, without signs and the words beside it.

    >>> folded("The newspaper Polar"), folded("State TV")
    ('polar', 'state tv')
    """
    small = words.casefold()
    return " ".join(re.findall(r"\w+", _BESIDE.sub(" ", small))) or " ".join(
        re.findall(r"\w+", small)
    )


class Carriers:
    """The carriers of a number of documents, joined."""

    def __init__(self, documents: Iterable[Printed]) -> None:
        self._parent: dict[str, str] = {}
        self._label: dict[str, str] = {}
        self._outlets: set[str] = set()
        for document in documents:
            if document.outlet:
                self._outlets.add(folded(document.outlet))
            first, *rest = self._of(document)
            for key in rest:
                self._join(first, key)

    def is_known(self, name: str) -> bool:
        """Whether the name is an agency's or that of an outlet among the documents."""
        return agency_called(name) is not None or folded(name) in self._outlets

    def of_document(self, document: Printed) -> tuple[str, str]:
        """Key of the document's carrier and its name, "" where it has none."""
        return self._found(self._of(document)[0])

    def named(self, words: str) -> tuple[str, str] | None:
        """Key and name of the carrier that the words name; None for "his lawyer", "the agency"."""
        key = self._named(words)
        return self._found(key) if key else None

    def _of(self, document: Printed) -> list[str]:
        """The group of copies, and the agency or else the outlet that it began at."""
        found = [f"document:{document.lead or document.document}"]
        if document.agency:
            found.append(self._named(document.agency))
        elif document.outlet and document.lead in ("", document.document):
            found.append(self._named(document.outlet))
        return [key for key in found if key]

    def _named(self, words: str) -> str:
        called = agency_called(words)
        if called is None and words == words.casefold():
            return ""
        key = f"agency:{called[0]}" if called else f"outlet:{folded(words)}"
        self._label.setdefault(key, called[1] if called else words)
        return key

    def _found(self, key: str) -> tuple[str, str]:
        root = self._root(key)
        return root, self._label.get(root, "")

    def _root(self, key: str) -> str:
        while key in self._parent:
            key = self._parent[key]
        return key

    def _join(self, one: str, other: str) -> None:
        roots = sorted({self._root(one), self._root(other)}, key=_rank)
        for root in roots[1:]:
            self._parent[root] = roots[0]


def _rank(key: str) -> tuple[int, str]:
    return _ORDER.index(key.split(":")[0]), key
