/* SPDX-License-Identifier: MIT */
/* acronyms.h - capitals that stand for a longer name: `IS` for `Islamic State`. */
#ifndef BYLINE_LIB_ACRONYMS_H
#define BYLINE_LIB_ACRONYMS_H

#include "mentions.h"

/*
 * Whether one token in capitals is spelt by the words of a longer name: `IS` by `Islamic State`, `MBS`
 * by `Mohammed bin Salman`, `ASEAN` with a letter from inside `Southeast`.
 */
bool by_is_acronym(const struct tokens *tokens, const struct mention *acronym,
                   const struct mention *name);

/*
 * Appends the acronyms in brackets behind the organisations that they stand for, where nothing is
 * tagged yet. mentions must be sorted, and is sorted again. Returns BYLINE_OK or
 * BYLINE_ERROR_MEMORY.
 */
byline_status by_find_acronyms(struct analysis *analysis, struct mentions *mentions);

#endif
