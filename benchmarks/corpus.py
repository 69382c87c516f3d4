"""Where the real reports and their labels are; measurements stop where they are not."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def corpus() -> Path:
    """Return the folder of real reports: UPR_CORPUS, or ../shared/corpus."""
    folder = Path(os.environ.get("UPR_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (folder / "reports").is_dir():
        sys.exit(f"Not measured: there are no real reports in {folder}.")
    return folder
