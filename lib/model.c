/* SPDX-License-Identifier: MIT */
#include "model.h"

#include "error.h"
#include "options.h"

#define STRING_OF(number) #number
#define VERSION_STRING(major, minor, patch)                                                        \
    STRING_OF(major) "." STRING_OF(minor) "." STRING_OF(patch)

struct byline_model {
    byline_allocator allocator;
    struct date_patterns *date_patterns;
    struct network *network;
};

const char *byline_version(void)
{
    return VERSION_STRING(BYLINE_VERSION_MAJOR, BYLINE_VERSION_MINOR, BYLINE_VERSION_PATCH);
}

byline_status byline_model_open(const byline_model_options *options, byline_model **model,
                                byline_error *error)
{
    if (model == NULL)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "model is NULL");
    *model = NULL;
    byline_model_options known = BYLINE_MODEL_OPTIONS_INIT;
    if (options != NULL && !by_copy_sized(&known, sizeof known, options))
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0,
                       "options.size is not that of a byline_model_options");
    if (!by_allocator_complete(known.allocator))
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.allocator lacks a function");
    byline_allocator allocator = known.allocator == NULL ? by_default_allocator : *known.allocator;

    if (known.rules_only != 0 && known.path != NULL)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0,
                       "options.path names a model, and options.rules_only asks for none");

    byline_model *opened = allocator.allocate(allocator.context, sizeof *opened);
    if (opened == NULL)
        return by_fail_memory(error);
    *opened = (byline_model){.allocator = allocator};
    byline_status status = by_date_patterns_open(&allocator, &opened->date_patterns, error);
    if (status == BYLINE_OK && known.rules_only == 0)
        status = by_network_open(known.path, &allocator, &opened->network, error);
    if (status != BYLINE_OK) {
        byline_model_close(opened);
        return status;
    }
    *model = opened;
    return by_succeed(error);
}

void byline_model_close(byline_model *model)
{
    if (model == NULL)
        return;
    byline_allocator allocator = model->allocator;
    by_network_close(model->network);
    by_date_patterns_close(model->date_patterns);
    allocator.release(allocator.context, model, sizeof *model);
}

const byline_allocator *by_model_allocator(const byline_model *model)
{
    return &model->allocator;
}

const struct date_patterns *by_model_date_patterns(const byline_model *model)
{
    return model->date_patterns;
}

const struct network *by_model_network(const byline_model *model)
{
    return model->network;
}
