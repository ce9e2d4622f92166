/* SPDX-License-Identifier: MIT */
/* Chains: which mentions are one person, organisation or place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "chains.h"
#include "stages.h"
#include "tagging.h"

/* ---- Names, marked in their texts ---- */

/* What may be marked: `[Nam]` is a PERSON, `{WHO}` an ORGANISATION, `<US>` a PLACE, `*Mrs*` a RANK. */
struct mark {
    char open, close;
    byline_type type;
};

static const struct mark marks[] = {
    {'[', ']', BYLINE_PERSON},
    {'{', '}', BYLINE_ORGANISATION},
    {'<', '>', BYLINE_PLACE},
    {'*', '*', BYLINE_RANK},
};

/* A text without its marks, and the mentions that they marked. */
struct marked {
    char text[1000];
    struct {
        uint32_t start, end; /* bytes */
        byline_type type;
    } spans[40];
    size_t count;
};

static void read_marks(const char *marked_text, struct marked *marked)
{
    size_t length = 0;
    const struct mark *inside = NULL;
    marked->count = 0;
    for (; *marked_text != '\0'; marked_text++) {
        const struct mark *mark = NULL;
        for (size_t i = 0; i < COUNT(marks) && inside == NULL; i++) {
            if (*marked_text == marks[i].open)
                mark = &marks[i];
        }
        if (mark != NULL) {
            inside = mark;
            marked->spans[marked->count].start = (uint32_t)length;
            marked->spans[marked->count].type = mark->type;
        } else if (inside != NULL && *marked_text == inside->close) {
            marked->spans[marked->count++].end = (uint32_t)length;
            inside = NULL;
        } else {
            marked->text[length++] = *marked_text;
        }
    }
    marked->text[length] = '\0';
}

/* The mention of the tokens that a span holds. A rank belongs to the mention after it. */
static struct mention mention_of(const struct analysis *analysis, const struct marked *marked,
                                 size_t index)
{
    uint32_t first = 0;
    while (by_token(&analysis->tokens, first)->start < marked->spans[index].start)
        first++;
    uint32_t last = first;
    while (last < by_token_count(&analysis->tokens) &&
           by_token(&analysis->tokens, last)->end <= marked->spans[index].end)
        last++;
    struct mention mention = by_mention(marked->spans[index].type, first, last, 1.0);
    if (mention.type == BYLINE_RANK)
        mention.person = (uint32_t)index + 1;
    return mention;
}

/* Fails unless the chains of the names in a marked text are these, a letter each: "AAB". */
static void expect_chains(const char *marked_text, const char *expected)
{
    struct marked marked;
    struct analysis analysis;
    struct mentions mentions = {.mentions.item_size = sizeof(struct mention)};
    struct chains chains = {.chains.item_size = sizeof(struct chain)};
    char found[COUNT(marked.spans) + 1] = "";
    size_t length = 0;
    read_marks(marked_text, &marked);
    stages_open(&analysis, marked.text, strlen(marked.text));
    for (size_t i = 0; i < marked.count; i++) {
        struct mention mention = mention_of(&analysis, &marked, i);
        assert_true(by_vector_push(&mentions.mentions, &analysis.arena.allocator, &mention));
    }
    assert_int_equal(by_link_chains(&analysis, &mentions, &chains), BYLINE_OK);
    for (uint32_t i = 0; i < by_mention_count(&mentions); i++) {
        if (by_mention_at(&mentions, i)->type != BYLINE_RANK)
            found[length++] = (char)('A' + by_mention_at(&mentions, i)->chain);
    }
    by_chains_free(&chains, &analysis.arena.allocator);
    by_mentions_free(&mentions, &analysis.arena.allocator);
    stages_close(&analysis);
    if (strcmp(found, expected) != 0)
        fail_msg("in: %s\n  found %s, not %s", marked_text, found, expected);
}

struct example {
    const char *text;
    const char *chains;
};

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_chains(examples[i].text, examples[i].chains);
}

static void short_names(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"[Bui Van Nam] spoke. [Nam] left.", "AA"},
        {"[Duterte] spoke. [Rodrigo Duterte] left. [Duterte] slept.", "AAA"},
        {"[Mohammed bin Salman] met [Joe Biden]. [bin Salman] left, [Biden] stayed.", "ABAB"},
        {"[Sabah Al-Sabah] met [Sheikh Hasina]. [Hasina] left.", "ABB"},
    };
    expect_all(examples, COUNT(examples));
}

/* People of one name are kept apart by titles, suffixes, initials, and by who was called so. */
static void namesakes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"*Mr* [Rahul Gandhi] met *Mrs* [Sonia Gandhi]. *Mrs* [Gandhi] left. *Mr* [Gandhi] slept.",
         "ABBA"},
        {"[Candida Nickerson] met [Damon Nickerson]. [Nickerson] said she left.", "ABA"},
        {"[Diana Kennedy] met us. [Kennedy] wrote. [Paul Kennedy] died. [Kennedy] stayed.", "AABA"},
        {"[Martin Luther King Jr.] was the son of [Martin Luther King].", "AB"},
        {"[George H. W. Bush] was the father of [George W. Bush].", "AB"},
        {"[George W. Bush] met [George Bush].", "AA"},
    };
    expect_all(examples, COUNT(examples));
}

static void spellings(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"[Juan Hernández] met us. [Juan Hernandez] left.", "AA"},
        {"[Amos Linetzky] met us. [Linetsky] left.", "AA"},
        {"[Akthar Hussain] met us. [Akhtar Hussain] left.", "AA"},
        {"[Mohammed bin Salman] met us. [MBS] left.", "AA"},
        {"[Maria Lopez] met [Mario Lopez].", "AB"},
        {"[Wang Min] met [Wang Ming].", "AB"},
        {"[Jackson] met [Johnson].", "AB"},
    };
    expect_all(examples, COUNT(examples));
}

static void bodies_and_places(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The {Islamic State} and {IS}.", "AA"},
        {"The {Association of Southeast Asian Nations} and {ASEAN}.", "AA"},
        {"The {SA Health Products Regulatory Authority} and {SAHPRA}.", "AA"},
        {"The {UN Security Council} met. The {Security Council} voted.", "AA"},
        {"<Russia>’s {Security Council} met. The {Security Council} voted.", "ABB"},
        {"{Acme Ltd} grew. {Acme} grew.", "AA"},
        {"{Acme Motors} grew. {Acme} grew.", "AB"},
        {"The <United States>, the <U.S.> and <America> are one, <Britain> is not.", "AAAB"},
        {"<Tver> lies in the <Tver Region>.", "AB"},
        {"[Paris] left <Paris>.", "AB"},
    };
    expect_all(examples, COUNT(examples));
}

/* ---- As the document has them ---- */

static void canonical_name_and_ranks(void **state)
{
    (void)state;
    byline_document *document =
        tag_text("Mr Duterte met President Rodrigo Duterte in Tver. Gen. Duterte left.", NULL);
    const byline_chain *chain = byline_document_chain(document, 0);
    assert_string_equal(chain->name, "Rodrigo Duterte");
    assert_int_equal(chain->mention_count, 3);
    assert_int_equal(chain->rank_count, 3);
    assert_string_equal(byline_document_entity(document, chain->ranks[1])->text, "President");
    assert_string_equal(chain->parts->given, "Rodrigo");
    assert_string_equal(chain->parts->family, "Duterte");
    assert_null(chain->parts->suffix);
    assert_null(byline_document_chain(document, 1)->parts); /* Tver */
    byline_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_names),
        cmocka_unit_test(namesakes),
        cmocka_unit_test(spellings),
        cmocka_unit_test(bodies_and_places),
        cmocka_unit_test(canonical_name_and_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
