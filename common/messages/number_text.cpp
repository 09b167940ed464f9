#include "messages/number_text.h"

#include "refusals/says.h"

namespace dudao {

std::string number_text(Lang lang, MatterKind kind, std::int32_t year, std::int32_t number) {
    if (number == 0) return {};
    return format(lang, "number." + std::string(name(kind)),
                  {{"year", std::to_string(year)}, {"n", std::to_string(number)}});
}

Result<std::optional<TypedNumber>> number_for(std::optional<MatterKind> wanted,
                                              const std::string& given) {
    const auto typed = whole_number(given);
    if (!typed) return std::nullopt;
    const auto kind = [](MatterKind each) { return word("numbered", name(each)); };
    if (!wanted) {
        if (!typed->kind) return std::nullopt;  // codes of the registry may look like it
        return bad_input(says("number_and_no_id", given, kind(*typed->kind)));
    }
    if (typed->kind && *typed->kind != *wanted) {
        const std::string right = number_text(Lang::Zh, *wanted, typed->year, typed->number);
        return bad_input(
            says("number_of_another_kind", given, kind(*typed->kind), kind(*wanted), right));
    }
    return typed;
}

}  // namespace dudao
