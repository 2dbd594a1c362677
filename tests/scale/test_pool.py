"""Running one function over many items."""

from __future__ import annotations

import os

from casefile.scale.pool import run_over


def open_offset() -> int:
    return 100


def add_offset(offset: int, item: int) -> int:
    return offset + item


def process_id(offset: int, item: int) -> int:
    return os.getpid()


def test_results_keep_the_order_of_items_whatever_the_number_of_jobs() -> None:
    """One process and two give the same results in the same order."""
    alone = list(run_over(add_offset, range(40), open_offset))
    assert alone == [100 + i for i in range(40)]
    assert list(run_over(add_offset, range(40), open_offset, jobs=2)) == alone


def test_two_jobs_work_in_other_processes() -> None:
    """With jobs, no item is worked on in the calling process."""
    workers = set(run_over(process_id, range(16), open_offset, jobs=2))
    assert os.getpid() not in workers
    assert 1 <= len(workers) <= 2
