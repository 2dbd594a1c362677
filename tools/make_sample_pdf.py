#!/usr/bin/env python3
"""Write the sample report that is a PDF. Standard library only; the same bytes every time.

python3 tools/make_sample_pdf.py           write src/casefile/sample/reports/05-….pdf
python3 tools/make_sample_pdf.py OUT.pdf   write it elsewhere

No date, no random id and no compression: what is in the file can be read in any editor.
"""

import sys
import textwrap
from pathlib import Path

OUT = (
    Path(__file__).resolve().parent.parent
    / "src/casefile/sample/reports/05-appeal-court-statement.pdf"
)
TITLE = "Statement on the case of the Novy Brid buses"
AUTHOR = "Press service of the Court of Appeal, Hirky region"
RUNNING_HEAD = "Court of Appeal, Hirky region  |  Press service  |  Sample report, invented court"

WIDTH, HEIGHT = 595, 842  # points: A4
LEFT, TOP, LEADING, SIZE = 72, 770, 15, 11  # points
LINE = 84  # characters

PAGES = (
    (
        "# Press statement No. 9/2023",
        "# " + TITLE,
        "Hirky, 28 June 2023",
        "The Court of Appeal confirms that it has received an indictment against two former "
        "officials of the administration that was installed in Novy Brid in 2022. Neither of them "
        "is in the custody of Ukraine. The names will be made public when the summons has been "
        "printed in the official gazette.",
        "The prosecution alleges that the two officials, acting together with others, sent 31 "
        "children from the town's children's home across the front line on 19 October 2022. It "
        "accuses the first of signing the order and the second of providing the buses.",
        "Counsel appointed for the first accused denies that an order was ever signed. Counsel for "
        "the second accused has not replied to the summons.",
        "The criminal code defines the unlawful movement of a child as any removal from the place "
        "of care without the consent of a guardian or a court. According to the indictment, no "
        "such consent was given.",
        "The Court stresses that an indictment proves nothing. Every accused person is presumed "
        "innocent until a judgment is final.",
    ),
    (
        "# Questions put by the press",
        "Journalists asked whether the case would be joined with proceedings in The Hague, where "
        "warrants against two other persons were made public on 17 March 2023. The Court declines "
        "to comment on the work of other courts.",
        "The Court cannot confirm reports that one of the accused has been arrested abroad. It has "
        "nothing to announce about further suspects.",
        '"We understand the wish for speed," said Judge Oleksandra Vynnyk, who speaks for the '
        'Court. "A fair hearing takes the time that it takes."',
        "The defence has questioned the competence of the Court and demanded a transfer of the "
        "case. The Court rejected the demand on 26 June. It expects to hear the first witness in "
        "the autumn.",
        "The Court promises families that they will be told of every hearing before the press is. "
        "It asks the media not to publish pictures of the children. It refuses to provide copies "
        "of the file to third parties.",
        "The press service can be reached on working days from 9:00 to 16:00.",
    ),
)


def lines(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Font and words of each line; "" for the space between paragraphs."""
    found = []
    for paragraph in paragraphs:
        font = "F2" if paragraph.startswith("# ") else "F1"
        for line in textwrap.wrap(paragraph.removeprefix("# "), LINE, break_on_hyphens=False):
            found.append((font, line))
        found.append((font, ""))
    return found


def escape(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def place(font: str, size: int, x: int, y: int, words: str) -> str:
    return f"BT /{font} {size} Tf {x} {y} Td ({escape(words)}) Tj ET"


def draw(number: int, paragraphs: tuple[str, ...]) -> bytes:
    """The drawing commands of one page: running head, text, page number."""
    drawn = [place("F1", 8, LEFT, TOP + 40, RUNNING_HEAD)]
    for row, (font, words) in enumerate(lines(paragraphs)):
        if words:
            drawn.append(place(font, SIZE, LEFT, TOP - row * LEADING, words))
    drawn.append(place("F1", 8, WIDTH // 2 - 20, 40, f"Page {number} of {len(PAGES)}"))
    return "\n".join(drawn).encode("ascii")


def bodies() -> list[bytes]:
    """The objects of the file, numbered from 1: catalogue, page tree, fonts, facts, pages."""
    first = 6  # the number of the first page's object; its drawing follows it
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(PAGES)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(PAGES)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        f"<< /Title ({escape(TITLE)}) /Author ({escape(AUTHOR)}) >>".encode(),
    ]
    for number, paragraphs in enumerate(PAGES):
        drawing = draw(number + 1, paragraphs)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
            f"/Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
    return objects


def build() -> bytes:
    """The whole file: header, objects, table of their positions, trailer."""
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(bodies(), 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1)
    for start in starts:
        out += b"%010d 00000 n \n" % start
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n" % (len(starts) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    target.write_bytes(build())
    print(f"{target}: {target.stat().st_size} bytes")
