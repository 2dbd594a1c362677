"""Names out of by-lines."""

from __future__ import annotations

import pytest

from casefile.intake.authors import clean_authors


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        (["By Ann Lee"], ("Ann Lee",)),
        (["Nicoletta Richardson Trending Editor"], ("Nicoletta Richardson",)),
        (["Ann Lee, Senior Foreign Correspondent"], ("Ann Lee",)),
        (["Words by Ann Lee and Bo Ek"], ("Ann Lee", "Bo Ek")),
        (["Ann Lee; Bo Ek; ANN LEE"], ("Ann Lee", "Bo Ek")),
        (["Sergio Martínez-Beltrán"], ("Sergio Martínez-Beltrán",)),
        (["Genevieve Carlton, Ph.D."], ("Genevieve Carlton, Ph.D.",)),
        (["Maria &amp; Katerina"], ("Maria", "Katerina")),
        (["Ann Lee in Odda"], ("Ann Lee",)),
        (["Von Anna Schmidt"], ("Anna Schmidt",)),
        (["https://a.example/ann", "admin", "page.head.author", "Updated March", "@annlee"], ()),
        (["Staff Reporter", "", "By"], ()),
    ],
)
def test_names(stated: list[str], names: tuple[str, ...]) -> None:
    """ "By", roles, places, addresses and dates are no names."""
    assert clean_authors(stated) == names
