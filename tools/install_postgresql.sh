#!/usr/bin/env bash
# Makes sure that the tests of registers in PostgreSQL have a server program: takes one that is there, else installs
# Debian's where this user may. The tests start a server of their own in a temporary folder and stop it again.
# Where there is none they still run, on SQLite alone; this says so. Never asks.
set -uo pipefail
skipped() {
    echo "Tests of PostgreSQL will be skipped: $1" >&2
    exit 0
}
command -v initdb >/dev/null && command -v pg_ctl >/dev/null && exit 0
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null && exit 0
command -v apt-get >/dev/null || skipped "no server, and no apt-get to install one. Install PostgreSQL to run them."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null </dev/null || skipped "no server, and no right to install one. Run: sudo apt-get install postgresql"
    as_root=(sudo -n)
fi
echo "Installing PostgreSQL for the tests ..."
export DEBIAN_FRONTEND=noninteractive
install() {
    "${as_root[@]}" apt-get install --yes --quiet --no-install-recommends postgresql </dev/null >/dev/null
}
install 2>/dev/null || { "${as_root[@]}" apt-get update --quiet </dev/null >/dev/null && install; } \
    || skipped "PostgreSQL could not be installed; the lines above say why."
