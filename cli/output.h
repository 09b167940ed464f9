// The output of the commands: data on stdout, as a table or as JSON; messages on stderr.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "messages/messages.h"
#include "messages/refusals.h"
#include "result.h"

namespace dudao {

/// Parses "zh" or "en"; empty: from the environment.
Result<Lang> parse_lang(const std::string& word);

/// Standard output is a terminal on which a line can be written over.
bool shows_in_place();
/// And its colours are wanted: not NO_COLOR, not a dumb one.
bool shows_colour();

/// One of two ways to say it.
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
/// The same as CSV (RFC 4180), for a spreadsheet or a script. The end of a day (24:00)
/// has an apostrophe before it: a spreadsheet takes the bare one for the day after.
void print_csv(std::ostream& out, const TextTable& table);

/// As JSON, with what cannot be seen escaped: a terminal obeys it in a string as anywhere. `indent`
/// as of nlohmann; -1: in one line.
std::string json_text(const nlohmann::ordered_json& value, int indent = -1);

/// A value as one cell: text as it is, nothing for null, lists joined by blanks.
std::string cell_of(const nlohmann::ordered_json& value);

/// Converts MessagePack of a broker or the log to JSON; bytes become lower-case hex. Corrupt if it
/// is not MessagePack.
Result<nlohmann::ordered_json> json_of(std::string_view packed);

/// Says an error on stderr, in the language of the environment.
void complain(const Error& error);
/// Prints the error and returns its exit code.
int refuse(const Error& error);

}  // namespace dudao
