/* SPDX-License-Identifier: MIT */
#include "mentions.h"

struct mention by_mention(byline_type type, uint32_t first, uint32_t last, double score)
{
    return (struct mention){.first = first,
                            .last = last,
                            .type = (uint8_t)type,
                            .score = score,
                            .person = BYLINE_NONE,
                            .chain = BYLINE_NONE};
}

static bool comes_before(const struct mention *a, const struct mention *b)
{
    if (a->first != b->first)
        return a->first < b->first;
    if (a->last != b->last)
        return a->last > b->last;
    return a->type < b->type;
}

byline_status by_mentions_sort(struct mentions *mentions, const byline_allocator *allocator)
{
    size_t count = mentions->mentions.count;
    struct mention *items = mentions->mentions.items;
    struct vector spare = {.item_size = sizeof *items};
    if (count < 2)
        return BYLINE_OK;
    struct mention *merged = by_vector_reserve(&spare, allocator, count);
    if (merged == NULL)
        return BYLINE_ERROR_MEMORY;

    /* Merge sort, bottom up: stable, and linear where taggers have added runs in order. */
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t left = start;
            size_t middle = start + width < count ? start + width : count;
            size_t right = middle;
            size_t end = start + 2 * width < count ? start + 2 * width : count;
            for (size_t i = start; i < end; i++) {
                bool from_right =
                    left == middle || (right < end && comes_before(&items[right], &items[left]));
                merged[i] = from_right ? items[right++] : items[left++];
            }
        }
        struct mention *swap = items;
        items = merged;
        merged = swap;
    }
    struct vector other = mentions->mentions;
    if (items != other.items) {
        mentions->mentions = (struct vector){items, count, spare.capacity, sizeof *items};
        spare = other;
    }
    by_vector_free(&spare, allocator);
    return BYLINE_OK;
}

void by_mentions_free(struct mentions *mentions, const byline_allocator *allocator)
{
    by_vector_free(&mentions->mentions, allocator);
}
