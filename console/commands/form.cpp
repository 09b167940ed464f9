#include "console/commands/form.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "domain/deadline.h"
#include "refusals/says.h"
#include "wire/command_codec.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

/// Rewrites JSON into the form that the MessagePack decoder expects. Anything else is left
/// unchanged, and the decoder reports what is wrong.
struct Mend {
    template <class T>
    static void value(Json&, const T&) {}

    static void value(Json& json, const Bytes&) {
        if (!json.is_string()) return;
        const auto& text = json.get_ref<const std::string&>();
        std::vector<std::uint8_t> bytes;
        for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
            unsigned byte = 0;
            const auto [end, wrong] =
                std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
            if (wrong != std::errc{} || end != text.data() + i + 2) return;
            bytes.push_back(static_cast<std::uint8_t>(byte));
        }
        if (bytes.size() * 2 == text.size()) json = Json::binary(std::move(bytes));
    }
    static void value(Json& json, const Budget&) {
        if (!json.is_string()) return;
        const auto budget = parse_budget(json.get<std::string>());
        if (budget) json = {{"amount", budget->amount}, {"unit", name(budget->unit)}};
    }
    template <class Tag>
    static void value(Json& json, Id<Tag>) {
        if (!json.is_string()) return;
        const auto& text = json.get_ref<const std::string&>();
        std::uint64_t number = 0;
        const char* last = text.data() + text.size();
        const auto [end, wrong] = std::from_chars(text.data(), last, number);
        if (text.empty() || (wrong == std::errc{} && end == last)) json = number;
    }
    template <class T>
    static void value(Json& json, const std::vector<T>&) {
        if (!json.is_array()) return;
        for (Json& each : json) value(each, T{});
    }
    template <dudao::Record T>
        requires(!std::is_same_v<T, Budget>)
    static void value(Json& json, const T& record) {
        if (!json.is_object()) return;
        for_each_field(record, [&](std::string_view field, const auto& member) {
            const auto at = json.find(std::string(field));
            if (at != json.end()) value(*at, member);
        });
    }
};

}  // namespace

Result<Command> command_of(std::string_view name_of_command, const Json& args) {
    const auto blank = blank_command(name_of_command);
    if (!blank) {
        return fail(Error::Kind::NotFound, "no such command", "the names of docs/protocol.md");
    }
    if (!args.is_object()) return bad_input(says("args_no_object"));
    Json mended = args;
    std::visit([&](const auto& record) { Mend::value(mended, record); }, *blank);
    const std::vector<std::uint8_t> packed = Json::to_msgpack(mended);
    return decode_command(name_of_command,
                          {reinterpret_cast<const char*>(packed.data()), packed.size()});
}

}  // namespace dudao::console
