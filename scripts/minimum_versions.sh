#!/usr/bin/env bash
# Runs the unit tests with the lowest version that pyproject.toml allows of each library that the
# program uses; the tools of developers are as they are. Needs uv.
#
#     scripts/minimum_versions.sh [PYTEST ARGUMENTS…]
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
unset ISJ_KB ISJ_LANG ISJ_DEBUG
export ISJ_CACHE="$place/cache" UV_PYTHON_DOWNLOADS=never
uv venv --quiet --python 3.11 "$place/lowest"
python="$place/lowest/bin/python"
uv pip compile --quiet --no-annotate --no-header --python "$python" --resolution lowest-direct \
  --extra mcp --extra site --extra skos --output-file "$place/lowest.txt" pyproject.toml
uv pip install --quiet --python "$python" --constraints "$place/lowest.txt" --editable '.[dev]'
"$python" -m pytest tests/unit "$@"
