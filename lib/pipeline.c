/* SPDX-License-Identifier: MIT */
/*
 * pipeline.c - from text to document: the stages in their order, and nothing else.
 */
#include "acronyms.h"
#include "chains.h"
#include "dates.h"
#include "document.h"
#include "error.h"
#include "learned.h"
#include "model.h"
#include "money.h"
#include "names.h"
#include "options.h"
#include "rank_kinds.h"
#include "ranks.h"
#include "repairs.h"

/* text → tokens → sentences → lexicon matches */
static byline_status analyse(struct analysis *analysis, const char *text, size_t length,
                             const struct tag_options *options, byline_error *error)
{
    struct arena *arena = &analysis->arena;
    byline_status status =
        by_text_open(&analysis->text, text, length, options->invalid, arena, error);
    if (status != BYLINE_OK)
        return status;
    status = by_tokenise(&analysis->text, arena, &analysis->tokens);
    if (status == BYLINE_OK)
        status = by_split_sentences(&analysis->tokens, arena, &analysis->sentences);
    if (status == BYLINE_OK)
        status = by_match_lexicon(&analysis->tokens, arena, &analysis->matches);
    return status == BYLINE_OK ? BYLINE_OK : by_fail_memory(error);
}

/* Names, sums of money, and ranks attached to their people. */
static byline_status find_entities(struct analysis *analysis, const byline_model *model,
                                   struct mentions *mentions)
{
    const struct network *network = by_model_network(model);
    byline_status status;
    if (network != NULL) {
        status = by_find_learned(analysis, network, mentions);
    } else {
        status = by_find_money(analysis, mentions);
        if (status == BYLINE_OK)
            status = by_find_names(analysis, mentions);
    }
    if (status == BYLINE_OK)
        status = by_mentions_sort(mentions, &analysis->arena.allocator);
    if (status == BYLINE_OK)
        status = by_find_acronyms(analysis, mentions);
    if (status == BYLINE_OK)
        status = by_repair_people(analysis, mentions);
    return status == BYLINE_OK ? by_find_ranks(analysis, network != NULL, mentions) : status;
}

/* The document's date, unless the caller gave it, and then the dates in the text. */
static byline_status find_dates(struct analysis *analysis, const byline_model *model,
                                struct tag_options *options, struct mentions *mentions)
{
    const struct date_patterns *patterns = by_model_date_patterns(model);
    if (options->date_source == DOCUMENT_DATE_NONE && !options->keep_date_unknown) {
        byline_status status = by_find_document_date(analysis, patterns, options->date_order,
                                                     &options->date, &options->date_source);
        if (status != BYLINE_OK)
            return status;
    }
    bool known = options->date_source != DOCUMENT_DATE_NONE;
    const struct date_options date_options = {.document_date = known ? &options->date : NULL,
                                              .order = options->date_order};
    return by_find_dates(analysis, patterns, &date_options, mentions);
}

/* → mentions → links → chains */
static byline_status tag(struct analysis *analysis, const byline_model *model,
                         struct tag_options *options, struct mentions *mentions,
                         struct chains *chains)
{
    byline_status status = find_dates(analysis, model, options, mentions);
    if (status != BYLINE_OK || options->types == BYLINE_TYPE_BIT(BYLINE_DATE))
        return status; /* dates need nothing else */
    status = find_entities(analysis, model, mentions);
    if (status == BYLINE_OK)
        status = by_link_chains(analysis, mentions, chains);
    if (status == BYLINE_OK)
        status = by_settle_rank_kinds(analysis, mentions, chains);
    return status;
}

static void free_analysis(struct analysis *analysis)
{
    const byline_allocator *allocator = &analysis->arena.allocator;
    by_matches_free(&analysis->matches, allocator);
    by_sentences_free(&analysis->sentences, allocator);
    by_tokens_free(&analysis->tokens, allocator);
    by_arena_free(&analysis->arena);
}

byline_status byline_tag(const byline_model *model, const char *text, size_t length,
                         const byline_options *given, byline_document **document,
                         byline_error *error)
{
    if (document == NULL)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "document is NULL");
    *document = NULL;
    if (model == NULL || (text == NULL && length > 0))
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "%s is NULL",
                       model == NULL ? "model" : "text");
    struct tag_options options;
    byline_status status = by_read_options(given, by_model_allocator(model), &options, error);
    if (status != BYLINE_OK)
        return status;

    struct analysis analysis = {.arena.allocator = options.allocator};
    struct mentions mentions = {.mentions.item_size = sizeof(struct mention)};
    struct chains chains = {.chains.item_size = sizeof(struct chain)};
    status = analyse(&analysis, text, length, &options, error);
    if (status == BYLINE_OK) {
        status = tag(&analysis, model, &options, &mentions, &chains);
        if (status == BYLINE_OK)
            status = by_document_create(&analysis, &mentions, &chains, &options, document);
        if (status != BYLINE_OK)
            (void)by_fail(error, status, 0, "%s",
                          status == BYLINE_ERROR_MEMORY ? "out of memory" : "internal error");
    }
    by_chains_free(&chains, &options.allocator);
    by_mentions_free(&mentions, &options.allocator);
    free_analysis(&analysis);
    return status == BYLINE_OK ? by_succeed(error) : status;
}
