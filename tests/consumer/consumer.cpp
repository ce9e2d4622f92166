// SPDX-License-Identifier: MIT
// consumer.cpp - the same as consumer.c in C++, which the public header must allow.
#include <iostream>
#include <memory>
#include <string>

#include <byline/byline.h>

int main()
{
    const std::string text = "President Vladimir Putin met Mr Tanaka in Moscow on May 24.";
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_model *opened = nullptr;
    byline_document *tagged = nullptr;

    options.document_date = "2017-05-25";
    if (byline_model_open(nullptr, &opened, nullptr) != BYLINE_OK)
        return 1;
    const std::unique_ptr<byline_model, decltype(&byline_model_close)> model(opened,
                                                                             byline_model_close);
    if (byline_tag(model.get(), text.data(), text.size(), &options, &tagged, nullptr) != BYLINE_OK)
        return 1;
    const std::unique_ptr<byline_document, decltype(&byline_document_free)> document(
        tagged, byline_document_free);
    for (std::size_t i = 0; i < byline_document_entity_count(document.get()); i++) {
        const byline_entity *entity = byline_document_entity(document.get(), i);
        std::cout << byline_type_name(entity->type) << ' ' << entity->text << '\n';
    }
    return 0;
}
