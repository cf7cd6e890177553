#!/usr/bin/env bash
# Brings .ci/lock.txt, with which the workflows install, into step with pyproject.toml. Needs uv.
#
#     scripts/lock.sh             keeps every version that still fits
#     scripts/lock.sh --upgrade   takes the newest versions
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND="scripts/lock.sh"
uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-config --extra dev "$@" --output-file .ci/lock.txt pyproject.toml
