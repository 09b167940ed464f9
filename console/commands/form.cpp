#include "console/commands/form.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "domain/deadline.h"
#include "domain/draft.h"
#include "messages/number_text.h"
#include "refusals/says.h"
#include "wire/command_codec.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

/// The kind of matter that such an id names; nothing where that kind has no numbers.
template <class Tag>
std::optional<MatterKind> numbered(Id<Tag> id) {
    if constexpr (requires { matter(id); }) {
        if (const MatterKind kind = matter(id).kind; has_numbers(kind)) return kind;
    }
    return std::nullopt;
}

/// Rewrites JSON into the form that the MessagePack decoder expects. Anything else is left
/// unchanged, and the decoder reports what is wrong; but for numbers of matters, which it does not
/// know.
class Mend {
 public:
    explicit Mend(const FindNumbered& find) : find_(find) {}

    /// What is wrong with a number; nothing so far.
    const std::optional<Error>& wrong() const { return wrong_; }

    template <class T>
    void value(Json&, const T&) {}

    void value(Json& json, const Bytes&) {
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
    void value(Json& json, const Budget&) {
        if (!json.is_string()) return;
        const auto budget = parse_budget(json.get<std::string>());
        if (budget) json = {{"amount", budget->amount}, {"unit", name(budget->unit)}};
    }
    template <class Tag>
    void value(Json& json, Id<Tag> id) {
        if (!json.is_string()) return;
        const auto text = json.get<std::string>();
        std::uint64_t value = 0;
        const char* last = text.data() + text.size();
        const auto [end, wrong] = std::from_chars(text.data(), last, value);
        if (text.empty() || (wrong == std::errc{} && end == last)) {
            json = value;
        } else if (const auto given = given_number(text, numbered(id))) {
            json = find_(*numbered(id), given->year, given->number);
            if (json == 0)
                refuse(says("no_such_number", word("numbered", name(*numbered(id))), text));
        }
    }
    void value(Json& json, const FindingId&) {
        if (json.is_string()) given_number(json.get<std::string>(), std::nullopt);
    }
    template <class T>
    void value(Json& json, const std::vector<T>&) {
        if (!json.is_array()) return;
        for (Json& each : json) value(each, T{});
    }
    template <dudao::Record T>
        requires(!std::is_same_v<T, Budget>)
    void value(Json& json, const T& record) {
        if (!json.is_object()) return;
        for_each_field(record, [&](std::string_view field, const auto& member) {
            const auto at = json.find(std::string(field));
            if (at == json.end()) return;
            const std::string before = std::exchange(
                path_, path_.empty() ? std::string(field) : path_ + "." + std::string(field));
            value(*at, member);
            path_ = before;
        });
    }

 private:
    void refuse(Said what) {
        if (!wrong_)
            wrong_ = to_error(Error::Kind::BadInput, says("of_field", word("field", path_), what));
    }
    /// Nothing where it is no number of such a matter; then the decoder says what it wants.
    std::optional<TypedNumber> given_number(const std::string& text,
                                            std::optional<MatterKind> wanted) {
        const auto number = number_for(wanted, text);
        if (number) return *number;
        refuse(number.error().said);
        return std::nullopt;
    }

    const FindNumbered& find_;
    std::string path_;  // of the field that is looked at
    std::optional<Error> wrong_;
};

}  // namespace

Result<Command> command_of(std::string_view name_of_command, const Json& args,
                           const FindNumbered& find) {
    const auto blank = blank_command(name_of_command);
    if (!blank) {
        return fail(Error::Kind::NotFound, "no such command", "the names of docs/protocol.md");
    }
    if (!args.is_object()) return bad_input(says("args_no_object"));
    Json mended = args;
    Mend mend(find);
    std::visit([&](const auto& record) { mend.value(mended, record); }, *blank);
    if (mend.wrong()) return tl::unexpected<Error>(*mend.wrong());
    const std::vector<std::uint8_t> packed = Json::to_msgpack(mended);
    return decode_command(name_of_command,
                          {reinterpret_cast<const char*>(packed.data()), packed.size()});
}

}  // namespace dudao::console
