/* SPDX-License-Identifier: MIT */
/* train.h - byline train: a model from annotated text. */
#ifndef BYLINE_TRAIN_TRAIN_H
#define BYLINE_TRAIN_TRAIN_H

/* Runs the command; argv[0] is the program's name. Returns the exit status. */
int train(int argc, char **argv);

#endif
