/* SPDX-License-Identifier: MIT */
/* repairs.h - names that the rest of the document tells of. */
#ifndef BYLINE_LIB_REPAIRS_H
#define BYLINE_LIB_REPAIRS_H

#include "mentions.h"

/*
 * Once `Bui Van Nam` is found with confidence, a doubtful `Nam` of another type is his, and so is one
 * that was missed. Mentions must be sorted, and are sorted again. Returns BYLINE_OK or
 * BYLINE_ERROR_MEMORY.
 */
byline_status by_repair_people(struct analysis *analysis, struct mentions *mentions);

#endif
