#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks that every source file says its licence in its first lines.
# usage: licences.sh
set -euo pipefail
cd "$(dirname "$0")/.."

# Prints the names of all source files: code, build, scripts, lexicon.
sources() {
    find . \( -name '.git' -o -path './*build*' \) -prune -o -type f \
        \( -name '*.[ch]' -o -name '*.cpp' -o -name '*.sh' -o -name '*.bash' -o -name '*.mjs' -o -name '*.py' \
        -o -name '*.in' -o -name '*.cmake' -o -name CMakeLists.txt -o -name '.clang-*' \
        -o -path './lib/lexicon/data/*.txt' -o -path './.ci/*' -o -name bootstrap \) -print
}

count=0
failed=0
while IFS= read -r source; do
    count=$((count + 1))
    if ! head -n 2 "$source" | grep -q 'SPDX-License-Identifier: '; then
        failed=$((failed + 1))
        echo "no SPDX line: $source"
    fi
done < <(sources)

echo "$count files, $failed without a licence"
((count > 0 && failed == 0))
