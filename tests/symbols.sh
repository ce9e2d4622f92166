#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks that the libraries take no names but their own: the shared one shows byline_* alone; the
# static one, where a linker sees everything, byline_* and by_*. Names in __ are the compiler's.
#
# usage: NM=… symbols.sh SHARED STATIC
set -euo pipefail

failed=0

# check FILE PATTERN OPTION...: each symbol that FILE defines for others matches PATTERN.
check() {
    local file=$1 pattern=$2 names strangers
    shift 2
    names=$("$NM" "$@" --defined-only --format=posix "$file" | awk 'NF > 1 { print $1 }')
    strangers=$(grep -Ev "$pattern" <<<"$names" || true)
    echo "$(wc -l <<<"$names") symbols in ${file##*/}"
    if [[ -z $names || -n $strangers ]]; then
        failed=1
        echo "not ours: $strangers"
    fi
}

check "$1" '^(byline_|__)' --dynamic
check "$2" '^(byline_|by_|__)' --extern-only
((failed == 0))
