#!/usr/bin/env bash
# Makes sure that browser tests have a Chromium: takes one that is there, else installs Debian's where this
# user may. Where that is not possible the tests still run; this says what they will skip. Never asks.
set -uo pipefail
skipped() {
    echo "Browser tests will be skipped: $1" >&2
    exit 0
}
for name in chromium chromium-browser; do
    command -v "$name" >/dev/null && exit 0
done
command -v apt-get >/dev/null || skipped "no Chromium, and no apt-get to install one. Install Chromium to run them."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null </dev/null || skipped "no Chromium, and no right to install one. Run: sudo apt-get install chromium"
    as_root=(sudo -n)
fi
echo "Installing Chromium for the browser tests ..."
export DEBIAN_FRONTEND=noninteractive
install() {
    "${as_root[@]}" apt-get install --yes --quiet --no-install-recommends chromium </dev/null >/dev/null
}
install 2>/dev/null || { "${as_root[@]}" apt-get update --quiet </dev/null >/dev/null && install; } \
    || skipped "Chromium could not be installed; the lines above say why."
