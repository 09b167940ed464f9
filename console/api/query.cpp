#include "console/api/query.h"

#include <algorithm>
#include <charconv>

#include "console/limits.h"

namespace dudao::console {

std::string decode_percent(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
            continue;
        }
        unsigned value = 0;
        const bool escaped = text[i] == '%' && i + 2 < text.size();
        if (escaped) {
            const char* from = text.data() + i + 1;
            const auto [end, wrong] = std::from_chars(from, from + 2, value, 16);
            if (wrong == std::errc{} && end == from + 2) {
                out += static_cast<char>(value);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

Query Query::parse(std::string_view text) {
    Query query;
    while (!text.empty() && query.pairs_.size() < query_pairs_max) {
        const auto end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto equals = pair.find('=');
        const std::string key = decode_percent(pair.substr(0, equals));
        if (key.empty()) continue;
        query.pairs_[key] =
            equals == pair.npos ? std::string() : decode_percent(pair.substr(equals + 1));
    }
    return query;
}

std::string Query::text(std::string_view key) const {
    const auto at = pairs_.find(std::string(key));
    return at == pairs_.end() ? std::string() : at->second;
}

std::string Query::without(std::initializer_list<std::string_view> keys) const {
    std::string out;
    for (const auto& [key, value] : pairs_) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end() || value.empty()) continue;
        out += key + "=" + value + "\n";
    }
    return out;
}

std::optional<std::int64_t> Query::number(std::string_view key, std::int64_t otherwise) const {
    const std::string given = text(key);
    if (given.empty()) return otherwise;
    std::int64_t value = 0;
    const auto [end, wrong] = std::from_chars(given.data(), given.data() + given.size(), value);
    if (wrong != std::errc{} || end != given.data() + given.size() || value < 0) {
        return std::nullopt;
    }
    return value;
}

}  // namespace dudao::console
