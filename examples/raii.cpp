// SPDX-License-Identifier: MIT
// raii.cpp - byline in C++17: what is opened closes itself, errors are exceptions, results are ranges.
#include <cstddef>
#include <exception>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <byline/byline.h>

namespace
{

void check(byline_status status, const byline_error &error)
{
    if (status != BYLINE_OK) {
        throw std::runtime_error(error.message);
    }
}

// What a document holds, for `for (const auto &entity : …)`.
template <typename Item, size_t count(const byline_document *),
          const Item *item(const byline_document *, size_t)>
struct Range {
    struct Iterator {
        const byline_document *document;
        size_t index;

        const Item &operator*() const
        {
            return *item(document, index);
        }
        Iterator &operator++()
        {
            index++;
            return *this;
        }
        bool operator!=(const Iterator &other) const
        {
            return index != other.index;
        }
    };
    const byline_document *document;

    Iterator begin() const
    {
        return {document, 0};
    }
    Iterator end() const
    {
        return {document, count(document)};
    }
};
using Entities = Range<byline_entity, byline_document_entity_count, byline_document_entity>;
using Chains = Range<byline_chain, byline_document_chain_count, byline_document_chain>;

class Document
{
  public:
    explicit Document(byline_document *tagged) : document(tagged)
    {
    }
    Entities entities() const
    {
        return {document.get()};
    }
    Chains chains() const
    {
        return {document.get()};
    }
    const byline_entity &entity(size_t id) const
    {
        return *byline_document_entity(document.get(), id);
    }

  private:
    struct Free {
        void operator()(byline_document *tagged) const
        {
            byline_document_free(tagged);
        }
    };
    std::unique_ptr<byline_document, Free> document;
};

class Model
{
  public:
    Model()
    {
        byline_model *opened;
        byline_error error;
        check(byline_model_open(nullptr, &opened, &error), error);
        model.reset(opened);
    }
    Document tag(std::string_view text) const
    {
        byline_document *document;
        byline_error error;
        check(byline_tag(model.get(), text.data(), text.size(), nullptr, &document, &error), error);
        return Document(document);
    }

  private:
    struct Close {
        void operator()(byline_model *opened) const
        {
            byline_model_close(opened);
        }
    };
    std::unique_ptr<byline_model, Close> model;
};

void print_people(const Document &document)
{
    for (const byline_chain &chain : document.chains()) {
        if (chain.type != BYLINE_PERSON) {
            continue;
        }
        std::cout << chain.name;
        for (size_t i = 0; i < chain.rank_count; i++) {
            std::cout << (i ? "; " : ": ") << document.entity(chain.ranks[i]).text;
        }
        std::cout << '\n';
    }
}

} // namespace

int main()
{
    try {
        const Model model;
        const std::string text(std::istreambuf_iterator<char>(std::cin), {});
        const Document document = model.tag(text);
        size_t dates = 0;

        print_people(document);
        for (const byline_entity &entity : document.entities()) {
            dates += entity.type == BYLINE_DATE;
        }
        std::cout << dates << " dates\n";
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
