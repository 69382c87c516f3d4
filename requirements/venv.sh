# Makes .venv with the Python named as the first argument, or says what is missing.
set -eu
python=$1
if ! command -v "$python" >/dev/null 2>&1; then
  echo "No '$python' here. Install Python 3.11 or newer, or name it: make run PYTHON=python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; '$python' is $("$python" --version 2>&1)." >&2
  echo "Name another: make run PYTHON=python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "This Python cannot make virtual environments." >&2
  echo "On Debian and Ubuntu: apt install python3-venv" >&2
  exit 1
fi
echo "Making .venv with $("$python" --version) ..."
if ! "$python" -m venv .venv; then
  rm -rf .venv
  echo "On Debian and Ubuntu: apt install python3-venv" >&2
  exit 1
fi
