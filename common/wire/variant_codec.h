// Decodes a variant's alternative by its name on the wire.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "refusals/says.h"
#include "utf8.h"
#include "wire/codec.h"

namespace dudao {

/// Decodes the alternative of `Types` at the position of `name` in `names`. Errors: BadInput for an
/// unknown name.
template <class Variant, class Types = Variant, std::size_t N>
Result<Variant> decode_named(const std::array<std::string_view, N>& names, std::string_view name,
                             Value value, Form form) {
    static_assert(N == std::variant_size_v<Types>);
    using Reader = Result<Variant> (*)(Value, Form);
    static constexpr auto readers = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<Reader, N>{[](Value v, Form f) -> Result<Variant> {
            auto decoded = decode_value<std::variant_alternative_t<I, Types>>(v, f);
            if (!decoded) return tl::unexpected<Error>(decoded.error());
            return Variant(std::move(*decoded));
        }...};
    }(std::make_index_sequence<N>{});
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return readers[i](value, form);
    }
    return bad_input(says("unknown_name", excerpt(name, 64)));
}

}  // namespace dudao
