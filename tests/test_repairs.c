/* SPDX-License-Identifier: MIT */
/* Names that the rest of the document tells of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "mentions.h"
#include "repairs.h"

/* A text of which some tokens are a mention. */
struct document {
    struct analysis analysis;
    struct mentions mentions;
};

static void open_document(struct document *document, const char *text)
{
    struct analysis *analysis = &document->analysis;
    *document = (struct document){.analysis.arena.allocator = by_default_allocator,
                                  .mentions.mentions.item_size = sizeof(struct mention)};
    assert_int_equal(by_text_open(&analysis->text, text, strlen(text), BYLINE_INVALID_ERROR,
                                  &analysis->arena, NULL),
                     BYLINE_OK);
    assert_int_equal(by_tokenise(&analysis->text, &analysis->arena, &analysis->tokens), BYLINE_OK);
    assert_int_equal(by_split_sentences(&analysis->tokens, &analysis->arena, &analysis->sentences),
                     BYLINE_OK);
    assert_int_equal(by_match_lexicon(&analysis->tokens, &analysis->arena, &analysis->matches),
                     BYLINE_OK);
}

static void close_document(struct document *document)
{
    struct analysis *analysis = &document->analysis;
    by_mentions_free(&document->mentions, &analysis->arena.allocator);
    by_matches_free(&analysis->matches, &analysis->arena.allocator);
    by_sentences_free(&analysis->sentences, &analysis->arena.allocator);
    by_tokens_free(&analysis->tokens, &analysis->arena.allocator);
    by_arena_free(&analysis->arena);
}

static void add(struct document *document, byline_type type, uint32_t first, uint32_t last,
                double score)
{
    const struct mention mention = by_mention(type, first, last, score);
    assert_true(by_vector_push(&document->mentions.mentions, &by_default_allocator, &mention));
}

/*
 * Repairs a text that begins with a name of three words, found with a score, and in which the token
 * at `place` was taken for a place with another; 0 for none. Returns how many people there are then.
 */
static uint32_t people_in(const char *text, double score, uint32_t place, double place_score)
{
    struct document document;
    uint32_t people = 0;
    open_document(&document, text);
    add(&document, BYLINE_PERSON, 0, 3, score);
    if (place > 0)
        add(&document, BYLINE_PLACE, place, place + 1, place_score);
    assert_int_equal(by_repair_people(&document.analysis, &document.mentions), BYLINE_OK);
    for (uint32_t i = 0; i < by_mention_count(&document.mentions); i++)
        people += by_mention_at(&document.mentions, i)->type == BYLINE_PERSON;
    close_document(&document);
    return people;
}

static void doubtful_places(void **state)
{
    (void)state;
    assert_int_equal(people_in("Bui Van Nam spoke. Later Nam left.", 0.99, 6, 0.6), 2);
    assert_int_equal(people_in("Bui Van Nam spoke. Later Nam left.", 0.99, 6, 0.95), 1);
    assert_int_equal(people_in("Bui Van Nam spoke. Later Nam left.", 0.5, 6, 0.6), 1);
    assert_int_equal(people_in("Bui Van Nam spoke. He lives in Nam.", 0.99, 8, 0.6), 1);
    assert_int_equal(people_in("Bui Van Nam spoke. Later Dinh left.", 0.99, 6, 0.6), 1);
}

static void missed_names(void **state)
{
    (void)state;
    assert_int_equal(people_in("Juan Manuel Xhqz spoke. Later Xhqz left.", 0.99, 0, 0), 2);
    assert_int_equal(people_in("Juan Manuel Xhqz spoke. Later the Xhqz brothers left.", 0.99, 0, 0),
                     1);
    assert_int_equal(people_in("Juan Manuel Xhqz spoke. Later Wvut Xhqz left.", 0.99, 0, 0), 1);
    assert_int_equal(people_in("Juan Manuel Xhqz spoke. Later xhqz left.", 0.99, 0, 0), 1);
    /* What ends one line says nothing of what begins the next. */
    assert_int_equal(people_in("Juan Manuel Xhqz spoke.\n\nLater in the\n\nXhqz left.", 0.99, 0, 0),
                     2);
    assert_int_equal(people_in("Juan Manuel Xhqz spoke.\n\nXhqz\n\nWvut left.", 0.99, 0, 0), 2);
    /* A common word is no name by repetition alone. */
    assert_int_equal(people_in("Juan Manuel Stone spoke. Stone is hard.", 0.99, 0, 0), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubtful_places),
        cmocka_unit_test(missed_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
