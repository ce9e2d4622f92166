/* SPDX-License-Identifier: MIT */
/* embedded.S - the model as read-only data. BYLINE_MODEL_FILE is its path, in quotation marks. */

#if defined(__APPLE__)
#define SYMBOL(name) _##name
#define HIDDEN .private_extern
    .section __TEXT,__const
#else
#define SYMBOL(name) name
#define HIDDEN .hidden
    .section .rodata.by_embedded_model, "a"
#endif

    .globl SYMBOL(by_embedded_model)
    HIDDEN SYMBOL(by_embedded_model)
    .globl SYMBOL(by_embedded_model_end)
    HIDDEN SYMBOL(by_embedded_model_end)

    .balign 64
SYMBOL(by_embedded_model):
    .incbin BYLINE_MODEL_FILE
SYMBOL(by_embedded_model_end):
    .byte 0

#if defined(__ELF__)
    .type by_embedded_model, %object
    .size by_embedded_model, by_embedded_model_end - by_embedded_model
    .section .note.GNU-stack, "", %progbits
#endif
