#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Installs a build, moves what was installed, and builds and runs programs against it: in C and C++,
# shared and static, by pkg-config and by find_package().
#
# usage: CC=… CXX=… CFLAGS=… CXXFLAGS=… run.sh BUILD LIBDIR
set -euo pipefail

build=$1
libdir=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "consumer: $1" >&2
    exit 1
}

# Checks how a program was linked, and what it prints.
check() {
    local program=$1 linkage=$2
    case $linkage:$(ldd "$program") in
    shared:*libbyline.so.*) ;;
    static:*libbyline.so.*) fail "$program is not linked with the static library" ;;
    shared:*) fail "$program is not linked with the shared library" ;;
    esac
    diff -u "$here/expected.txt" <("$program") || fail "$program prints something else"
    echo "ok: ${program#"$work/"}"
}

# shellcheck disable=SC2086 # flags are lists of words
by_pkg_config() {
    local linkage=$1
    shift
    local flags
    flags=$(pkg-config "$@" --cflags --libs byline)
    $CC $CFLAGS "$here/consumer.c" -o "$work/pkg-config-c-$linkage" $flags
    $CXX $CXXFLAGS "$here/consumer.cpp" -o "$work/pkg-config-cxx-$linkage" $flags
    check "$work/pkg-config-c-$linkage" "$linkage"
    check "$work/pkg-config-cxx-$linkage" "$linkage"
}

by_find_package() {
    cmake -S "$here" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/cmake.log"
    cmake --build "$work/cmake" >"$work/cmake.log"
    for linkage in shared static; do
        check "$work/cmake/c-$linkage" "$linkage"
        check "$work/cmake/cxx-$linkage" "$linkage"
    done
}

cmake --install "$build" --prefix "$work/staged" >"$work/install.log"
mv "$work/staged" "$work/prefix"
export PKG_CONFIG_PATH=$work/prefix/$libdir/pkgconfig
export LD_LIBRARY_PATH=$work/prefix/$libdir

by_find_package
by_pkg_config shared
rm "$LD_LIBRARY_PATH"/libbyline.so* # which the linker prefers to libbyline.a
by_pkg_config static --static
"$work/prefix/bin/byline" --version
