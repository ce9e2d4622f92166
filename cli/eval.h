/* SPDX-License-Identifier: MIT */
/* eval.h - the command `byline eval`: scores the tagger, or an output of it, against gold. */
#ifndef BYLINE_CLI_EVAL_H
#define BYLINE_CLI_EVAL_H

/* argv[0] is the program's name. Returns an exit_status. */
int eval(int argc, char **argv);

#endif
