#include "wire/command_codec.h"

#include "domain/writing.h"
#include "refusals/says.h"
#include "utf8.h"
#include "wire/variant_codec.h"

namespace dudao {
namespace {

struct TextVisitor {
    void (*visit)(Text&, void*);
    void* context;

    void operator()(Text& text) const { visit(text, context); }
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

/// Finds the first text in a command that is not valid writing. Used only for commands: text
/// already in the log or on a device must stay readable, whatever it contains.
struct NotWriting {
    std::string field;  // its path, such as "facts.text"
    bool found = false;

    void operator()(const std::string& words) { found = !is_writing(words); }
    void operator()(const Text& text) { (*this)(text.value); }
    template <class T>
    void operator()(const std::vector<T>& list) {
        for (const auto& each : list) {
            if (!found) (*this)(each);
        }
    }
    template <Record T>
    void operator()(const T& record) {
        for_each_field(record, [this](std::string_view name, const auto& member) {
            if (found) return;
            (*this)(member);
            if (found) field = std::string(name) + (field.empty() ? "" : ".") + field;
        });
    }
    template <class T>
    void operator()(const T&) {}  // numbers, ids, bytes
};

}  // namespace

std::string encode_args(const Command& command, Form form) {
    return std::visit([form](const auto& each) { return encode(each, form); }, command);
}

Result<Command> decode_command(std::string_view name, std::string_view args, Form form) {
    auto document = Document::parse(args);
    if (!document) return bad_input(says("in_args", document.error().said));
    auto command = decode_named<Command, Commands>(command_names, name, document->root(), form);
    const auto within_command = [&](const Said& said) {
        return bad_input(says("in_command", word("command", excerpt(name, 64)), said));
    };
    if (!command) return within_command(command.error().said);
    NotWriting unwritten;
    std::visit(unwritten, *command);
    if (unwritten.found) {
        return within_command(
            says("of_field", word("field", unwritten.field), says("want_writing")));
    }
    return command;
}

void for_each_text(Command& command, void (*visit)(Text&, void*), void* context) {
    std::visit(TextVisitor{visit, context}, command);
}

}  // namespace dudao
