"""Every error that casefile raises on purpose.

    CasefileError
    ├── BadInput                bytes or arguments that cannot be taken in
    │   ├── EmptyInput          nothing in it
    │   ├── UnknownKind         a kind of bytes that no reader takes
    │   ├── DamagedInput        the kind is known, the bytes are broken
    │   ├── EncryptedInput      a password would be needed
    │   └── TooLarge            over a limit on size, count or time
    ├── FetchError              an address could not be fetched
    │   └── FetchRefused        an address that must not be fetched
    ├── CaseError               the case folder: missing, already there, not ours
    ├── LedgerError             the ledger could not be read or written
    │   ├── LedgerBusy          another process is writing
    │   ├── LedgerFull          no room on the disk
    │   ├── LedgerMoved         somebody appended since it was looked at
    │   └── LedgerDamaged       what is stored is not what was appended
    ├── LawError                a row of law that cannot be relied on: no source, unknown stage
    ├── DecisionError           a person's decision that cannot be taken as it stands
    │   ├── DecidedMeanwhile    somebody else decided on the same thing first
    │   └── StepRefused         a step of a proceeding that its procedure does not allow
    ├── ModelError              the reading model is missing or damaged
    └── SpanError               words that do not stand where they are said to stand

A message says what failed, where, what was found and what to do next. It never
quotes a document.
"""

from __future__ import annotations


class CasefileError(Exception):
    """Base of the tree above.

    Args:
        what: what failed and where, without a final stop.
        found: the value met, where that helps.
        next_step: what the reader of the message can do, as an order.

    >>> print(CasefileError("no case here", found="/tmp/x", next_step="run 'casefile new NAME'"))
    no case here (found /tmp/x); run 'casefile new NAME'
    """

    def __init__(self, what: str, *, found: str = "", next_step: str = "") -> None:
        self.what = what
        self.found = found
        self.next_step = next_step
        super().__init__(what, found, next_step)

    def __str__(self) -> str:
        message = self.what
        if self.found:
            message += f" (found {self.found})"
        if self.next_step:
            message += f"; {self.next_step}"
        return message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (the jail, --jobs): keyword arguments must survive.
        return (_rebuild, (type(self), self.what, self.found, self.next_step))


def _rebuild(kind: type[CasefileError], what: str, found: str, next_step: str) -> CasefileError:
    return kind(what, found=found, next_step=next_step)


class BadInput(CasefileError):
    """Bytes or arguments that cannot be taken in."""


class EmptyInput(BadInput):
    """Nothing in it."""


class UnknownKind(BadInput):
    """A kind of bytes that no reader takes."""


class DamagedInput(BadInput):
    """The kind is known, the bytes are broken."""


class EncryptedInput(BadInput):
    """A password would be needed."""


class TooLarge(BadInput):
    """Over a limit on size, count or time."""


class FetchError(CasefileError):
    """An address could not be fetched."""


class FetchRefused(FetchError):
    """An address that must not be fetched."""


class CaseError(CasefileError):
    """The case folder: missing, already there, or not ours."""


class LedgerError(CasefileError):
    """The ledger could not be read or written."""


class LedgerBusy(LedgerError):
    """Another process is writing."""


class LedgerFull(LedgerError):
    """No room on the disk."""


class LedgerMoved(LedgerError):
    """Somebody appended since it was looked at; nothing of this was appended."""


class LedgerDamaged(LedgerError):
    """What is stored is not what was appended."""


class LawError(CasefileError):
    """A row of law that cannot be relied on: no source, unknown stage, impossible date."""


class DecisionError(CasefileError):
    """A person's decision that cannot be taken as it stands."""


class DecidedMeanwhile(DecisionError):
    """Somebody else decided on the same thing first."""


class StepRefused(DecisionError):
    """A step of a proceeding that its procedure does not allow."""


class ModelError(CasefileError):
    """The reading model is missing or damaged."""


class SpanError(CasefileError):
    """Words that do not stand where they are said to stand."""
