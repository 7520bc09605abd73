#!/bin/sh
# Debian's chromium, fonts for CJK and Java; playwright-core, axe-core and the Nu HTML checker from npm. Says so where something
# cannot be had.
set -u
cd "$(dirname "$0")/.." || exit 1
if ! command -v chromium >/dev/null 2>&1 || ! fc-list 2>/dev/null | grep -qi 'noto.*cjk' || ! command -v npm >/dev/null 2>&1 ||
    ! command -v java >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    packages="chromium fonts-noto-cjk fontconfig"
    command -v java >/dev/null 2>&1 || packages="$packages default-jre-headless"
    command -v npm >/dev/null 2>&1 || packages="$packages nodejs npm"
    if $as_root true 2>/dev/null && command -v apt-get >/dev/null 2>&1; then
        $as_root apt-get update -qq >/dev/null 2>&1
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 ||
            echo "browser: chromium or java could not be installed here; the tests that need them will be skipped"
    else
        echo "browser: no right to install chromium and java here; the tests that need them will be skipped"
    fi
fi
if command -v npm >/dev/null 2>&1 && { [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/vnu-jar ]; }; then
    npm ci --silent --no-audit --no-fund --ignore-scripts >/dev/null 2>&1 ||
        echo "browser: the packages of package.json could not be installed here; the browser tests will be skipped"
fi
exit 0
