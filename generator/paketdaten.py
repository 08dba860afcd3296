"""The program's own data of this room: styles, templates and page layouts in `generator/layout`. Nothing else here reads a file."""

from __future__ import annotations

from importlib.resources import files


def layout_text(name: str) -> str:
    """Return a text file of the layout by its path below `layout/`, such as `docx/styles.xml`; line ends are \\n."""
    return files("generator").joinpath("layout", *name.split("/")).read_text(encoding="utf-8").replace("\r\n", "\n")
