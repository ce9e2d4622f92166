/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <string.h>

#include "complain.h"

byline_model *model_open(const char *name)
{
    byline_model_options options = BYLINE_MODEL_OPTIONS_INIT;
    byline_model *model;
    byline_error error;

    if (name != NULL && strcmp(name, "rules") == 0)
        options.rules_only = 1;
    else
        options.path = name;
    if (byline_model_open(&options, &model, &error) != BYLINE_OK)
        complain(NULL, 0, "%s", error.message);
    return model;
}
