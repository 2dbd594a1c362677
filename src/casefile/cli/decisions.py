"""Commands by which a person decides about suggestions."""

from __future__ import annotations

import click

from casefile.cli.forms import form_option
from casefile.cli.names import kind_of, number_of
from casefile.cli.opened import opened

_reason = click.option("--reason", default="", metavar="WORDS", help="Why; kept in the record.")


@click.command()
@click.argument("name")
@click.argument("into", required=False, default="")
@_reason
@click.pass_context
def accept(ctx: click.Context, name: str, into: str, reason: str) -> None:
    """Accept suggestions: all open links of an incident or party, one event, one reported step.

    \b
    Example:
      casefile accept i3
      casefile accept 12.3 i3
      casefile accept s12.1
      casefile accept d4
    """
    from casefile.case.decision import Action
    from casefile.cli import render_decisions
    from casefile.workflow import copies, incidents, parties, steps

    with opened(ctx) as case:
        if kind_of(name) == "incident":
            done = incidents.accept_incident(case, number_of(name, "i"), reason)
        elif kind_of(name) == "party":
            done = parties.accept_party(case, name, into, reason)
        elif kind_of(name) == "step":
            done = [steps.decide_step(case, name, Action.ACCEPT, reason)]
        elif kind_of(name) == "document":
            done = [copies.decide_copy(case, name[1:], Action.ACCEPT, reason)]
        else:
            done = [incidents.accept_event(case, name, number_of(into, "i"), reason)]
        render_decisions.decided(done)


@click.command()
@click.argument("name")
@_reason
@click.pass_context
def reject(ctx: click.Context, name: str, reason: str) -> None:
    """Reject a link: this event does not speak of the incident that it was put into.

    \b
    Example:
      casefile reject 12.3 --reason "another day"
      casefile reject p7@12 --reason "her brother"
      casefile reject s12.1 --reason "of another court"
    """
    from casefile.case.decision import Action
    from casefile.cli import render_decisions
    from casefile.workflow import copies, incidents, parties, steps

    with opened(ctx) as case:
        if kind_of(name) == "party":
            render_decisions.decided([parties.reject_party(case, name, reason)])
        elif kind_of(name) == "step":
            done = steps.decide_step(case, name, Action.REJECT, reason)
            render_decisions.decided([done])
        elif kind_of(name) == "document":
            render_decisions.decided([copies.decide_copy(case, name[1:], Action.REJECT, reason)])
        else:
            render_decisions.decided([incidents.reject_event(case, name, reason)])


@click.command()
@click.argument("stays")
@click.argument("goes")
@_reason
@click.pass_context
def merge(ctx: click.Context, stays: str, goes: str, reason: str) -> None:
    """Merge two incidents, or two parties; the second goes into the first.

    \b
    Example:
      casefile merge i3 i7 --reason "one raid"
      casefile merge p2 p9 --reason "same person, other spelling"
    """
    from casefile.cli import render_decisions
    from casefile.workflow import incidents, parties

    with opened(ctx) as case:
        letter = stays[:1].lower()
        if kind_of(stays) != kind_of(goes) or letter not in ("i", "p"):
            raise click.UsageError("name two incidents (i3 i7) or two parties (p2 p9)")
        first, second = number_of(stays, letter), number_of(goes, letter)
        both = incidents.merge_incidents if letter == "i" else parties.merge_parties
        render_decisions.decided([both(case, first, second, reason)])


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="EVENT…")
@_reason
@click.pass_context
def split(ctx: click.Context, names: tuple[str, ...], reason: str) -> None:
    """Split events off as an incident of their own, or a party's mentions as another party.

    \b
    Example:
      casefile split 12.3 14.1 --reason "the second strike of that day"
      casefile split p7@12 p7@15 --reason "two people of one name"
    """
    from casefile.cli import render_decisions
    from casefile.workflow import incidents, parties

    with opened(ctx) as case:
        kinds = {kind_of(name) for name in names}
        if kinds == {"party"}:
            render_decisions.decided([parties.split_party(case, names, reason)])
        elif kinds == {"event"}:
            render_decisions.decided([incidents.split_incident(case, names, reason)])
        else:
            raise click.UsageError("name events (12.3) or mentions of a party (p7@12), not both")


@click.command()
@click.argument("entry", type=click.IntRange(min=0))
@_reason
@click.pass_context
def undo(ctx: click.Context, entry: int, reason: str) -> None:
    """Take back the decision of an entry. It stays in the record, with this one after it.

    \b
    Example:
      casefile undo 57 --reason "they were two raids"
    """
    from casefile.cli import render_decisions
    from casefile.workflow.decisions import undo as take_back

    with opened(ctx) as case:
        render_decisions.decided([take_back(case, entry, reason)])


@click.command()
@form_option()
@click.pass_context
def decisions(ctx: click.Context, form: str) -> None:
    """List what people decided, with reasons.

    \b
    Example:
      casefile decisions
    """
    from casefile.cli import render_decisions
    from casefile.workflow.decisions import decisions as find

    with opened(ctx) as case:
        render_decisions.decisions(find(case), form)
