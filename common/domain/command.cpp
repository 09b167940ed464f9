#include "domain/command.h"

#include <algorithm>

#include "domain/made_here.h"
#include "ensure.h"

namespace dudao {

template struct OneOf<Commands>;

namespace {

static_assert(all_differ(command_names));

[[gnu::used]] const auto all_makers = makers(static_cast<const Commands*>(nullptr));

template <class... T>
Command blank(std::size_t index, const std::variant<T...>*) {
    using Make = Command (*)();
    static constexpr auto makes = std::to_array<Make>({[]() -> Command { return T{}; }...});
    ensure(index < makes.size(), "a place in command_names");
    return makes.at(index)();
}

}  // namespace

Command blank_command(std::size_t index) {
    return blank(index, static_cast<const Commands*>(nullptr));
}

std::optional<Command> blank_command(std::string_view name) {
    const auto at = std::find(command_names.begin(), command_names.end(), name);
    if (at == command_names.end()) return std::nullopt;
    return blank_command(static_cast<std::size_t>(at - command_names.begin()));
}

}  // namespace dudao
