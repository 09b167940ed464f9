// One description of a record's fields, used for the wire, the log, JSON, snapshots and the
// fuzzers.
//
//     struct Accept { TaskId task; PersonId by; DUDAO_FIELDS(task, by) };
//
// for_each_field(accept, f) then calls f("task", accept.task) and f("by", accept.by), in this
// order. These are the names on the wire: renaming a member changes the format (raise the version).
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>

// Templates, so that a record that is never visited costs no compile time.
#define DUDAO_FIELDS(...)                                                   \
    template <class F>                                                      \
    constexpr void each_field(F&& f) {                                      \
        ::dudao::visit_fields(f, field_names() __VA_OPT__(, ) __VA_ARGS__); \
    }                                                                       \
    template <class F>                                                      \
    constexpr void each_field(F&& f) const {                                \
        ::dudao::visit_fields(f, field_names() __VA_OPT__(, ) __VA_ARGS__); \
    }                                                                       \
    static constexpr std::string_view field_names() { return #__VA_ARGS__; }

namespace dudao {

template <class F, class... Members>
constexpr void visit_fields(F& f, std::string_view names, Members&... members) {
    [[maybe_unused]] const auto next_name = [&names] {
        const auto comma = names.find(',');
        const std::string_view name = names.substr(0, comma);
        names.remove_prefix(comma == names.npos ? names.size() : comma + 1);
        while (!names.empty() && names.front() == ' ') names.remove_prefix(1);
        return name;
    };
    (f(next_name(), members), ...);
}

template <class T>
concept Record = requires { std::remove_cvref_t<T>::field_names(); };

/// Calls f(name, member) for each member named in DUDAO_FIELDS, in that order.
template <class T, class F>
constexpr void for_each_field(T& record, F&& f) {
    record.each_field(f);
}

/// The number of fields of a record.
template <Record T>
constexpr std::size_t field_count() {
    std::size_t count = T::field_names().empty() ? 0 : 1;
    for (const char c : T::field_names()) count += c == ',' ? 1U : 0U;
    return count;
}

}  // namespace dudao
