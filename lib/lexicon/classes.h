/* SPDX-License-Identifier: MIT */
/* classes.h - the section names of the data files, for the compiler of the lexicon and the tests. */
#ifndef BYLINE_LIB_LEXICON_CLASSES_H
#define BYLINE_LIB_LEXICON_CLASSES_H

#include "lexicon.h"

/* The names, indexed by lexicon_class. */
extern const char *const by_lexicon_class_names[CLASS_COUNT];

#endif
