// A std::variant of very many types. A file that constructs or copies a std::variant of N types
// compiles N² library functions for it; those of OneOf are compiled once, beside the list of types
// (made_here.h). It is used like the std::variant it derives from.
#pragma once

#include <utility>
#include <variant>

namespace dudao {

template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Each>
inline constexpr bool is_alternative<T, std::variant<Each...>> = (std::is_same_v<T, Each> || ...);

template <class Variant>
struct OneOf : Variant {
    using Alternatives = Variant;

    OneOf();
    OneOf(const OneOf& other);
    OneOf(OneOf&& other) noexcept;
    OneOf& operator=(const OneOf& other);
    OneOf& operator=(OneOf&& other) noexcept;
    ~OneOf();

    template <class T>
        requires is_alternative<T, Variant>
    OneOf(T value) : OneOf(holding(std::move(value))) {}  // NOLINT(google-explicit-constructor)

    template <class T>
    static OneOf holding(T value);
};

}  // namespace dudao
