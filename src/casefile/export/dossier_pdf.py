"""A dossier as a PDF, through typst: tagged (PDF/UA-1), for the long term (PDF/A-2a).

The text goes to typst as values, never as source; nothing is downloaded. The time in the file is
that of the ledger's last entry, and no font of the machine is used, so that the same ledger gives
the same bytes anywhere with the same typst. Fonts of a folder can be added for scripts that the
built-in ones lack; their names and digests then stand in the file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from casefile.errors import CaseError, CasefileError, TooLarge
from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import Card, Line, line, mono
from casefile.export.dossier_sections import dossier_sections
from casefile.export.dossier_words import counted, day_words, listed, visible

STANDARDS = ["a-2a", "ua-1"]
MOST_ROWS = 25_000  # claims, told events and ledger entries: some 2,000 pages, 2 GB of memory
_FONTS = ["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"]  # built into typst
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_NO_GLYPH = re.compile(r'the text `"(.{1,60}?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")  # how typst writes a mark without its letter
_FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_NAMED = 12  # fonts; of more, one digest over the lines that `sha256sum` would print, sorted
_SHORT = 3_000  # characters of a card that is kept on one page, names of fields included


def dossier_pdf(dossier: Dossier, fonts: Path | None = None) -> bytes:
    """The PDF's bytes.

    Args:
        dossier: what to set.
        fonts: a folder of further fonts, None for the built-in ones alone (Latin, Greek, Cyrillic,
            Hebrew, Arabic and a few more; neither Chinese, Japanese, Korean nor emoji).

    Raises:
        CasefileError: typst is not installed, or no font has a character that the case needs.
        CaseError: a number in the dossier is wrong, or the head's time cannot be read.
        TooLarge: over `MOST_ROWS` claims, events and entries together.
    """
    typst = _typst()
    _check_size(dossier)
    source = (files("casefile.export") / "dossier.typ").read_bytes()
    inputs = {"dossier": json.dumps(_values(dossier, fonts), ensure_ascii=False)}
    compiler = typst.Compiler(
        source,
        font_paths=[] if fonts is None else [str(fonts)],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    try:
        made: bytes = compiler.compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=_seconds(dossier.made_from.at)
        )
    except typst.TypstError as error:
        raise _refusal(f"{error.message} {error.diagnostic}") from None
    return made


def _typst() -> Any:
    try:
        return import_module("typst")
    except ImportError as error:
        raise CasefileError(
            "a PDF needs the library typst, which is not installed",
            next_step="run 'python3 run.py pdf' in a checkout or 'pip install casefile[pdf]', "
            "or export the dossier as HTML",
        ) from error


def _check_size(dossier: Dossier) -> None:
    rows = len(dossier.claims()) + len(dossier.chronology) + len(dossier.custody.entries)
    if rows > MOST_ROWS:
        raise TooLarge(
            "the dossier is too long for one PDF",
            found=f"{rows:,} claims, events and entries, {MOST_ROWS:,} allowed",
            next_step="export it as HTML, or choose fewer documents",
        )


def _refusal(said: str) -> CasefileError:
    """One clear error; never the document's words, which typst's message may hold."""
    shown = (_ESCAPE.sub(_unescaped, text) for text in _NO_GLYPH.findall(said))
    missing = {character for text in shown for character in text}
    if missing:
        return CasefileError(
            "no font here has some of the characters that the dossier needs",
            found=listed(sorted({_script(character) for character in missing})),
            next_step="give a folder of fonts that have them with --fonts, "
            "or export the dossier as HTML",
        )
    return CasefileError(
        "typst could not set the dossier", next_step="export it as HTML, and report this as a fault"
    )


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _script(character: str) -> str:
    """The script of a letter in words, by its Unicode name: "Hangul", "CJK"; else "symbols"."""
    if unicodedata.category(character)[0] not in "LM":
        return "symbols"
    first = unicodedata.name(character, f"U+{ord(character):04X}").split()[0]
    return first if first == "CJK" or first.startswith("U+") else first.capitalize()


def _values(dossier: Dossier, fonts: Path | None) -> dict[str, Any]:
    """All that the template shows, as JSON values."""
    made = dossier.made_from
    return {
        "title": visible(f"Dossier: {dossier.case}"),
        "presumption": visible(dossier.presumption),
        "head-left": visible(dossier.case),
        "head-right": visible(
            f"{made.log}, {counted(made.entries, 'entry')}, root {made.root[:16]}"
        ),
        "footer": "Claims are what documents say that someone says.",
        "fonts": [family.lower() for family in _FONTS],
        "front": _plain(_front(dossier, fonts)),
        "sections": [
            {**_plain(section), "title": f"{number}  {section.title}"}
            for number, section in enumerate(dossier_sections(dossier), 1)
        ],
    }


def _front(dossier: Dossier, fonts: Path | None) -> tuple[Line, ...]:
    made = dossier.made_from
    lines = [
        line(
            f"Made from the first {counted(made.entries, 'entry')} of ",
            mono(made.log),
            f", the last of {day_words(made.at)}.",
        ),
        line("Root ", mono(made.root)),
    ]
    if dossier.as_of:
        lines.append(line(f"Answers hold for {day_words(dossier.as_of)}."))
    lines.append(line(f"Set with typst {version('typst')} and its own fonts{_and(fonts)}."))
    return (*lines, *_font_lines(fonts))


def _and(fonts: Path | None) -> str:
    return "" if fonts is None else ", and these"


def _font_lines(fonts: Path | None) -> list[Line]:
    """The further fonts with their digests: the bytes of the PDF depend on them."""
    if fonts is None:
        return []
    found = sorted(path for path in fonts.rglob("*") if path.suffix.lower() in _FONT_FILES)
    if not found:
        raise CasefileError(
            "no font lies in the folder of fonts", next_step="give a folder with .ttf or .otf files"
        )
    try:
        named = [(path.name, sha256(path.read_bytes()).hexdigest()) for path in found]
    except OSError as error:
        raise CasefileError(
            "a font cannot be read", found=error.strerror or "", next_step="check the folder"
        ) from error
    if len(named) <= _MOST_NAMED:
        return [line(f"{font} ", mono(digest)) for font, digest in named]
    listing = "".join(sorted(f"{digest}  {font}\n" for font, digest in named))
    digest = sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()
    return [line(f"{counted(len(named), 'font')}, SHA-256 of their list ", mono(digest))]


def _plain(value: Any) -> Any:
    """Dataclasses as objects with their kind, texts with all that is hidden made visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    record = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    record["block"] = type(value).__name__
    if isinstance(value, Card):
        record["rtl"] = value.quoted is not None and _is_rtl(value.quoted.text)
        record["short"] = len(json.dumps(record, ensure_ascii=False)) < _SHORT
    if "language" in record and not _LANGUAGE.match(str(record["language"])):
        record["language"] = ""
    return record


def _is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left, as HTML's dir="auto"."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((d for d in strong if d in ("L", "R", "AL")), "L") != "L"


def _seconds(at: str) -> int:
    """A moment as seconds since 1970, UTC."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise CaseError(
            "the time of the ledger's last entry cannot be read", next_step="run 'casefile verify'"
        ) from error
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
