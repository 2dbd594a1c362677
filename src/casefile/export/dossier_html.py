"""A dossier as one HTML file that needs nothing else: no script, no request, no clock.

Everything in it is text that was escaped here, and everything hidden in a text is made visible
here. The same dossier gives the same bytes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import singledispatch
from hashlib import sha256
from html import escape
from importlib.resources import files

from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import (
    Block,
    Card,
    Heading,
    Items,
    Line,
    Para,
    Picture,
    Row,
    Run,
    Section,
    Table,
    Terms,
    Verbatim,
)
from casefile.export.dossier_sections import dossier_sections
from casefile.export.dossier_words import counted, day_words, visible

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")


def dossier_html(dossier: Dossier) -> str:
    """The whole page; write it as UTF-8.

    Raises:
        CaseError: a number in the dossier is malformed, stands twice, or points at nothing.
    """
    sections = dossier_sections(dossier)
    return "\n".join([*_head(dossier), *_body(dossier, sections), "</html>", ""])


def _head(dossier: Dossier) -> Iterator[str]:
    style = (files("casefile.export") / "dossier.css").read_text(encoding="utf-8")
    digest = base64.b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Dossier: {_text(dossier.case)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _body(dossier: Dossier, sections: tuple[Section, ...]) -> Iterator[str]:
    made = dossier.made_from
    yield "<body>"
    yield '<a class="skip" href="#overview">Skip to the overview</a>'
    yield "<header>"
    yield f"<h1>Dossier: <bdi>{_text(dossier.case)}</bdi></h1>"
    yield (
        f"<p>Made from the first {counted(made.entries, 'entry')} of "
        f"<code>{_text(made.log)}</code>, the last of {_text(day_words(made.at))}. "
        f"Root <code>{_text(made.root)}</code>.</p>"
    )
    if dossier.as_of:
        yield f"<p>Answers hold for {_text(day_words(dossier.as_of))}.</p>"
    yield f'<p class="presumption">{_text(dossier.presumption)}</p>'
    yield "</header>"
    yield '<nav aria-label="Contents"><ol>'
    for section in sections:
        yield f'<li><a href="#{section.anchor}">{_text(section.title)}</a></li>'
    yield "</ol></nav>"
    yield "<main>"
    for number, section in enumerate(sections, 1):
        yield from _section(section, number, dossier.presumption)
    yield "</main>"
    yield "</body>"


def _section(section: Section, number: int, presumption: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.anchor}">'
    yield f'<h2 id="{section.anchor}">{number}  {_text(section.title)}</h2>'
    if section.about_people:
        yield f'<p class="presumption">{_text(presumption)}</p>'
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(f"no HTML for {type(block).__name__}")


@_block.register
def _(block: Para) -> Iterator[str]:
    kind = "" if block.kind == "plain" else f' class="{block.kind}"'
    yield f"<p{kind}>{_line(block.line)}</p>"


@_block.register
def _(block: Heading) -> Iterator[str]:
    ident = f' id="{block.anchor}"' if block.anchor else ""
    yield f"<h{block.level}{ident}>{_line(block.line)}</h{block.level}>"


@_block.register
def _(block: Items) -> Iterator[str]:
    yield "<ul>"
    for line in block.lines:
        yield f"<li>{_line(line)}</li>"
    yield "</ul>"


@_block.register
def _(block: Terms) -> Iterator[str]:
    yield "<dl>"
    for term, lines in block.pairs:
        yield f"<dt>{_text(term)}</dt><dd>{_lines(lines)}</dd>"
    yield "</dl>"


@_block.register
def _(block: Table) -> Iterator[str]:
    # Roles are said again because narrow screens lay tables out as blocks.
    yield '<table role="table">'
    yield f"<caption>{_text(block.caption)}</caption>"
    yield '<thead role="rowgroup"><tr role="row">'
    for column in block.columns:
        yield f'<th scope="col" role="columnheader">{_text(column)}</th>'
    yield '</tr></thead><tbody role="rowgroup">'
    for row in block.rows:
        yield f'<tr role="row">{"".join(_cells(row, block.columns))}</tr>'
    yield "</tbody></table>"


def _cells(row: Row, columns: tuple[str, ...]) -> Iterator[str]:
    if row.group:
        wide = f'scope="rowgroup" colspan="{len(columns)}" role="rowheader"'
        yield f'<th class="group" {wide}>{_lines(row.cells[0])}</th>'
        return
    for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        label = f'data-label="{_text(column)}"'
        if number:
            yield f'<td role="cell" {label}>{_lines(cell)}</td>'
        else:
            yield f'<th scope="row" role="rowheader" {label}>{_lines(cell)}</th>'


@_block.register
def _(block: Card) -> Iterator[str]:
    yield f'<div class="claim" id="{block.anchor}"><p class="label">{_line(block.title)}</p>'
    if block.quoted is not None:
        tag = _language(block.quoted.language)
        yield f'<blockquote dir="auto"{tag}>{_text(block.quoted.text)}</blockquote>'
    for line in block.lines:
        yield f'<p class="about">{_line(line)}</p>'
    yield "</div>"


@_block.register
def _(block: Verbatim) -> Iterator[str]:
    yield f'<p class="label">{_text(block.label)}</p><pre>{_text(block.text)}</pre>'


@_block.register
def _(block: Picture) -> Iterator[str]:
    # A region that scrolls must be reachable by keyboard.
    yield f'<div class="picture" role="region" tabindex="0" aria-label="{_text(block.label)}">'
    yield block.svg
    yield "</div>"


def _lines(lines: tuple[Line, ...]) -> str:
    if len(lines) == 1:
        return _line(lines[0])
    return "".join(f"<p>{_line(line)}</p>" for line in lines)


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.kind == "link":
        return f'<a href="#{_text(run.to)}">{text}</a>'
    if run.kind == "quote":
        return f"“<bdi{_language(run.language)}>{text}</bdi>”"
    if run.kind == "mark":
        return f'<span aria-hidden="true">{text}</span>'
    tags = {"name": "bdi", "strong": "strong", "soft": "small", "mono": "code"}
    tag = tags.get(run.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _language(language: str) -> str:
    return f' lang="{language}"' if _LANGUAGE.match(language) else ""


def _text(text: str) -> str:
    return escape(visible(text))
