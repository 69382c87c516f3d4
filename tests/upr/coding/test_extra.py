"""What happens where the extra is not installed."""

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules['{name}'] = None; from upr.cli import main; "


@pytest.mark.parametrize(
    ("name", "arguments", "extra"),
    [("numpy", ["code"], "coding"), ("sklearn", ["train", "."], "train")],
)
def test_commands_say_which_extra_is_missing(name, arguments, extra):
    program = WITHOUT.format(name=name) + f"sys.exit(main({arguments}))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.endswith(f"extra {extra}: pip install 'upright[{extra}]'\n")
    assert done.stderr.startswith(f"upr: {name}")
