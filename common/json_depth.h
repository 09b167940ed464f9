// Reading JSON from outside. Its nesting is looked at before it is parsed, because copying and
// printing a value nested thousands deep overflows the stack.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dudao {

inline constexpr std::size_t json_depth_max = 16;  // the same as for MessagePack on the wire

inline std::size_t json_depth(std::string_view text) {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            deepest = deepest < ++depth ? depth : deepest;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return deepest;
}

/// Parses text from outside. Returns null if it is nested too deep, and a discarded value if it is
/// not JSON.
template <class Json>
Json json_from_outside(std::string_view text) {
    return json_depth(text) > json_depth_max ? Json() : Json::parse(text, nullptr, false);
}

/// The text of a field; empty if there is none, or it is no text.
template <class Json>
std::string text_in(const Json& object, const char* field) {
    if (!object.is_object()) return {};
    const auto at = object.find(field);
    return at != object.end() && at->is_string() ? at->template get<std::string>() : std::string();
}

}  // namespace dudao
