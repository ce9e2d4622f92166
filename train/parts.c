/* SPDX-License-Identifier: MIT */
#include "parts.h"

#include <string.h>

#include "analyse.h"

/* Copies the spans that touch [start, end). One that is cut leaves its tokens unknown. */
static void take_spans(struct pool *pool, const struct sample *whole, uint32_t start, uint32_t end,
                       struct sample *part)
{
    part->spans = pool_take_array(pool, whole->span_count, sizeof(*part->spans));
    part->span_count = 0;
    for (size_t i = 0; i < whole->span_count; i++) {
        struct sample_span span = whole->spans[i];
        if (span.end <= start || span.start >= end)
            continue;
        if (span.start < start || span.end > end)
            span.type = TYPE_NONE;
        span.start = span.start < start ? 0 : span.start - start;
        span.end = (span.end > end ? end : span.end) - start;
        part->spans[part->span_count++] = span;
    }
}

/* Adds the tokens [first, last) of a sample as a sample. */
static void add_part(struct samples *parts, const struct sample *whole,
                     const struct analysis *analysis, uint32_t first, uint32_t last)
{
    uint32_t start = by_token(&analysis->tokens, first)->start;
    uint32_t end = by_token(&analysis->tokens, last - 1)->end;
    struct sample *part = samples_add(parts);
    part->weight = whole->weight;
    memcpy(part->annotated, whole->annotated, sizeof(part->annotated));
    part->text = whole->text + start;
    part->length = end - start;
    take_spans(&parts->pool, whole, start, end, part);
}

static void split(struct samples *parts, const struct sample *whole, size_t longest)
{
    struct analysis analysis;
    analyse_sample(&analysis, whole, CASING_KEPT);
    uint32_t first = 0, last = 0;
    for (uint32_t i = 0; i < by_sentence_count(&analysis.sentences); i++) {
        uint32_t end = by_sentence(&analysis.sentences, i)->last;
        if (end - first > longest && last > first) {
            add_part(parts, whole, &analysis, first, last);
            first = last;
        }
        last = end;
    }
    if (last > first)
        add_part(parts, whole, &analysis, first, last);
    analysis_free(&analysis);
}

void samples_split(struct samples *samples, size_t longest)
{
    struct samples parts = {.pool = samples->pool};
    for (size_t i = 0; i < samples->count; i++)
        split(&parts, &samples->items[i], longest);
    *samples = parts;
}
