// A row as the pages get it: its fields under their own names, in their order. What a row is, is
// said once, in its struct; the pages' types of rows are made from it
// (tests/unit/console/vocabulary_test).
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "domain/fields.h"
#include "domain/moment.h"
#include "domain/names.h"

namespace dudao::console {

template <class T>
struct ListOf : std::false_type {};
template <class T>
struct ListOf<std::vector<T>> : std::true_type {
    using Item = T;
};
template <class T>
struct MaybeOf : std::false_type {};
template <class T>
struct MaybeOf<std::optional<T>> : std::true_type {
    using Item = T;
};

/// Moments are milliseconds, enums their words, what is not there is null.
template <class T>
nlohmann::ordered_json json_of(const T& value) {
    if constexpr (std::is_same_v<T, Moment>) {
        return value.ms;
    } else if constexpr (NamedEnum<T>) {
        return name(value);
    } else if constexpr (MaybeOf<T>::value) {
        return value ? json_of(*value) : nlohmann::ordered_json(nullptr);
    } else if constexpr (ListOf<T>::value) {
        auto list = nlohmann::ordered_json::array();
        for (const auto& each : value) list.push_back(json_of(each));
        return list;
    } else if constexpr (dudao::Record<T>) {
        auto row = nlohmann::ordered_json::object();
        for_each_field(value, [&row](std::string_view field, const auto& member) {
            row[std::string(field)] = json_of(member);
        });
        return row;
    } else {
        return value;
    }
}

}  // namespace dudao::console
