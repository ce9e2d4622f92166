/* SPDX-License-Identifier: MIT */
/* document.h - the result: mentions turned into entities that outlive the analysis. */
#ifndef BYLINE_LIB_DOCUMENT_H
#define BYLINE_LIB_DOCUMENT_H

#include "chains.h"
#include "options.h"

/*
 * Makes the document of the mentions of the types asked for, in the order of the output, with
 * offsets in the unit asked for. Nothing in it points into the analysis or the caller's text.
 * Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_document_create(const struct analysis *analysis, const struct mentions *mentions,
                                 const struct chains *chains, const struct tag_options *options,
                                 byline_document **document);

#endif
