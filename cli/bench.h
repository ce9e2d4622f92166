/* SPDX-License-Identifier: MIT */
/* bench.h - the command `byline bench`: how fast the library tags, on one thread. */
#ifndef BYLINE_CLI_BENCH_H
#define BYLINE_CLI_BENCH_H

/* argv[0] is the program's name. Returns an exit_status. */
int bench(int argc, char **argv);

#endif
