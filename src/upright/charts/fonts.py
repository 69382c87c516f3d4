"""The fonts charts are drawn with: from packages, so that no letter is a box."""

from importlib.resources import files
from pathlib import Path
from typing import Final

LATIN: Final = "Noto Sans"  # with Greek and Cyrillic
ARABIC: Final = "Noto Sans Arabic"
CHINESE: Final = "Noto Sans SC"
# A browser that shows the SVG takes its own face where it has none of these.
STACK: Final = f"{LATIN}, {ARABIC}, {CHINESE}, sans-serif"
_FOLDERS: Final = (
    ("fontpkg_noto_sans", "files"),
    ("fontpkg_noto_sans_arabic", "files"),
    ("pylopdf_fonts_zh_cn", ""),
)


def folders() -> list[Path]:
    """Return the folders that hold the fonts, each in its package."""
    return [Path(str(files(package))) / folder for package, folder in _FOLDERS]
