#!/bin/sh
# Makes .venv and installs what a lock file names; a second time, with the same lock file, it does nothing.
# usage: scripts/environment.sh base|dev        PYTHON=python3.12 chooses another Python
set -eu
cd "$(dirname "$0")/.."
lock=$1
if [ "$lock" = base ] && [ -n "${CAIRN_DATABASE_URL:-}" ]; then lock=postgres; fi

fail() {
    echo "$*" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>&1) || found=missing
    fail "Python 3.11 or newer was not found (${PYTHON:-python3}: $found); install it, or name it: make run PYTHON=/usr/bin/python3.11"
}

sum_of() {
    { "$python" --version; cat pyproject.toml "requirements/$1.txt"; } | cksum
}

# Programs in .venv name its folder, so a checkout that was moved starts afresh.
is_usable() {
    [ "$(cat .venv/folder 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c '' 2>/dev/null
}

is_installed() {
    is_usable && [ "$(cat ".venv/installed-$lock" 2>/dev/null)" = "$(sum_of "$lock")" ]
}

# Stock Debian has venv without ensurepip, so the new environment borrows this Python's pip.
borrow_pip() {
    "$python" -m pip --python .venv/bin/python --disable-pip-version-check "$@"
}

make_environment() {
    "$python" -m venv --clear --without-pip .venv ||
        fail "$python: cannot make .venv; install its venv module (on Debian: apt install python3-venv)."
    borrow_pip --version >/dev/null 2>&1 ||
        fail "$python: pip 22.3 or newer is missing; install it (on Debian: apt install python3-pip)."
    echo "$PWD" >.venv/folder
}

python=$(find_python)
if is_installed; then exit; fi
is_usable || make_environment

echo "Installing the packages of requirements/$lock.txt into .venv (once; needs the network; under a minute)." >&2
# Python compiles what it imports; compiling everything here would double the time to the first page.
borrow_pip install --quiet --no-compile --no-deps --require-hashes -r "requirements/$lock.txt" ||
    fail "The packages could not be installed: see the lines above, then run the same command again."
borrow_pip install --quiet --no-deps --no-build-isolation --no-index -e . ||
    fail "Cairn itself could not be installed into .venv: see the lines above."

# Each lock file holds all of the ones before it, at the same versions.
for held in base postgres dev; do
    sum_of "$held" >".venv/installed-$held"
    if [ "$held" = "$lock" ]; then break; fi
done
