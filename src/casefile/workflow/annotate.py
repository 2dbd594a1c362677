"""The bulk door: JSON lines of texts in, JSON lines of readings out. Nothing is stored."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casefile.claim import AUTHOR, Claim, Directness
from casefile.document import Document, Region, RegionKind
from casefile.errors import BadInput, CasefileError
from casefile.intake.receive import Told, receive_text
from casefile.reading.read import Reading, TagsText, read_document
from casefile.reading.speakers import speaker_name
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

    An input line has `id`, `text` and perhaps `published` and `outlet`. What an output line has,
    docs/annotate.md says; offsets are code points of that text, end not included.
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


def annotate_line(tagger: TagsText, line: Line) -> Done:
    """One line in, one line or one error out; furniture is not read."""
    return _annotate(tagger, line, received)


def annotate_raw_line(tagger: TagsText, line: Line) -> Done:
    """The same, reading all of the text."""
    return _annotate(tagger, line, received_raw)


def received(text: str, told: Told) -> Document:
    """The text as a received plain-text document."""
    return receive_text(text, told)


def received_raw(text: str, told: Told) -> Document:
    """The same with every region read as body."""
    document = received(text, told)
    regions = [Region(r.start, r.end, RegionKind.BODY) for r in document.regions]
    return replace(document, regions=tuple(regions))


def _annotate(tagger: TagsText, line: Line, settle: Callable[[str, Told], Document]) -> Done:
    try:
        fields = _parse(line.body)
        told = Told(published=fields.get("published") or "", outlet=fields.get("outlet") or "")
        document = settle(fields["text"], told)
        body = to_line(fields["id"], document, read_document(document, tagger))
    except CasefileError as error:
        return Done(line.number, error=str(error))
    return Done(line.number, body=body)


def to_line(key: Any, document: Document, reading: Reading) -> str:
    """An output line; key order and number format are fixed, so equal readings give equal bytes."""
    names = {party.id: party.name for party in reading.particulars.parties}
    said = [c for c in reading.claims if c.directness is not Directness.OWN_VOICE]
    own = [c for c in reading.claims if c.directness is Directness.OWN_VOICE]
    value = {
        "id": key,
        "readers": reading.reader.split("; "),
        "attributions": [_attribution(c, document, names) for c in said],
        "outlet_claims": [{"content": c.content, **_told_of(c)} for c in own],
        **reading.particulars.to_record(),
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _attribution(claim: Claim, document: Document, names: Mapping[str, str]) -> dict[str, Any]:
    short = ""
    if claim.speaker == AUTHOR:
        short = document.imprint.outlet or "the author"
    elif claim.source:
        named = names.get(claim.speaker, "")
        short = speaker_name(claim.words("source", document), claim.speaker_kind, named)
    return {
        "source": claim.source,
        "cue": claim.cue,
        "content": claim.content,
        **_told_of(claim),
        "directness": claim.directness.value,
        "speaker_kind": claim.speaker_kind.value,
        "relay": claim.relay,
        "asked": claim.asked,
        "score": round(claim.score, 3),
        "speaker": claim.speaker,
        "speaker_name": short,
    }


def _told_of(claim: Claim) -> dict[str, Any]:
    return {
        "stance": claim.stance.value,
        "outlook": claim.outlook.value,
        "condition": claim.condition,
        "certainty": claim.certainty.value,
        "time": claim.time.value,
    }


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
    if not isinstance(fields.get("outlet", ""), str | None):
        raise BadInput("'outlet' must be a string such as The Harbour Courier")
    return fields
