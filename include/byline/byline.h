/* SPDX-License-Identifier: MIT */
/**
 * @file byline.h
 * @brief byline: people, ranks, organisations, places and dates in English news.
 *
 * The library reads UTF-8 text and returns the spans that name people, the ranks
 * they hold, organisations, places and dates, with the links between them:
 *
 *     byline_model *model;
 *     byline_document *document;
 *     byline_error error;
 *
 *     if (byline_model_open(NULL, &model, &error) != BYLINE_OK) ...
 *     if (byline_tag(model, text, length, NULL, &document, &error) != BYLINE_OK) ...
 *     for (size_t i = 0; i < byline_document_entity_count(document); i++) {
 *         const byline_entity *entity = byline_document_entity(document, i);
 *         printf("%s %s\n", byline_type_name(entity->type), entity->text);
 *     }
 *     byline_document_free(document);
 *     byline_model_close(model);
 *
 * Conventions that hold throughout:
 *
 * - **Threads.** A byline_model is immutable once open: any number of threads may
 *   pass it to byline_tag() at the same time. A byline_document belongs to one
 *   thread at a time; reading it from several threads at once is safe too. The
 *   library has no global state.
 * - **Memory.** Everything comes from one byline_allocator, malloc() by default.
 *   What a function returns through an out-parameter is the caller's, freed with
 *   the function named there; every pointer read from a document belongs to it and
 *   is valid until byline_document_free().
 * - **Errors.** A function that can fail returns a byline_status and, where the
 *   caller passed a byline_error, fills it. On failure out-parameters are set to
 *   NULL and nothing is leaked.
 * - **Determinism.** The result depends on the model, the text and the options
 *   alone: never on the clock, the locale, the environment, the number of threads
 *   or the machine.
 * - **Growth.** Structs that the caller fills begin with their own size, so that a
 *   later version can add members; structs that the library returns are reached
 *   by pointer, one at a time, and may grow at their end.
 */
#ifndef BYLINE_BYLINE_H
#define BYLINE_BYLINE_H

#include <stddef.h>
#include <stdint.h>

#include <byline/byline_export.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ------------------------------------------------------------- */

/**
 * The version of the interface, by semantic versioning. The shared library's
 * SONAME number is counted on its own: it changes with the binary interface only.
 */
#define BYLINE_VERSION_MAJOR 0
#define BYLINE_VERSION_MINOR 1
#define BYLINE_VERSION_PATCH 0

/** The version of the library that runs, as "MAJOR.MINOR.PATCH". Static storage. */
BYLINE_EXPORT const char *byline_version(void);

/* ---- Errors -------------------------------------------------------------- */

/** What became of a call. */
typedef enum byline_status {
    BYLINE_OK = 0,              /**< Done. */
    BYLINE_ERROR_ARGUMENT = 1,  /**< A NULL that is not allowed, or an option out of range. */
    BYLINE_ERROR_MEMORY = 2,    /**< The allocator returned NULL. */
    BYLINE_ERROR_UTF8 = 3,      /**< The text is not UTF-8; position names the first bad byte. */
    BYLINE_ERROR_TOO_LARGE = 4, /**< The text is longer than BYLINE_MAX_LENGTH bytes. */
    BYLINE_ERROR_INTERNAL = 5,  /**< A defect of the library; please report it. */
    BYLINE_ERROR_IO = 6,        /**< A file could not be read; the message has its name. */
    BYLINE_ERROR_MODEL = 7      /**< A file is no model that this version can use. */
} byline_status;

/**
 * Details of a failure. The caller owns it, uninitialised if it likes: a call that
 * fails fills it, a call that succeeds sets code to BYLINE_OK. This struct is
 * frozen: it never grows.
 */
typedef struct byline_error {
    byline_status code; /**< The same as the value returned. */
    /** Where, in bytes from the start of the text; 0 where a position means nothing. */
    uint64_t position;
    char message[240]; /**< What is wrong, in English, NUL-terminated, without a newline. */
} byline_error;

/** A constant name for a status, such as "BYLINE_ERROR_UTF8". Static storage, never NULL. */
BYLINE_EXPORT const char *byline_status_name(byline_status status);

/* ---- Memory -------------------------------------------------------------- */

/**
 * Where all memory comes from. Each function gets the context; sizes are in bytes
 * and never 0. The memory must be aligned as malloc() aligns. The functions may be
 * called from each thread that calls the library, so they must be as thread-safe
 * as the caller's own use of it.
 */
typedef struct byline_allocator {
    /** Returns size bytes, or NULL when there are none. */
    void *(*allocate)(void *context, size_t size);
    /**
     * Moves or grows or shrinks a block from old_size to size bytes and returns it;
     * on NULL the old block is still good. block is never NULL.
     */
    void *(*resize)(void *context, void *block, size_t old_size, size_t size);
    /** Takes a block of size bytes back. block is never NULL. */
    void (*release)(void *context, void *block, size_t size);
    void *context; /**< Passed to each of the functions; may be NULL. */
} byline_allocator;

/* ---- What is tagged ------------------------------------------------------ */

/** The types of entity. The first five are on by default. */
typedef enum byline_type {
    BYLINE_PERSON = 0,       /**< A person's name, without titles: `Bui Van Nam`. */
    BYLINE_RANK = 1,         /**< A rank, title, office or honorific: `Sen. Lt. Gen.`. */
    BYLINE_ORGANISATION = 2, /**< A company, ministry, agency, party, team …: `VNA`. */
    BYLINE_PLACE = 3,        /**< A country, city, region, water, building …: `Tver`. */
    BYLINE_DATE = 4,         /**< A date, time, duration or recurring time: `May 24-25`. */
    BYLINE_GROUP = 5,        /**< A nationality, people or religion: `Vietnamese`. */
    BYLINE_MONEY = 6,        /**< An amount of money: `$5 million`. */
    BYLINE_MISC = 7          /**< A named event, work, law, product, disease …. */
} byline_type;

#define BYLINE_TYPE_COUNT 8 /**< How many types this version knows. */

/** The bit of a type in byline_options.types. */
#define BYLINE_TYPE_BIT(type) (1u << (unsigned)(type))

/** The bits of PERSON, RANK, ORGANISATION, PLACE and DATE. */
#define BYLINE_TYPES_DEFAULT 0x1Fu

/** The bits of all types. */
#define BYLINE_TYPES_ALL 0xFFu

/** The name of a type as the output has it, such as "PERSON"; NULL for an unknown one. Static. */
BYLINE_EXPORT const char *byline_type_name(byline_type type);

/** "No such entity" and "no chain" in byline_entity. */
#define BYLINE_NONE UINT32_MAX

/** The longest text that byline_tag() takes: 2^31 - 1 bytes. */
#define BYLINE_MAX_LENGTH ((size_t)0x7FFFFFFF)

/* ---- Models -------------------------------------------------------------- */

/** What tags a text: rules, lexicons and weights. Immutable; shared by threads. */
typedef struct byline_model byline_model;

/** Options for byline_model_open(). Start from BYLINE_MODEL_OPTIONS_INIT. */
typedef struct byline_model_options {
    size_t size; /**< sizeof(byline_model_options). */
    /** Where the model's memory comes from, copied; NULL for malloc(). */
    const byline_allocator *allocator;
    /**
     * A model file, NUL-terminated; NULL for the one that is built in. The file is mapped, not read:
     * processes share it, and it must not change while the model is open.
     */
    const char *path;
    /**
     * Not 0: tag names and ranks by rules alone, without a network. Less accurate, faster, and
     * smaller in memory. path must then be NULL.
     */
    uint32_t rules_only;
} byline_model_options;

/** A byline_model_options with every option at its default. */
#define BYLINE_MODEL_OPTIONS_INIT                                                                  \
    {                                                                                              \
        sizeof(byline_model_options), NULL, NULL, 0                                                \
    }

/**
 * Opens a model.
 *
 * @param options NULL for defaults: the model that is built into the library.
 * @param model   Set to the model; close it with byline_model_close().
 * @param error   Filled when not NULL.
 * @return BYLINE_OK, BYLINE_ERROR_ARGUMENT, BYLINE_ERROR_MEMORY, BYLINE_ERROR_IO (the file cannot
 *         be opened or mapped) or BYLINE_ERROR_MODEL (it is cut off, damaged, too new, or no model).
 */
BYLINE_EXPORT byline_status byline_model_open(const byline_model_options *options,
                                              byline_model **model, byline_error *error);

/** Closes a model that no thread uses any more. NULL is allowed. Documents outlive it. */
BYLINE_EXPORT void byline_model_close(byline_model *model);

/* ---- Tagging ------------------------------------------------------------- */

/** What to do with bytes that are not UTF-8. */
typedef enum byline_invalid {
    BYLINE_INVALID_ERROR = 0, /**< Fail with BYLINE_ERROR_UTF8. */
    /**
     * Read each maximal ill-formed subpart as U+FFFD (Unicode 15, section 3.9, "U+FFFD
     * Substitution of Maximal Subparts"). Offsets still point into the original bytes.
     */
    BYLINE_INVALID_REPLACE = 1
} byline_invalid;

/** In which unit byline_entity gives offsets. */
typedef enum byline_offsets {
    BYLINE_OFFSETS_BYTE = 0,      /**< UTF-8 bytes. */
    BYLINE_OFFSETS_CODEPOINT = 1, /**< Unicode code points, as Python's str counts. */
    BYLINE_OFFSETS_UTF16 = 2      /**< UTF-16 code units, as JavaScript and Java count. */
} byline_offsets;

/** The order of day and month in a date in figures, such as 3/4/2017. */
typedef enum byline_date_order {
    /** As the document's other dates show; day first where they do not. */
    BYLINE_DATE_ORDER_AUTO = 0,
    BYLINE_DATE_ORDER_DAY = 1,  /**< The same, and day first. */
    BYLINE_DATE_ORDER_MONTH = 2 /**< The same, but month first. */
} byline_date_order;

/** Options for byline_tag(). Start from BYLINE_OPTIONS_INIT. */
typedef struct byline_options {
    size_t size; /**< sizeof(byline_options). */
    /** Which types to return, BYLINE_TYPE_BIT()s together; 0 for BYLINE_TYPES_DEFAULT. */
    uint32_t types;
    uint32_t invalid; /**< A byline_invalid. */
    uint32_t offsets; /**< A byline_offsets. */
    /**
     * The day the text was published, "YYYY-MM-DD", NUL-terminated, against which `yesterday`
     * is resolved. NULL where unknown: then a dateline, a time stamp or an address in the first or
     * last lines may tell it; where they do not, what it would have told is `XXXX` in values.
     * A day that is not in the (proleptic Gregorian) calendar is BYLINE_ERROR_ARGUMENT.
     */
    const char *document_date;
    /** Where the document's memory comes from, copied; NULL for the model's allocator. */
    const byline_allocator *allocator;
    uint32_t date_order; /**< A byline_date_order. */
    /** Not 0: where document_date is NULL, do not look for it in the text. */
    uint32_t keep_date_unknown;
} byline_options;

/** A byline_options with every option at its default. */
#define BYLINE_OPTIONS_INIT                                                                        \
    {                                                                                              \
        sizeof(byline_options), 0, 0, 0, NULL, NULL, 0, 0                                          \
    }

/** The entities of one text, with what links them. */
typedef struct byline_document byline_document;

/**
 * Tags a text.
 *
 * U+0000 and all other bytes that are valid UTF-8 are allowed. A byte-order mark at the
 * start is skipped, and counted in offsets. Time and memory are linear in length: news takes
 * about 30 bytes of memory a byte of text, the worst of texts some 150, and the network at most
 * 8 MB besides.
 *
 * @param model    An open model.
 * @param text     The text; need not be NUL-terminated. NULL only if length is 0.
 * @param length   Its length in bytes, at most BYLINE_MAX_LENGTH.
 * @param options  NULL for defaults.
 * @param document Set to the result, which keeps no pointer to text, options or model; free it
 *                 with byline_document_free().
 * @param error    Filled when not NULL.
 * @return BYLINE_OK, BYLINE_ERROR_ARGUMENT, BYLINE_ERROR_MEMORY, BYLINE_ERROR_UTF8,
 *         BYLINE_ERROR_TOO_LARGE or BYLINE_ERROR_INTERNAL.
 */
BYLINE_EXPORT byline_status byline_tag(const byline_model *model, const char *text, size_t length,
                                       const byline_options *options, byline_document **document,
                                       byline_error *error);

/** Frees a document and all that was read from it. NULL is allowed. */
BYLINE_EXPORT void byline_document_free(byline_document *document);

/* ---- Results ------------------------------------------------------------- */

/** One entity: a span of the text, its type, and what is known of it. */
typedef struct byline_entity {
    uint32_t id;      /**< Its index in the document. */
    byline_type type; /**< What it is. */
    uint64_t start;   /**< Where it starts, in the unit of byline_options.offsets. */
    uint64_t end;     /**< Where it ends, exclusive. */
    /**
     * The text of the span, exactly as in the source, NUL-terminated (a span holds no U+0000);
     * bytes that are not UTF-8 stand as U+FFFD.
     */
    const char *text;
    double score; /**< How probable it is that the entity is right, 0 to 1. */
    /**
     * RANK: `military`, `police`, `government`, `business`, `sport`, `academic`, `religious`,
     * `royal` or `honorific`. DATE: `date`, `time`, `duration` or `set`. Otherwise NULL.
     */
    const char *kind;
    /** DATE: its TIMEX3 value (TimeML 1.2.1; ranges as ISO 8601 intervals), or NULL. */
    const char *value;
    /** PLACE: the ISO 3166-1 alpha-2 code of its country, where it is known; otherwise NULL. */
    const char *country;
    uint32_t person; /**< RANK: the id of the PERSON it is attached to, or BYLINE_NONE. */
    uint32_t chain;  /**< The index of its chain, or BYLINE_NONE. */
    /**
     * DATE: its value by its own words alone, `XXXX-WXX-5` for `Friday`, where that differs from
     * value, which context has completed; otherwise NULL.
     */
    const char *written;
} byline_entity;

/**
 * The parts of a person's name, in the order of the culture that its words tell of: `Bui Van Nam` has
 * the family `Bui`. Each is NULL where the name has no such part; otherwise it is the source text of those
 * words, and belongs to the document.
 */
typedef struct byline_name_parts {
    const char *given;      /**< Given names and middle names: `Van Nam`. */
    const char *patronymic; /**< The father's: `bin Salman`, `Vladimirovich`, initials `M. K.`. */
    const char *particle;   /**< Before the family: `van`, `de la`. */
    const char *family;     /**< `Bui`, `al-Sisi`, both of `García Márquez`. */
    const char *suffix;     /**< `Jr.`, `III`. */
} byline_name_parts;

/** The mentions of one person, organisation or place. */
typedef struct byline_chain {
    uint32_t id;              /**< Its index in the document. */
    byline_type type;         /**< BYLINE_PERSON, BYLINE_ORGANISATION or BYLINE_PLACE. */
    const char *name;         /**< The fullest name among its mentions. */
    const uint32_t *mentions; /**< Ids of its entities, in the order of the text. */
    size_t mention_count;     /**< At least 1. */
    const uint32_t *ranks;    /**< Ids of the RANKs attached to its mentions, in that order. */
    size_t rank_count;        /**< 0 except for people. */
    /** The parts of a person's name; NULL for other chains, and where no part is told. */
    const byline_name_parts *parts;
} byline_chain;

/** A stretch of the text, in the unit of byline_options.offsets: a token or a sentence. */
typedef struct byline_span {
    uint64_t start; /**< Where it starts. */
    uint64_t end;   /**< Where it ends, exclusive. */
} byline_span;

/** How many entities there are. */
BYLINE_EXPORT size_t byline_document_entity_count(const byline_document *document);

/**
 * The entity with that index, or NULL past the last. Entities stand in the order of their
 * start, the longer first where two start together.
 */
BYLINE_EXPORT const byline_entity *byline_document_entity(const byline_document *document,
                                                          size_t index);

/** How many chains there are. */
BYLINE_EXPORT size_t byline_document_chain_count(const byline_document *document);

/** The chain with that index, or NULL past the last; in the order of their first mentions. */
BYLINE_EXPORT const byline_chain *byline_document_chain(const byline_document *document,
                                                        size_t index);

/** How many tokens there are. */
BYLINE_EXPORT size_t byline_document_token_count(const byline_document *document);

/**
 * Reads the token with that index into *token and returns 1; returns 0 past the last. Tokens
 * follow the Penn Treebank's conventions, but split at every hyphen.
 */
BYLINE_EXPORT int byline_document_token(const byline_document *document, size_t index,
                                        byline_span *token);

/** How many sentences there are. */
BYLINE_EXPORT size_t byline_document_sentence_count(const byline_document *document);

/** Reads the sentence with that index into *sentence and returns 1; returns 0 past the last. */
BYLINE_EXPORT int byline_document_sentence(const byline_document *document, size_t index,
                                           byline_span *sentence);

/** The document's date, "YYYY-MM-DD", or NULL where unknown. */
BYLINE_EXPORT const char *byline_document_date(const byline_document *document);

/**
 * Where the document's date comes from: "given" in byline_options, or found in the text as a
 * "dateline", a time "stamp" or in a "url"; NULL where it is unknown. Static storage.
 */
BYLINE_EXPORT const char *byline_document_date_source(const byline_document *document);

#ifdef __cplusplus
}
#endif

#endif
