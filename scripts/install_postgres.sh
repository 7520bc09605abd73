#!/bin/sh
# Debian's PostgreSQL, for the tests that start a server of their own. Says so where it cannot be had.
set -u
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if $as_root true 2>/dev/null && command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 ||
        echo "postgres: PostgreSQL could not be installed here; its tests will be skipped"
else
    echo "postgres: no right to install PostgreSQL here; its tests will be skipped"
fi
exit 0
