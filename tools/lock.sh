#!/usr/bin/env bash
# Writes requirements/run.txt and requirements/dev.txt: every package pinned, with hashes, for Python 3.11
# and later on every platform, and without the address of any registry. Needs `uv`; using the files does not.
# Further arguments go to uv: `tools/lock.sh --upgrade`.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url "$@"
}
compile pyproject.toml requirements/build.in --output-file requirements/run.txt "$@"
compile pyproject.toml requirements/build.in --extra dev --output-file requirements/dev.txt "$@"
