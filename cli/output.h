// What the commands print: data on stdout, as a table for people or JSON for programs; talk on
// stderr.
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

/// zh when LC_ALL, LC_MESSAGES or LANG (the first that is set) says so; else en.
Lang lang_of_environment();
/// "zh" or "en"; empty: the environment's.
Result<Lang> parse_lang(const std::string& word);

/// One of two ways to say it.
inline std::string_view say(Lang lang, std::string_view zh, std::string_view en) {
    return lang == Lang::Zh ? zh : en;
}

/// Columns a terminal gives this UTF-8 text: Chinese characters take two, combining marks none.
std::size_t width_of(std::string_view text);

/// Columns aligned by width; the last one is not padded.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
void print(std::ostream& out, const TextTable& table);

/// A value as one cell: text as it is, nothing for null, lists joined by blanks.
std::string cell_of(const nlohmann::ordered_json& value);

/// MessagePack from a broker or the log as JSON; raw bytes as lower-case hex. Corrupt: not
/// MessagePack.
Result<nlohmann::ordered_json> json_of(std::string_view packed);

/// Says an error on stderr: what was wrong, what would be right.
void complain(const Error& error);
/// The same, and the process's exit code for it.
int refuse(const Error& error);

}  // namespace dudao
