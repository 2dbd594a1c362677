"""A timeline as SVG text: what is said to have happened when, and when it was said.

Shape tells how exact a time is, never how likely; there are no colours. Positions are whole tenths
of a unit, so that the same rows give the same bytes everywhere. A list must stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from unicodedata import east_asian_width

from casefile.export.dossier_words import day_number, visible, when_words
from casefile.export.timeline_scale import Scale, scale_of

MOST_LANES = 40
MOST_BARS = 200  # of one lane
_MOST_TIERS = 6  # of overlapping bars in one lane
_LEFT, _WIDE, _RIGHT = 178, 572, 30  # units: labels, axis, margin
_TIER, _PAD, _TOP = 16, 10, 40
_POINTS = frozenset({"moment", "hour", "part_of_day", "day"})
_EXACT = frozenset({"week", "month", "quarter", "season"})


@dataclass(frozen=True, slots=True)
class Bar:
    """One told time. Ends are ISO days or moments, "" for an open one; `said` an ISO day or "".

    `to_come` marks what is planned, sought, threatened, conditional or possible.
    """

    earliest: str
    latest: str
    precision: str  # a value of `particulars.Precision`
    label: str
    said: str = ""
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one incident, or of one kind of event."""

    label: str
    bars: tuple[Bar, ...]


def timeline_svg(lanes: Sequence[Lane], title: str, ident: str = "timeline") -> str:
    """The picture, or "" where no bar has a day.

    Args:
        lanes: in the order shown; the first `MOST_LANES`, of each the first `MOST_BARS`. What is
            left out is said in the description.
        title: what a screen reader says first.
        ident: a beginning for ids, own to this picture within its page.

    >>> timeline_svg([Lane("I1", (Bar("", "", "none", "a day that nobody says"),))], "Timeline")
    ''
    """
    shown = [Lane(lane.label, _placed(lane)[:MOST_BARS]) for lane in lanes]
    shown = [lane for lane in shown if lane.bars][:MOST_LANES]
    if not shown:
        return ""
    scale = scale_of([_days(bar) for lane in shown for bar in lane.bars], _LEFT, _WIDE)
    body: list[str] = []
    at = _TOP
    for lane in shown:
        pieces, height = _lane(lane, scale, at)
        body.extend(pieces)
        at += height
    bars = sum(len(lane.bars) for lane in shown)
    left_out = sum(len(lane.bars) for lane in lanes) - bars
    about = _about(len(shown), bars, left_out, scale)
    return "\n".join(
        [*_head(title, about, ident, at), *_axis(scale, at), *body, *_legend(at), "</svg>"]
    )


def _placed(lane: Lane) -> tuple[Bar, ...]:
    return tuple(b for b in lane.bars if day_number(b.earliest) or day_number(b.latest))


def _days(bar: Bar) -> tuple[int | None, int | None, int | None]:
    """First day, last day and day of saying as running numbers."""
    first, last = day_number(bar.earliest), day_number(bar.latest)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, last, day_number(bar.said)


def _about(lanes: int, bars: int, left_out: int, scale: Scale) -> str:
    words = f"{bars} told times in {lanes} rows, from {scale.first_label} to {scale.last_label}."
    if left_out:
        words += f" {left_out} more have no day or no room here; the list has all."
    return words


def _head(title: str, about: str, ident: str, height: int) -> list[str]:
    wide, high = _LEFT + _WIDE + _RIGHT, height + 56
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{high}"',
        f' viewBox="0 0 {wide} {high}" aria-labelledby="{ident}-title {ident}-desc"',
        ' fill="currentColor" stroke="none" font-size="11" font-family="Libertinus Serif, serif">',
        f'<title id="{ident}-title">{_text(title)}</title>',
        f'<desc id="{ident}-desc">{_text(about)}</desc>',
    ]


def _axis(scale: Scale, height: int) -> list[str]:
    lines = []
    for place, label in scale.ticks:
        x = _tenths(place)
        lines.append(_hair(f"M{x} {_TOP - 6}V{height}"))
        lines.append(f'<text x="{x}" y="{_TOP - 12}" text-anchor="middle">{_text(label)}</text>')
    return lines


def _hair(path: str) -> str:
    look = 'stroke="currentColor" stroke-opacity="0.25" stroke-width="0.5"'
    return f'<path d="{path}" {look}/>'


def _lane(lane: Lane, scale: Scale, top: int) -> tuple[list[str], int]:
    """The pieces of one row and its height."""
    tiers: list[int] = []  # where each tier is free again, in tenths
    pieces = []
    for bar in sorted(lane.bars, key=lambda b: (scale.reach(*_days(b)[:2]), b.label)):
        left, right = scale.reach(*_days(bar)[:2])
        tier = next((n for n, free in enumerate(tiers) if free <= left - 60), len(tiers))
        if tier == len(tiers) and tier < _MOST_TIERS:
            tiers.append(0)
        tier = min(tier, len(tiers) - 1)
        tiers[tier] = max(tiers[tier], right)
        pieces.append(_bar(bar, (left, right), top + _PAD + tier * _TIER, scale))
    height = max(1, len(tiers)) * _TIER + _PAD + 8
    foot = top + height - 4
    return [
        _hair(f"M0 {top}H{_LEFT + _WIDE + _RIGHT}"),
        f'<text x="0" y="{top + _PAD + 10}">{_text(_cut(lane.label, 28))}</text>',
        *pieces,
        *_said(lane, scale, foot),
    ], height


def _bar(bar: Bar, reach: tuple[int, int], top: int, scale: Scale) -> str:
    left, right = reach
    first, last, _ = _days(bar)
    middle = top + 5
    dashes = ' stroke-dasharray="3 2"' if bar.to_come else ""
    line = f'stroke="currentColor" stroke-width="1.2"{dashes}'
    hollow = bar.to_come or bar.precision not in _EXACT
    fill = 'fill="none"' if hollow else 'fill-opacity="0.35"'
    open_left, open_right = scale.is_open_left(first), scale.is_open_right(last)
    if not (open_left or open_right) and bar.precision in _POINTS and right - left < 60:
        x = (left + right) // 2
        fill = 'fill="none"' if bar.to_come else ""
        shape = (
            f'<path d="M{_tenths(x - 50)} {middle}L{_tenths(x)} {top}L{_tenths(x + 50)} {middle}'
            f'L{_tenths(x)} {top + 10}Z" {fill} {line}/>'
        )
    else:
        start = f"M{_tenths(left)} {middle}L{_tenths(left + 50)} {top}" if open_left else ""
        start = start or f"M{_tenths(left)} {top}"
        end = f"H{_tenths(right - 50)}L{_tenths(right)} {middle}L{_tenths(right - 50)} {top + 10}"
        end = end if open_right else f"H{_tenths(right)}V{top + 10}"
        back = f"H{_tenths(left + 50)}Z" if open_left else f"H{_tenths(left)}Z"
        shape = f'<path d="{start}{end}{back}" {fill} {line}/>'
    when = when_words(bar.earliest, bar.latest, bar.precision)
    shape += _far_label(first, last, scale, top)
    return f"<g><title>{_text(_cut(bar.label, 160))}: {_text(when)}</title>{shape}</g>"


def _far_label(first: int | None, last: int | None, scale: Scale, top: int) -> str:
    """The year beside a bar that lies wholly outside of what is shown."""
    if last is not None and last < scale.first:
        x, anchor, day = scale.left + 160, "start", last
    elif first is not None and first > scale.last:
        x, anchor, day = scale.left + scale.width - 160, "end", first
    else:
        return ""
    year = date.fromordinal(day).year
    return f'<text x="{_tenths(x)}" y="{top + 9}" text-anchor="{anchor}">{year}</text>'


def _said(lane: Lane, scale: Scale, foot: int) -> Iterator[str]:
    days = sorted({said for bar in lane.bars if (said := _days(bar)[2]) is not None})
    for day in days:
        yield (
            f'<path d="M{_tenths(scale.place(day))} {foot - 6}V{foot + 3}" stroke="currentColor" '
            'stroke-width="1.6"/>'
        )


_LEGEND = (
    ("M0 5L5 0L10 5L5 10Z", "", "day or less"),
    ("M0 0H16V10H0Z", 'fill-opacity="0.35"', "week, month, season"),
    ("M0 0H16V10H0Z", 'fill="none"', "year or more"),
    ("M0 0H11L16 5L11 10H0Z", 'fill="none"', "goes on, or end not stated"),
    ("M0 0H16V10H0Z", 'fill="none" stroke-dasharray="3 2"', "to come, or not certain to"),
    ("M8 0V10", 'stroke-width="1.6"', "said on"),
)
_LEGEND_PLACES = ((0, 0), (150, 0), (320, 0), (150, 1), (320, 1), (0, 1))


def _legend(height: int) -> Iterator[str]:
    for (path, look, label), (x, row) in zip(_LEGEND, _LEGEND_PLACES, strict=True):
        y = height + 14 + row * 20
        yield (
            f'<g transform="translate({x + 1} {y})"><path d="{path}" {look} '
            f'stroke="currentColor"/><text x="24" y="9">{label}</text></g>'
        )


def _tenths(place: int) -> str:
    return f"{place // 10}.{place % 10}" if place % 10 else str(place // 10)


def _cut(text: str, most: int) -> str:
    """At most `most` columns of text, wide characters counted double."""
    columns = 0
    for at, character in enumerate(text):
        columns += 2 if east_asian_width(character) in "WF" else 1
        if columns > most:
            return text[: max(at - 1, 0)].rstrip() + "…"
    return text


def _text(text: str) -> str:
    return escape(visible(" ".join(text.split())))
