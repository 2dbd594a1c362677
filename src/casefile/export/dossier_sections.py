"""The parts of a dossier in their order: from values to sections of blocks.

Each part has a module of its own; `dossier_sections` is the one door for the renderers.
"""

from __future__ import annotations

from casefile.export.dossier import Dossier, check_numbers
from casefile.export.dossier_annex import custody
from casefile.export.dossier_blocks import Section
from casefile.export.dossier_happenings import chronology, incidents
from casefile.export.dossier_matters import allegations
from casefile.export.dossier_overview import documents, how_to_read, overview
from casefile.export.dossier_people import parties
from casefile.export.dossier_said import claims
from casefile.export.dossier_steps import proceedings


def dossier_sections(dossier: Dossier) -> tuple[Section, ...]:
    """All sections, in the order in which they are read.

    Raises:
        CaseError: a number is malformed, stands twice, or points at nothing.
    """
    check_numbers(dossier)
    return (
        overview(dossier),
        how_to_read(dossier),
        documents(dossier),
        chronology(dossier),
        incidents(dossier),
        parties(dossier),
        allegations(dossier),
        proceedings(dossier),
        claims(dossier),
        custody(dossier),
    )
