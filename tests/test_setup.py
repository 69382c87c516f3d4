"""What a newcomer is told where the set-up cannot go on."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OLD = """\
#!/bin/sh
case "$*" in
  *version_info*) exit 1 ;;
  --version) echo "Python 3.9.2" ;;
esac
"""
WITHOUT_VENV = """\
#!/bin/sh
case "$*" in
  *ensurepip*) exit 1 ;;
  --version) echo "Python 3.11.2" ;;
esac
"""


def told(folder: Path, python: str) -> tuple[int, str]:
    """The exit status and words of making `.venv` in `folder` with `python`."""
    ran = subprocess.run(
        ["sh", ROOT / "requirements/venv.sh", python],
        cwd=folder,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (
            OLD,
            "Python 3.11 or newer is needed; 'imagined-python' is Python 3.9.2.\n"
            "Name another: make run PYTHON=python3.12\n",
        ),
        (
            WITHOUT_VENV,
            "This Python cannot make virtual environments.\n"
            "On Debian and Ubuntu: apt install python3-venv\n",
        ),
        (
            None,
            "No 'imagined-python' here. Install Python 3.11 or newer, or name it:"
            " make run PYTHON=python3.12\n",
        ),
    ],
    ids=["old", "without venv", "absent"],
)
def test_what_is_missing_is_named(
    tmp_path: Path, script: str | None, words: str
) -> None:
    if script:
        python = tmp_path / "imagined-python"
        python.write_text(script)
        python.chmod(0o755)

    assert told(tmp_path, "imagined-python") == (1, words)
    assert not (tmp_path / ".venv").exists()
