// The output of the commands: data on stdout, as a table or as JSON; messages on stderr.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "messages/messages.h"
#include "result.h"

namespace dudao {

/// zh if LC_ALL, LC_MESSAGES or LANG (the first that is set) says so; otherwise en.
Lang lang_of_environment();
/// Parses "zh" or "en"; empty: from the environment.
Result<Lang> parse_lang(const std::string& word);

/// The text in the given language.
inline std::string_view say(Lang lang, std::string_view zh, std::string_view en) {
    return lang == Lang::Zh ? zh : en;
}

/// Columns this UTF-8 text takes in a terminal: Chinese characters take two, combining marks none.
std::size_t width_of(std::string_view text);

/// Columns are aligned by width; the last one is not padded.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
/// Prints the header and the rows.
void print(std::ostream& out, const TextTable& table);

/// A value as a cell: text unchanged, nothing for null, lists joined by spaces.
std::string cell_of(const nlohmann::ordered_json& value);

/// Converts MessagePack of a broker or the log to JSON; bytes become lower-case hex. Corrupt if it
/// is not MessagePack.
Result<nlohmann::ordered_json> json_of(std::string_view packed);

/// Prints an error on stderr: what is wrong; what would be right.
void complain(const Error& error);
/// Prints the error and returns its exit code.
int refuse(const Error& error);

}  // namespace dudao
