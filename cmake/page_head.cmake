# SPDX-License-Identifier: MIT
#
# Makes the head of the page of --format=html, with its style and script in it, a header of C.
file(READ ${page_dir}/page.css page_style)
file(READ ${page_dir}/page.js page_script)
configure_file(${page_dir}/head.html.in ${page_header}.html @ONLY)
file(READ ${page_header}.html bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(0x0a,)" "\\1\n" bytes "${bytes}")
file(WRITE ${page_header} "static const char page_head[] = {\n${bytes}};\n")
