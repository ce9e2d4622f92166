/* SPDX-License-Identifier: MIT */
/* corpus_tool.h - the command `byline corpus`: checks annotated articles, and splits them. */
#ifndef BYLINE_CLI_CORPUS_TOOL_H
#define BYLINE_CLI_CORPUS_TOOL_H

/* Runs the command. Returns the program's exit status. */
int corpus_tool(int argc, char **argv);

#endif
