// SPDX-License-Identifier: MIT
// test_public_header.cpp - the public header compiles as C++, alone, without a warning, and links.
#include <byline/byline.h>

#include <cstring>
#include <iostream>

int main()
{
    const byline_options options = BYLINE_OPTIONS_INIT;
    const byline_model_options model_options = BYLINE_MODEL_OPTIONS_INIT;
    static_assert(BYLINE_TYPES_ALL == (1u << BYLINE_TYPE_COUNT) - 1, "a bit for each type");

    if (options.size != sizeof options || model_options.size != sizeof model_options) {
        std::cerr << "the initialisers do not set the size\n";
        return 1;
    }
    if (std::strcmp(byline_type_name(BYLINE_PERSON), "PERSON") != 0) {
        std::cerr << "byline_type_name() does not link as C\n";
        return 1;
    }
    return 0;
}
