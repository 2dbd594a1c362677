"""The sample reports: fourteen documents written for this project, and what is in them.

`reports` holds the documents, `expected` the annotation of each; README.md says what is invented
and which public facts stand behind the rest.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder that holds `reports` and `expected`.

    >>> (sample_folder() / "reports").is_dir()
    True
    """
    return Path(str(files(__name__)))
