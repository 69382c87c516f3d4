"""What recommendations ask, coded: python -m benchmarks.coding [--evaluate].

Speed and size of the model that is installed, by the scorer that lies beside the
corpus. Its quality figures are left out here: this model has learnt from these very
texts. With `--evaluate` quality is measured out of fold, which takes some 20 minutes;
docs/model-card.md keeps the last figures.
"""

import json
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

from benchmarks.corpus import corpus
from upr.coding import coder, weights, word_vectors

UPR = str(Path(sys.executable).parent / "upr")


def speed(folder: Path) -> dict[str, float]:
    """Texts per second of the whole command, start-up included."""
    scorer = folder.parent / "tools" / "score_coding.py"
    command = [sys.executable, str(scorer), str(folder), "--json"]
    command += ["--command", f"{UPR} code"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return {name: figures[name] for name in ("texts", "texts_per_second")}


def main(arguments: list[str]) -> int:
    """Print the figures."""
    path = Path(str(resources.files("upr.coding").joinpath(weights.NAME)))
    size = path.stat().st_size + word_vectors.path().stat().st_size
    start = time.perf_counter()
    read = coder.Coder(weights.read(path))
    version = read.version
    print(f"model {version}: {size:,} bytes with its word vectors")
    print(f"loaded in {time.perf_counter() - start:.2f} s")
    folder = corpus()
    for name, figure in speed(folder).items():
        print(f"{name}: {figure:,.0f}")
    if "--evaluate" in arguments:
        return subprocess.run([UPR, "evaluate", str(folder)], check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
