"""Where the time goes: CPU time by step, measured at the borders between steps.

A step is a package of `reading`, or a module that stands in none. Every function that one step
imports from another is replaced by one that keeps time, and the tagger's and the word-pieces'
methods too. Time belongs to the step in which the code stands that ran, less what ran in other
steps meanwhile; so new steps show up by themselves. The clock costs about half a microsecond a
call; `cost` says what that came to.
"""

from __future__ import annotations

import functools
import importlib
import sys
import time
import types
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isgeneratorfunction
from typing import Any

ROOMS = ("casefile.reading.", "casefile.intake.", "casefile.workflow.annotate")
# Methods that are steps of their own: module, class, method, name of the step.
METHODS = (
    ("casefile.reading.tagger", "Tagger", "_encode", "encoder"),
    ("casefile.reading.tagger", "Tagger", "_score", "role head"),
    ("casefile.reading.tagger", "Tagger", "tag", "tagger"),
    ("casefile.reading.wordpiece", "WordPiece", "pieces", "wordpiece"),
)
# What the steps do, for the table; a step that is not here stands under its own name.
SAID = {
    "encoder": "encoder run (int8, shared by all tasks)",
    "role head": "role head run",
    "decode": "decoding to spans",
    "wordpiece": "word-pieces",
    "silences": "silences by rule",
    "annotate": "JSON in and out",
}


class Steps:
    """Seconds of CPU time and calls, by step."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0.0

    def begin(self, step: str) -> None:
        now = time.thread_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._running.append(step)
        self.calls[step] += 1
        self._since = now

    def end(self) -> None:
        now = time.thread_time()
        self.seconds[self._running.pop()] += now - self._since
        self._since = now

    def timed(self, function: Callable[..., Any], step: str) -> Callable[..., Any]:
        """The function, with its time counted to `step`; a generator's with each turn."""
        if isgeneratorfunction(function):

            @functools.wraps(function)
            def turns(*args: Any, **kw: Any) -> Iterator[Any]:
                items = function(*args, **kw)
                while True:
                    self.begin(step)
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                    finally:
                        self.end()
                    yield item

            return turns

        @functools.wraps(function)
        def once(*args: Any, **kw: Any) -> Any:
            self.begin(step)
            try:
                return function(*args, **kw)
            finally:
                self.end()

        return once

    def cost(self) -> float:
        """Seconds that the clock itself took, about."""
        trial = Steps()
        nothing = trial.timed(lambda: None, "nothing")
        start = time.thread_time()
        for _ in range(10_000):
            nothing()
        return (time.thread_time() - start) / 10_000 * sum(self.calls.values())


@contextmanager
def stepped() -> Iterator[Steps]:
    """Within the block every border between steps keeps time."""
    steps, undo = Steps(), []
    modules = [m for n, m in sorted(sys.modules.items()) if n.startswith(ROOMS) and m is not None]
    wrapped: dict[Any, Callable[..., Any]] = {}
    for module in modules:
        for name, thing in list(vars(module).items()):
            if _is_imported(module, thing):
                fresh = wrapped.setdefault(thing, steps.timed(thing, _step(thing.__module__)))
                setattr(module, name, fresh)
                undo.append((module, name, thing))
    for where, owner, name, step in METHODS:
        cls = getattr(importlib.import_module(where), owner, None)
        method = vars(cls).get(name) if cls is not None else None
        if method is not None:
            setattr(cls, name, steps.timed(method, step))
            undo.append((cls, name, method))
    try:
        yield steps
    finally:
        for place, name, thing in reversed(undo):
            setattr(place, name, thing)


def _is_imported(module: types.ModuleType, thing: Any) -> bool:
    """A plain function of another step of these rooms (cached ones stay with their caller)."""
    return (
        isinstance(thing, types.FunctionType)
        and thing.__module__.startswith(ROOMS)
        and _step(thing.__module__) != _step(module.__name__)
    )


def _step(module: str) -> str:
    """The package within the room, else the module: "times" for `casefile.reading.times.find`."""
    return module.split(".")[2]
