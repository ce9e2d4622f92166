/* SPDX-License-Identifier: MIT */
/*
 * format_conll.c - a token a line, with its tags in two columns by the scheme BIO, as `byline eval`
 * reads them. Ranks have a column of their own, since they may hold the others; the last is for those.
 */
#include <string.h>

#include "escape.h"
#include "format.h"

/* The entity of a layer that holds the last token, or that comes next. */
struct layer {
    bool of_ranks;
    size_t next;
};

static bool is_in_layer(const struct layer *layer, const byline_entity *entity)
{
    return (entity->type == BYLINE_RANK) == layer->of_ranks;
}

/* Moves on to the first entity of the layer that ends past an offset, and returns it, or NULL. */
static const byline_entity *find(struct layer *layer, const byline_document *document,
                                 uint64_t offset)
{
    const byline_entity *entity;

    while ((entity = byline_document_entity(document, layer->next)) != NULL &&
           (!is_in_layer(layer, entity) || entity->end <= offset))
        layer->next++;
    return entity;
}

static void put_tag(struct buffer *buffer, struct layer *layer, const byline_document *document,
                    const byline_span *token)
{
    const byline_entity *entity = find(layer, document, token->start);

    if (entity == NULL || entity->start >= token->end) {
        buffer_append_string(buffer, "\tO");
        return;
    }
    buffer_append_string(buffer, entity->start >= token->start ? "\tB-" : "\tI-");
    buffer_append_string(buffer, byline_type_name(entity->type));
}

/* A form is one word for every reader of columns: a space in it becomes a low line. */
static const char *escape_form(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint == '\\')
        return NULL;
    return codepoint == ' ' ? "_" : escape_cell(codepoint, scratch);
}

static void append_tokens(struct buffer *buffer, const struct answer *answer)
{
    const byline_document *document = answer->document;
    struct layer ranks = {true, 0}, others = {false, 0};
    byline_span token, sentence = {0, 0};
    size_t sentences = 0;

    for (size_t i = 0; byline_document_token(document, i, &token); i++) {
        if (token.start >= sentence.end &&
            byline_document_sentence(document, sentences, &sentence) && sentences++ > 0)
            buffer_append(buffer, "\n", 1);
        escape_append(buffer, answer->text + token.start, (size_t)(token.end - token.start),
                      escape_form);
        put_tag(buffer, &ranks, document, &token);
        put_tag(buffer, &others, document, &token);
        buffer_append(buffer, "\n", 1);
    }
}

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    buffer_append_string(buffer, "-DOCSTART-\t");
    escape_append(buffer, answer->id, answer->id_length, escape_form);
    buffer_append_string(buffer, "\tO\n\n");
    append_tokens(buffer, answer);
    buffer_append(buffer, "\n", 1);
}

const struct format format_conll = {
    .name = "conll",
    .unit = FORMAT_UNIT_BYTE,
    .document = append_document,
};
