"""The bulk door: JSON lines of texts in, JSON lines of attributions out. Nothing is stored."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casefile.claim import Claim, Directness
from casefile.document import Document, Region, RegionKind
from casefile.errors import BadInput, CasefileError
from casefile.intake.receive import Told, receive_text
from casefile.reading.read import FindsAttributions, read_document
from casefile.scale.pool import run_over
from casefile.workflow.workspace import shipped_tagger


@dataclass(frozen=True, slots=True)
class Line:
    """An input line: its number from 1, and its bytes."""

    number: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """An output line, or the error for an input line."""

    number: int
    body: str = ""
    error: str = ""


def annotate(
    source: Path,
    target: Path,
    *,
    raw: bool = False,
    jobs: int = 1,
    tell: Callable[[int], None] | None = None,
) -> tuple[int, list[str]]:
    """Annotate every line of `source` into `target`; returns how many went well, and the errors.

    An input line has `id`, `text` and perhaps `published`. An output line has `id`,
    `attributions` and `outlet_claims`; offsets are code points of that text, end not included.
    The output replaces `target` at the end, whole, and is the same for any number of `jobs`.

    Args:
        raw: read all of the text, without looking for furniture.
        tell: called with the number of lines done.
    """
    good, errors = 0, []
    fresh = target.with_name(target.name + ".new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as out:
            work = annotate_raw_line if raw else annotate_line
            for done in run_over(work, _lines(source), shipped_tagger, jobs):
                if done.error:
                    errors.append(f"line {done.number}: {done.error}")
                else:
                    out.write(done.body + "\n")
                    good += 1
                if tell is not None:
                    tell(done.number)
        os.replace(fresh, target)
    except OSError as error:
        raise BadInput(
            "annotate cannot read its input or write its output",
            found=error.strerror or "",
            next_step="check both paths",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return good, errors


def annotate_line(tagger: FindsAttributions, line: Line) -> Done:
    """One line in, one line or one error out; furniture is not read."""
    return _annotate(tagger, line, received)


def annotate_raw_line(tagger: FindsAttributions, line: Line) -> Done:
    """The same, reading all of the text."""
    return _annotate(tagger, line, received_raw)


def received(text: str, published: str) -> Document:
    """The text as a received plain-text document."""
    return receive_text(text, Told(published=published))


def received_raw(text: str, published: str) -> Document:
    """The same with every region read as body."""
    document = received(text, published)
    regions = [Region(r.start, r.end, RegionKind.BODY) for r in document.regions]
    return replace(document, regions=tuple(regions))


def _annotate(
    tagger: FindsAttributions, line: Line, settle: Callable[[str, str], Document]
) -> Done:
    try:
        fields = _parse(line.body)
        document = settle(fields["text"], fields.get("published") or "")
        body = to_line(fields["id"], read_document(document, tagger))
    except CasefileError as error:
        return Done(line.number, error=str(error))
    return Done(line.number, body=body)


def to_line(key: Any, claims: tuple[Claim, ...]) -> str:
    """An output line; key order and number format are fixed, so equal claims give equal bytes."""
    said = [c for c in claims if c.directness is not Directness.OWN_VOICE]
    own = [c for c in claims if c.directness is Directness.OWN_VOICE]
    value = {
        "id": key,
        "attributions": [
            {
                "source": c.source,
                "cue": c.cue,
                "content": c.content,
                "stance": c.stance.value,
                "directness": c.directness.value,
                "speaker_kind": c.speaker_kind.value,
                "outlook": c.outlook.value,
                "score": round(c.score, 3),
            }
            for c in said
        ],
        "outlet_claims": [{"content": c.content, "outlook": c.outlook.value} for c in own],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(source: Path) -> Iterator[Line]:
    with source.open("rb") as lines:
        for number, body in enumerate(lines, 1):
            if body.strip():
                yield Line(number, body)


def _parse(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", next_step="write one object a line, in UTF-8") from error
    if (
        not isinstance(fields, dict)
        or "id" not in fields
        or not isinstance(fields.get("text"), str)
    ):
        raise BadInput("an object with 'id' and 'text' (a string) is needed")
    if not isinstance(fields.get("published", ""), str | None):
        raise BadInput("'published' must be a string such as 2023-03-13")
    return fields
