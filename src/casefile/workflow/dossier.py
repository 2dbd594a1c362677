"""Fill a dossier from a case, and write it to a file that the ledger then knows."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from casefile.entry import Draft
from casefile.errors import BadInput, CaseError, LedgerBusy
from casefile.export.dossier import Dossier, check_numbers
from casefile.export.dossier_html import dossier_html
from casefile.export.dossier_told import Standing
from casefile.ledger.files import disk_error, sync_folder
from casefile.search import allegations as allegation_queries
from casefile.search.database import rows
from casefile.workflow.allegations import AllegationShown, allegation
from casefile.workflow.dossier_allegations import Named, named_beside
from casefile.workflow.dossier_allegations import allegation as allegation_of
from casefile.workflow.dossier_documents import documents
from casefile.workflow.dossier_happenings import choose, chronology, incidents
from casefile.workflow.dossier_limits import Shown, limits
from casefile.workflow.dossier_material import Material, gather
from casefile.workflow.dossier_matters import Matters, matters, proceeding, recorded_rows
from casefile.workflow.dossier_people import decided_about, named_in, parties
from casefile.workflow.dossier_standings import standings
from casefile.workflow.workspace import Workspace

_TRIES = 3


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """What was written. `sha256` is that of the file, which the ledger holds too."""

    path: Path
    sha256: str
    size: int  # bytes
    entries: int  # of the ledger that it was made from
    documents: int
    claims: int


def export_dossier(case: Workspace, out: Path, fonts: Path | None = None) -> DossierSummary:
    """Write the dossier of a case to `out`; the ledger then holds the file's digest.

    The form follows from the ending: .html, .pdf or .json. The entry is appended after the file is
    written, so the dossier does not hold it; a later one lists it in its custody annex.

    Args:
        fonts: a folder of fonts for scripts that the PDF's own ones lack.

    Raises:
        BadInput: another ending, or fonts for another form than PDF.
        CaseError: something is at `out` already.
        TooLarge: too much for a PDF.
        CasefileError: typst is missing, a font is, or a letter is in none of the fonts.
        LedgerBusy: others kept changing the case meanwhile.
        LedgerError: the record is not whole, or the disk refused.
    """
    form = _form(out, fonts)
    if out.exists() or out.is_symlink():
        raise _taken(out)
    made = dossier(case)
    data = _FORMS[form](made, fonts)
    _write(out, data)
    digest = sha256(data).hexdigest()
    entries, size = made.made_from.entries, len(data)
    told = {"dossier": digest, "size": size, "entries": entries, "form": form}
    case.record.append([Draft("export.make", told)])
    return DossierSummary(out, digest, size, entries, len(made.documents), len(made.claims()))


def dossier(case: Workspace) -> Dossier:
    """Everything that a case shows, as of the head of its ledger.

    Raises:
        LedgerBusy: others kept changing the case meanwhile.
        LedgerDamaged: the record is not whole.
    """
    for _ in range(_TRIES):
        made = gather(case)
        found = _filled(made)
        if case.index.size == made.made_from.entries:  # nobody folded more in the meantime
            check_numbers(found)
            return found
    raise LedgerBusy("others kept changing this case", next_step="try again in a moment")


def _filled(made: Material) -> Dossier:
    chosen = choose(made)
    forums = matters(made)
    opened = [allegation(made.case, row.number) for row in allegation_queries.allegations(made.db)]
    beside = {one.row.number: _beside(made, one, forums) for one in opened}
    steps = recorded_rows(made, forums)
    told = documents(made)
    alleged = tuple(allegation_of(made, one, beside[one.row.number]) for one in opened)
    days = chronology(made, chosen.happenings, steps)
    spoken = _spoken(beside, forums)
    resting = [claim for claims in forums.claims.values() for claim in claims]
    people = {
        *named_in(made, chosen.happenings, resting),
        *(number for number in forums.parties if number),
        *decided_about(made),
        *spoken,
    }
    shown = Shown(chosen.left_out, len(days) - len(steps), len(people))
    return Dossier(
        case=made.case.record.name,
        made_from=made.made_from,
        as_of=made.made_from.at,
        limits=limits(made, shown, told, alleged),
        readers=tuple(r for (r,) in rows(made.db, _READERS)),
        documents=told,
        chronology=days,
        incidents=incidents(made, chosen.happenings),
        parties=parties(made, people, spoken),
        allegations=alleged,
        proceedings=tuple(
            proceeding(made, one, _touched(one.row.number, opened, forums)) for one in forums.shown
        ),
        custody=made.custody,
    )


_READERS = "SELECT DISTINCT reader FROM claim ORDER BY reader"


def _beside(made: Material, one: AllegationShown, forums: Matters) -> tuple[Named, ...]:
    mine = {n for n, claims in forums.claims.items() if claims & one.sayings.keys()}
    return named_beside(made, one, [s for s in forums.spoken if s.proceeding in mine])


def _touched(
    proceeding: int, opened: Sequence[AllegationShown], forums: Matters
) -> tuple[str, ...]:
    claims = forums.claims[proceeding]
    return tuple(f"A{one.row.number}" for one in opened if claims & one.sayings.keys())


def _spoken(beside: dict[int, tuple[Named, ...]], forums: Matters) -> dict[int, list[Standing]]:
    """How each party is spoken of: by claims beside an allegation, and by steps, once each."""
    found: dict[int, dict[Standing, None]] = {}
    for named in (n for of_one in beside.values() for n in of_one):
        found.setdefault(named.party, {})[named.standing] = None
    for party in sorted(forums.parties - {0}):
        of_party = [s for s in forums.spoken if s.party == party]
        found.setdefault(party, {}).update(dict.fromkeys(standings(of_party)))
    return {party: list(rows_) for party, rows_ in found.items() if rows_}


def _html(made: Dossier, fonts: Path | None) -> bytes:
    return dossier_html(made).encode("utf-8")


def _pdf(made: Dossier, fonts: Path | None) -> bytes:
    from casefile.export.dossier_pdf import dossier_pdf

    return dossier_pdf(made, fonts)


def _json(made: Dossier, fonts: Path | None) -> bytes:
    text = json.dumps(asdict(made), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


_FORMS: dict[str, Callable[[Dossier, Path | None], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "json": _json,
}


def _form(out: Path, fonts: Path | None) -> str:
    form = out.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise BadInput(
            "a dossier has no such form",
            found=out.suffix or "no ending",
            next_step="let the name end in .html, .pdf or .json",
        )
    if fonts is not None and form != "pdf":
        raise BadInput("fonts are for a PDF only", found=form, next_step="leave --fonts out")
    return form


def _taken(out: Path) -> CaseError:
    return CaseError(f"{out.name} is there already", next_step="choose another name")


def _write(out: Path, data: bytes) -> None:
    """The whole file under its name, or nothing; what came there meanwhile is not replaced."""
    fresh = out.with_name(f".{out.name}.new-{secrets.token_hex(4)}")
    try:
        try:
            with fresh.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _place(fresh, out)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, "the dossier was not written") from error


def _place(fresh: Path, out: Path) -> None:
    try:
        os.link(fresh, out)
    except FileExistsError as error:
        raise _taken(out) from error
    except OSError:  # no hard links on this disk
        os.rename(fresh, out)
    sync_folder(out.parent)
