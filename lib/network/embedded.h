/* SPDX-License-Identifier: MIT */
/* embedded.h - the model that is built into the library. */
#ifndef BYLINE_LIB_NETWORK_EMBEDDED_H
#define BYLINE_LIB_NETWORK_EMBEDDED_H

/* Aligned as models are. There are by_embedded_model_end - by_embedded_model bytes. */
extern const unsigned char by_embedded_model[];
extern const unsigned char by_embedded_model_end[];

#endif
