// One description of a record's fields serves the wire, the log, JSON, snapshots and the fuzzers.
//
//     struct Accept { TaskId task; PersonId by; DUDAO_FIELDS(task, by) };
//
// for_each_field(accept, f) then calls f("task", accept.task), f("by", accept.by) in this order.
// Names on the wire are these names: renaming a member changes the format (raise the version).
#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>

#define DUDAO_FIELDS(...)                                          \
    auto tied() { return std::tie(__VA_ARGS__); }                  \
    auto tied() const { return std::tie(__VA_ARGS__); }            \
    static constexpr std::string_view field_names() { return #__VA_ARGS__; }

namespace dudao {

template <class T>
concept Record = requires { std::remove_cvref_t<T>::field_names(); };

/// Calls f(name, member) for each member named in DUDAO_FIELDS, in that order.
template <class T, class F>
constexpr void for_each_field(T& record, F&& f) {
    std::string_view names = std::remove_cvref_t<T>::field_names();
    const auto next_name = [&names] {
        const auto comma = names.find(',');
        const std::string_view name = names.substr(0, comma);
        names.remove_prefix(comma == names.npos ? names.size() : comma + 1);
        while (!names.empty() && names.front() == ' ') names.remove_prefix(1);
        return name;
    };
    std::apply([&](auto&... member) { (f(next_name(), member), ...); }, record.tied());
}

/// How many fields a record has.
template <Record T>
inline constexpr std::size_t field_count = std::tuple_size_v<decltype(std::declval<T&>().tied())>;

}  // namespace dudao
