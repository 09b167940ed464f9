#include "cli/init/template.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/init/marks.h"
#include "csv/csv_cells.h"
#include "holes.h"
#include "visible.h"

namespace dudao::init {
namespace {

constexpr std::size_t code_digits = 6;
constexpr std::int32_t days_to_adopt = 14;  // the first plan is proposed, read and approved
constexpr std::int32_t days_of_plan = 90;
constexpr std::size_t person_letters = 8;
constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";  // none like another
constexpr std::array<std::string_view, groups_max> numerals = {"一", "二", "三", "四", "五",
                                                               "六", "七", "八", "九"};

std::string in_toml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Of the holes of a row for a group; the others stay for later.
std::string of_group(std::string_view line, std::int32_t group) {
    return fill_holes(line, [group](std::string_view hole) {
        if (hole == "g") return std::to_string(group);
        if (hole == "g_zh") return std::string(numerals.at(static_cast<std::size_t>(group - 1)));
        return "{" + std::string(hole) + "}";
    });
}

}  // namespace

bool is_division_code(std::string_view code) {
    return code.size() == code_digits && code.find_first_not_of("0123456789") == code.npos;
}

std::string with_comments(std::string_view toml, std::string_view words) {
    std::map<std::string_view, std::string_view> other;
    for (const std::string_view line : lines_of(words)) {
        const auto tab = line.find('\t');
        if (tab != line.npos) other[line.substr(0, tab)] = line.substr(tab + 1);
    }
    std::string all;
    for (const std::string_view line : lines_of(toml)) {
        const std::string_view setting = without_comment(line);
        all += setting;
        if (setting.size() < line.size()) {
            const std::string_view own = trimmed(line.substr(setting.size() + 1));
            const auto put = other.find(own);
            const std::string_view told = put == other.end() ? own : put->second;
            all += told.empty() ? "#" : "# " + std::string(told);
        }
        all += '\n';
    }
    return all;
}

Template::Template(const Answers& answers, Day today, Random random)
    : groups_(answers.groups), random_(std::move(random)) {
    const std::int32_t year = civil(today).year;
    const Day start = today + days_to_adopt;
    holes_ = {{"name_zh", answers.name_zh},
              {"name_en", answers.name_en},
              {"code", answers.code},
              {"id", answers.id},
              {"year", std::to_string(civil(start).year)},
              {"from", to_text(day_of({year, 1, 1}))},
              {"to", to_text(day_of({year + 1, 12, 31}))},
              {"start", to_text(start)},
              {"end", to_text(start + (days_of_plan - 1))}};
}

std::string Template::filled(std::string_view text, bool toml) {
    std::string all;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1);
        const std::string_view line = text.substr(0, end + 1);
        text.remove_prefix(end + 1);
        const bool for_groups = line.find("{g}") != line.npos;
        for (std::int32_t group = 1; group <= (for_groups ? groups_ : 1); ++group) {
            all += fill_holes(of_group(line, group),
                              [&](std::string_view hole) { return value_of(hole, toml); });
        }
    }
    return all;
}

std::string Template::value_of(std::string_view hole, bool toml) {
    if (hole.starts_with("p_")) return person(hole);
    const auto value = holes_.find(hole);
    if (value == holes_.end()) return "{" + std::string(hole) + "}";
    return toml ? in_toml(value->second) : csv_cell(value->second);
}

const std::string& Template::person(std::string_view hole) {
    const auto known = people_.find(hole);
    if (known != people_.end()) return known->second;
    std::string code = "p-";
    const std::string bytes = random_(person_letters);
    for (const char byte : bytes) {
        code += letters[static_cast<unsigned char>(byte) % letters.size()];
    }
    return people_.emplace(hole, std::move(code)).first->second;
}

}  // namespace dudao::init
