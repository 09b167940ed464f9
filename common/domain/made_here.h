// The definitions for one_of.h. Include it only in the one file in which a list of types is
// compiled:
//
//     template struct OneOf<Types>;
//     [[gnu::used]] const auto all_makers = makers(static_cast<const Types*>(nullptr));
#pragma once

#include <tuple>

#include "domain/one_of.h"

namespace dudao {

template <class Variant>
OneOf<Variant>::OneOf() = default;
template <class Variant>
OneOf<Variant>::OneOf(const OneOf& other) = default;
template <class Variant>
OneOf<Variant>::OneOf(OneOf&& other) noexcept = default;
template <class Variant>
OneOf<Variant>& OneOf<Variant>::operator=(const OneOf& other) = default;
template <class Variant>
OneOf<Variant>& OneOf<Variant>::operator=(OneOf&& other) noexcept = default;
template <class Variant>
OneOf<Variant>::~OneOf() = default;

template <class Variant>
template <class T>
OneOf<Variant> OneOf<Variant>::holding(T value) {
    OneOf made;
    made.template emplace<T>(std::move(value));
    return made;
}

/// Refers to `holding` of every alternative, so that each is compiled and kept.
template <class... T>
auto makers(const std::variant<T...>*) {
    return std::tuple{&OneOf<std::variant<T...>>::template holding<T>...};
}

}  // namespace dudao
