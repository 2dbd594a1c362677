"""Small files of many kinds, made by hand: what the intake tests feed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence


def make_pdf(pages: Sequence[Sequence[str]], title: str = "", *, step: int = 14) -> bytes:
    """A PDF with a text layer. Each page is a list of lines; "" leaves room for a paragraph."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F1 11 Tf 72 {780 - step * row} Td ({_escaped(line)}) Tj ET\n"
            for row, line in enumerate(lines)
            if line
        ).encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
    info = len(objects) + 1
    objects.append(f"<< /Title ({_escaped(title)}) >>".encode("latin-1"))
    return _written(objects, f"/Root 1 0 R /Info {info} 0 R")


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: its /Encrypt entry has keys that no empty password opens."""
    plain = make_pdf([["Locked."]])
    keys = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    return plain.replace(b"/Root 1 0 R", f"/ID [<00> <00>] /Encrypt {keys} /Root 1 0 R".encode())


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += f"trailer << /Size {len(objects) + 1} {trailer} >>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip archive, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


PAGE = """<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Port closed after strike - The Harbour Courier</title>
<link rel="canonical" href="/world/port-closed">
<meta property="og:title" content="Port closed after strike">
<meta property="og:site_name" content="The Harbour Courier">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Port closed after strike",
  "author": [{"@type": "Person", "name": "Ann Lee"},
             {"@type": "Person", "name": "By Bo Ek, Staff Writer"}],
  "publisher": {"@type": "Organization", "name": "The Harbour Courier"},
  "datePublished": "2023-03-13T18:04:05+0200", "dateModified": "2023-03-14",
  "inLanguage": "en-GB", "keywords": "ports, strikes"}]}
</script>
<style>.x { color: red }</style></head>
<body>
<a class="skip-link" href="#main">Skip to main content</a>
<nav><ul><li><a href="/">Home page</a></li><li><a href="/world">World news</a></li></ul></nav>
<main id="main"><article>
<h1>Port closed after strike</h1>
<p class="byline">By Ann Lee and Bo Ek</p>
<figure><img src="/img/port.jpg" alt="Smoke over cranes">
<figcaption>Smoke over the port of Odda, on March 12, 2023.
 <span class="credit">Bo Ek/AFP</span></figcaption>
</figure>
<p>The port of Odda was closed on Monday after a strike hit two of its grain stores, the port office
   said, and it told all ships at anchor to leave the roads before the evening of the same day.</p>
<p>Nobody was killed, said the mayor of the town, who had come to see the damage for herself and who
promised that the families of the eleven injured workers would be paid for as long as it takes.</p>
<aside class="related-stories"><h3>Related stories</h3>
<ul><li><a href="/a">Ship owners fear long blockade</a></li></ul></aside>
<p>The ministry of defence of the neighbouring country did not respond to a request for
comment that was sent on Monday.<br>Its spokesman had denied on Sunday that any strike on the
port was planned.</p>
<p style="display:none">Hidden words that no reader of the page sees, put there for machines
alone to find.</p>
<p>The grain stores hold a third of the harvest of the region, and repairs will take at least
until the end of the summer, according to two engineers of the port who asked not to be
named in this report.</p>
<div class="share-bar"><button>Share on Facebook</button></div>
</article></main>
<section class="newsletter-signup"><p>Get our morning letter in your inbox</p></section>
<footer><p>&copy; 2023 The Harbour Courier. All rights reserved.</p></footer>
<script>var tracking = "not text";</script>
</body></html>"""
"""A news page with everything around it, in our own words."""
