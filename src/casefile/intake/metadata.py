"""What a web page says about itself: JSON-LD first, then meta elements, then the library.

Every value is the page's claim. Times are kept as precise as they are stated, in ISO 8601.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from casefile.document import Imprint
from casefile.intake.authors import clean_authors
from casefile.intake.credits import caption_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLES_WORDS = (
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle"
    " backgroundnewsarticle reviewnewsarticle askpublicnewsarticle blogposting"
    " socialmediaposting liveblogposting report techarticle scholarlyarticle"
    " advertisercontentarticle webpage"
)
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
# Names of meta elements, best first.
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "dcterms.creator",
    "twitter:data1",
)
_PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "date",
    "dc.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_DEPTH = 12  # of nested JSON-LD
_LONGEST_ADDRESS = 2_000  # code points
_LONGEST = 600  # code points of a value
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,6})?\d*\s?(Z|[+-]\d\d:?\d\d)?)?(?![\d:])"
)


@dataclass(slots=True)
class Found:
    """Values met so far, best first."""

    headline: list[str] = field(default_factory=list)
    authors: list[list[str]] = field(default_factory=list)
    outlet: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    language: list[str] = field(default_factory=list)
    topics: list[list[str]] = field(default_factory=list)
    address: list[str] = field(default_factory=list)


_SECONDS = re.compile(r"\d:\d\d:\d\d")


def read_imprint(root: _Element, address: str, library: Mapping[str, Any]) -> Imprint:
    """The imprint of the page at `root`.

    Args:
        address: where it was fetched from, to resolve a relative canonical address.
        library: what trafilatura found: title, author, date, sitename, tags.
    """
    found = Found()
    _from_json_ld(root, found)
    _from_meta(root, found)
    _from_library(library, found)
    canonical = next((a for a in (_joined(address, a) for a in found.address) if a), "")
    return Imprint(
        headline=_first(found.headline),
        authors=next((a for a in map(clean_authors, found.authors) if a), ()),
        outlet=_first(found.outlet),
        published=next((d for d in map(iso_moment, found.published) if d), ""),
        modified=next((d for d in map(iso_moment, found.modified) if d), ""),
        language=_first(found.language).replace("_", "-"),
        topics=_topics(found.topics),
        address=canonical if canonical.startswith(("http://", "https://")) else "",
    )


def _joined(address: str, stated: str) -> str:
    """A stated address made whole; "" if it cannot be read."""
    try:
        return urljoin(address, stated)[:_LONGEST_ADDRESS] if stated else ""
    except ValueError:
        return ""


def json_ld(root: _Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outermost first."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # Real pages have line ends inside strings: strict=False bears them.
            value = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, 0)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, (dict, list)):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def types_of(value: Mapping[str, Any]) -> set[str]:
    """The types of a JSON-LD object, lower case, without their address."""
    return {str(t).rsplit("/", 1)[-1].lower() for t in _listed(value.get("@type"))}


def iso_moment(stated: str) -> str:
    """A time as ISO 8601, as precise as stated; "" if it is none.

    >>> iso_moment("2023-03-13 18:04:05 +0000"), iso_moment("Mon, 13 Mar 2023 18:04:05 GMT")
    ('2023-03-13T18:04:05+00:00', '2023-03-13T18:04:05+00:00')
    """
    text = stated.strip()
    match = _ISO.match(text)
    if match is not None:
        day, minute, second, part, zone = match.groups()
        if zone and zone != "Z" and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:]}"
        moment = f"{day}T{minute}{second or ''}{part or ''}{zone or ''}" if minute else day
        return moment if _is_moment(moment) else ""
    # "Mon, 13 Mar 2023 18:04:05 GMT"; without seconds the function below would invent them.
    if _SECONDS.search(text) is not None:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(text).isoformat()
    return caption_date(text[:100])


def _is_moment(text: str) -> bool:
    try:
        return 1600 <= datetime.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _from_json_ld(root: _Element, found: Found) -> None:
    objects = list(json_ld(root))
    # The article speaks before the page it stands on.
    articles = [o for o in objects if types_of(o) & (_ARTICLES - {"webpage"})]
    pages = [o for o in objects if "webpage" in types_of(o)]
    names = {str(o["@id"]): o for o in objects if "@id" in o and "name" in o}
    for article in (*articles[:1], *pages[:1]):
        found.headline += _texts(article.get("headline"))
        authors = _names(article.get("author"), names) or _names(article.get("creator"), names)
        found.authors.append(authors)
        found.outlet += _names(article.get("publisher"), names)
        found.published += _texts(article.get("datePublished"))
        found.modified += _texts(article.get("dateModified"))
        found.language += _texts(article.get("inLanguage"))
        found.topics.append(_texts(article.get("keywords")) + _texts(article.get("articleSection")))


def _from_meta(root: _Element, found: Found) -> None:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), []).append(content[:_LONGEST])

    def all_of(*names: str) -> list[str]:
        return [value for name in names for value in metas.get(name, ())]

    found.headline += all_of("og:title", "twitter:title", "dc.title", "parsely-title")
    for name in _AUTHOR_NAMES:
        if name != "twitter:data1" or "written by" in " ".join(all_of("twitter:label1")).lower():
            found.authors.append(all_of(name))
    found.outlet += all_of(
        "og:site_name", "application-name", "dc.publisher", "article:publisher_name"
    )
    found.published += all_of(*_PUBLISHED_NAMES)
    found.published += _stated_times(root)
    found.modified += all_of(
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
    )
    for name in ("article:tag", "parsely-tags", "news_keywords", "keywords"):
        found.topics.append(all_of(name))
    found.language += [
        root.get("lang") or "",
        *all_of("og:locale", "content-language", "dc.language"),
    ]
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found.address.append((link.get("href") or "").strip())
    found.address += all_of("og:url")


def _stated_times(root: _Element) -> list[str]:
    """<time itemprop="datePublished" datetime="…">, <time pubdate datetime="…">"""
    return [
        element.get("datetime") or element.get("content") or ""
        for element in root.iter("time", "span", "abbr")
        if "datePublished" in (element.get("itemprop") or "") or element.get("pubdate") is not None
    ]


def _from_library(library: Mapping[str, Any], found: Found) -> None:
    found.headline.append(str(library.get("title") or ""))
    found.authors.append(str(library.get("author") or "").split(";"))
    found.outlet.append(str(library.get("sitename") or ""))
    found.published.append(str(library.get("date") or ""))


def _names(value: Any, known: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Names of persons and bodies, also where an object only points at another by "@id"."""
    names: list[str] = []
    for one in _listed(value):
        if isinstance(one, dict):
            one = one if "name" in one else known.get(str(one.get("@id")), {})
            names += _texts(one.get("name"))
        else:
            names += _texts(one)
    return names


def _texts(value: Any) -> list[str]:
    return [
        " ".join(v.split())[:_LONGEST] for v in _listed(value) if isinstance(v, str) and v.strip()
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(values: list[str]) -> str:
    return next((" ".join(v.split()) for v in values if v and v.strip()), "")


def _topics(lists: list[list[str]]) -> tuple[str, ...]:
    """The first list that says anything; a single value may hold several, parted by commas."""
    for values in lists:
        parts = [part.strip() for value in values for part in re.split(r"[,;|]", value)]
        kept = list(dict.fromkeys(part for part in parts if part))
        if kept:
            return tuple(kept[:40])
    return ()
