/* SPDX-License-Identifier: MIT */
#include "scores.h"

static bool counts(const struct example *example, uint32_t layer, uint32_t type)
{
    return (example->annotated[layer] >> type & 1u) != 0;
}

static bool is_gold(const struct example *example, uint32_t layer, const struct label_span *span)
{
    for (uint32_t i = 0; i < example->gold_count[layer]; i++) {
        const struct label_span *gold = &example->gold[layer][i];
        if (gold->first == span->first && gold->last == span->last && gold->type == span->type)
            return true;
    }
    return false;
}

void scores_count(struct scores *scores, const struct example *example, uint32_t layer,
                  const struct label_span *found, size_t found_count)
{
    struct score *types = scores->types[layer];
    for (size_t i = 0; i < found_count; i++) {
        if (!counts(example, layer, found[i].type))
            continue;
        types[found[i].type].found++;
        types[found[i].type].right += is_gold(example, layer, &found[i]);
    }
    for (uint32_t i = 0; i < example->gold_count[layer]; i++)
        types[example->gold[layer][i].type].gold++;
    for (uint32_t type = 0; type < LAYER_TYPES; type++)
        types[type].gold += example->lost[layer][type];
}

static void add(struct score *to, const struct score *from)
{
    to->right += from->right;
    to->found += from->found;
    to->gold += from->gold;
}

void scores_add(struct scores *scores, const struct scores *other)
{
    for (uint32_t layer = 0; layer < LAYER_COUNT; layer++) {
        for (uint32_t type = 0; type < LAYER_TYPES; type++)
            add(&scores->types[layer][type], &other->types[layer][type]);
    }
}

static double f1_of(const struct score *score)
{
    uint32_t sum = score->found + score->gold;
    return sum == 0 ? 0.0 : 200.0 * (double)score->right / (double)sum;
}

double scores_f1(const struct scores *scores, uint32_t layer)
{
    struct score total = {0};
    for (uint32_t i = 0; i < LAYER_COUNT; i++) {
        for (uint32_t type = 0; type < LAYER_TYPES; type++) {
            if (layer == i || layer == LAYER_COUNT)
                add(&total, &scores->types[i][type]);
        }
    }
    return f1_of(&total);
}

void scores_print(const struct scores *scores, const struct layer layers[LAYER_COUNT], FILE *file)
{
    fprintf(file, "names %.2f", scores_f1(scores, LAYER_NAMES));
    for (uint32_t i = 0; i < LAYER_COUNT; i++) {
        for (uint32_t type = 0; type < layers[i].type_count; type++) {
            const struct score *score = &scores->types[i][type];
            if (score->gold > 0)
                fprintf(file, "  %s %.1f", layers[i].types[type], f1_of(score));
        }
    }
    fputc('\n', file);
}
