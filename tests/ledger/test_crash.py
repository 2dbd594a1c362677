"""Killing processes that add: a short run of `torture.kill`; the long one is `run.py torture`."""

from __future__ import annotations

from torture import kill


def test_what_was_acknowledged_survives_kill_nine() -> None:
    """Fifteen kills at random moments: no acknowledged entry lost, a clean verify after each."""
    outcome = kill.run(kills=15, seed=20261124)
    assert outcome.kills == 15
    assert outcome.acknowledged > 0
    assert outcome.is_good, str(outcome)


def test_two_writers_killed_together() -> None:
    """The same with two processes that add to one case."""
    outcome = kill.run(kills=4, writers=2, seed=7)
    assert outcome.acknowledged > 0
    assert outcome.is_good, str(outcome)
