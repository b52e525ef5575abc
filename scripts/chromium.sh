#!/bin/sh
# Makes sure the browser tests find Debian's Chromium and the one library that Playwright's driver needs.
# Where it may not install them it says what to install; the browser tests then skip themselves by name.
set -eu
PATH=$PATH:/usr/sbin:/sbin

missing=
command -v chromium >/dev/null 2>&1 || missing=chromium
ldconfig -p 2>/dev/null | grep -q 'libatomic\.so\.1' || missing="$missing libatomic1"
missing=${missing# }
if [ -z "$missing" ]; then exit; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $missing for the browser tests (once)." >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 -- each word is a package
    apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null 2>&1 ||
        { apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null; } ||
        echo "$missing could not be installed: see the lines above." >&2
else
    echo "The browser tests need: $missing (on Debian: sudo apt install $missing)." >&2
fi
