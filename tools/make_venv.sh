#!/usr/bin/env bash
# Usage: make_venv.sh PYTHON FOLDER. Makes a virtual environment, or says what the machine lacks for one.
set -euo pipefail
python="${1:-}" folder="$2"
if [ -z "$python" ]; then
    echo "Pacta needs Python 3.11 or later, and none was found. Install one, or name it: make PYTHON=/path/to/python" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi
"$python" -m venv "$folder"
