// The query of an address, taken apart: bounded, decoded, each key once (the last one holds).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dudao::console {

class Query {
 public:
    static Query parse(std::string_view text);

    /// Empty when it is not there.
    std::string text(std::string_view key) const;
    /// All of it but these, in the order of the keys: the same question reads the same.
    std::string without(std::initializer_list<std::string_view> keys) const;
    bool has(std::string_view key) const { return pairs_.contains(std::string(key)); }
    /// Nothing when it is there and is no whole number of 0 or more.
    std::optional<std::int64_t> number(std::string_view key, std::int64_t otherwise) const;

 private:
    std::map<std::string, std::string> pairs_;
};

/// %41 and + as in forms; a torn escape stays as it is.
std::string decode_percent(std::string_view text);

}  // namespace dudao::console
