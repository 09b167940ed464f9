#include "wire/command_codec.h"

#include "utf8.h"
#include "wire/variant_codec.h"

namespace dudao {
namespace {

struct TextVisitor {
    void (*take)(Text&, void*);
    void* context;

    void operator()(Text& text) const { take(text, context); }
    template <class T>
    void operator()(std::vector<T>& list) const {
        for (auto& each : list) (*this)(each);
    }
    template <Record T>
    void operator()(T& record) const {
        for_each_field(record, [this](std::string_view, auto& member) { (*this)(member); });
    }
    template <class T>
    void operator()(T&) const {}  // numbers, ids, words
};

}  // namespace

std::string encode_args(const Command& command) {
    return std::visit([](const auto& each) { return encode(each, Form::Wire); }, command);
}

Result<Command> decode_command(std::string_view name, std::string_view args) {
    auto document = Document::parse(args);
    if (!document) return within("args", document.error());
    auto command = decode_named<Command>(command_names, name, document->root(), Form::Wire);
    if (!command) return within("command " + excerpt(name, 64), command.error());
    return command;
}

void for_each_text(Command& command, void (*take)(Text&, void*), void* context) {
    std::visit(TextVisitor{take, context}, command);
}

}  // namespace dudao
