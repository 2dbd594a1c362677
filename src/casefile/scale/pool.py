"""Run one pure function over many items, here or in processes; results keep the items' order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Tool = TypeVar("Tool")

_AHEAD = 4  # items under way a process: enough to keep it busy, little enough to hold in memory
_tools: dict[str, Any] = {}  # in a worker process: its one tool


def run_over(
    function: Callable[[Tool, Item], Result],
    items: Iterable[Item],
    open_tool: Callable[[], Tool],
    jobs: int = 1,
) -> Iterator[Result]:
    """Results of `function(tool, item)`, in the order of `items`, whatever the number of `jobs`.

    `open_tool` runs once in every process. With more than one job both functions must be
    importable by name, because each process starts fresh.
    """
    if jobs <= 1:
        yield from map(partial(function, open_tool()), items)
        return
    # "spawn": a forked copy of a process with threads (onnxruntime, rich) can hang.
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(open_tool,)
    )
    with pool:
        under_way: deque[Future[Result]] = deque()
        for item in items:
            under_way.append(pool.submit(_work, function, item))
            if len(under_way) >= jobs * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _start(open_tool: Callable[[], Any]) -> None:
    _tools["tool"] = open_tool()


def _work(function: Callable[[Any, Any], Any], item: Any) -> Any:
    return function(_tools["tool"], item)
