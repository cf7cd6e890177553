#!/usr/bin/env bash
# Runs the tests of searching with Whoosh and with each of its forks that can take its place.
#
#     scripts/forks.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3.11}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
unset ISJ_KB ISJ_LANG ISJ_DEBUG
for library in whoosh==2.7.4 whoosh-reloaded==2.7.5 whoosh3; do
  echo "== $library"
  "$python" -m venv "$place/$library"
  pip="$place/$library/bin/python -m pip --quiet --disable-pip-version-check"
  $pip install -e '.[dev]'
  $pip uninstall --yes whoosh
  $pip install --no-deps "$library"
  $pip install cached-property  # whoosh-reloaded needs it, and nothing else
  ISJ_CACHE="$place/cache-$library" "$place/$library/bin/python" -m pytest \
    tests/unit/test_search.py tests/unit/test_dutch.py tests/unit/test_index.py
done
