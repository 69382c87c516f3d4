# Writes the locks anew from pyproject.toml and build.in, with hashes, for every
# system and every supported Python. A lock that stands keeps its versions;
# `sh requirements/lock.sh --upgrade` renews them.
set -eu
command -v uv >/dev/null 2>&1 || { echo "uv is needed: pip install uv" >&2; exit 1; }
upgrade=${1:---no-upgrade}
lock() {
  target=requirements/$1.txt
  shift
  uv pip compile pyproject.toml "$@" "$upgrade" --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate --no-emit-index-url \
    --quiet --output-file "$target"
}
lock library
lock run requirements/build.in --extra site --extra demo
lock test requirements/build.in --extra site --extra demo --extra train --extra test
lock bench requirements/build.in --extra site --extra demo --extra train --extra test --extra bench
