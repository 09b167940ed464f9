// The template of a county folder: texts with holes for what the county answers, and rows that
// stand once for each group.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "domain/moment.h"
#include "messages/messages.h"
#include "wire/personal.h"

namespace dudao::init {

/// What is asked of whoever begins a county.
struct Answers {
    std::string name_zh;
    std::string name_en;
    std::string code;  // of the division, six digits; the id of the unit at the top
    std::string id;    // of the jurisdiction
    std::int32_t groups = 2;
    Lang lang = Lang::En;  // of comments and of what has one wording
};

inline constexpr std::int32_t groups_max = 9;

bool is_division_code(std::string_view code);

/// A file of TOML with its comments in other words: a line of `words` is a comment, a tab, and what
/// stands in its place. One that is not there stays.
std::string with_comments(std::string_view toml, std::string_view words);

/// Fills the files of one folder: a person's code is drawn at the first file that names them.
class Template {
 public:
    Template(const Answers& answers, Day today, Random random);

    /// Lines with {g} once for each group, then each hole. In TOML a hole stands in quotes, in CSV
    /// it is a cell.
    std::string filled(std::string_view text, bool toml);

 private:
    std::string value_of(std::string_view hole, bool toml);
    const std::string& person(std::string_view hole);

    std::int32_t groups_;
    std::map<std::string, std::string, std::less<>> holes_;
    std::map<std::string, std::string, std::less<>> people_;
    Random random_;
};

}  // namespace dudao::init
