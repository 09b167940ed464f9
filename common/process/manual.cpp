#include "process/manual.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace dudao {
namespace {

constexpr ManualWords words_en{"NAME",     "SYNOPSIS", "DESCRIPTION", "OPTIONS",
                               "COMMANDS", "SEE ALSO", "FLAGS",       "NOUN VERB"};
constexpr ManualWords words_zh{"名称", "概要", "说明", "选项", "命令", "参见", "选项", "命令 办理"};

/// After these a line of Chinese may be broken; troff by itself does so at blanks alone.
constexpr std::array<std::string_view, 6> breaks_after{"，", "。", "；", "：", "、", "）"};

bool may_break(std::string_view text) {
    return std::any_of(breaks_after.begin(), breaks_after.end(),
                       [text](std::string_view mark) { return text.ends_with(mark); });
}

/// Text between requests of troff: nothing in it is taken as one.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool line_begins = out.empty() || out.back() == '\n';
        if (line_begins && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out += c;
            if (may_break(out)) out += "\\:";
        }
    }
    return out;
}

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }

/// "-o, --output"
std::string written(const CLI::Option& option) {
    std::string names;
    const auto add = [&names](const std::string& name) {
        names += (names.empty() ? "" : ", ") + bold(name);
    };
    for (const std::string& name : option.get_snames()) add("-" + name);
    for (const std::string& name : option.get_lnames()) add("--" + name);
    if (names.empty()) return bold(option.get_name());
    if (option.get_expected_min() > 0) names += " \\fI" + plain(option.get_type_name()) + "\\fR";
    return names;
}

/// `--help` is that of every command: it is explained once, with the program's own flags.
std::string options_of(const CLI::App& app) {
    std::string out;
    for (const CLI::Option* option : app.get_options()) {
        if (app.get_parent() != nullptr && option == app.get_help_ptr()) continue;
        std::string says = option->get_description();
        if (!option->get_default_str().empty()) says += " [" + option->get_default_str() + "]";
        out += ".TP\n" + written(*option) + "\n" + plain(says) + "\n";
    }
    return out;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    const auto all = app.get_subcommands([](const CLI::App*) { return true; });
    std::vector<const CLI::App*> sorted(all.begin(), all.end());
    std::sort(sorted.begin(), sorted.end(), [](const CLI::App* one, const CLI::App* other) {
        return one->get_name() < other->get_name();
    });
    return sorted;
}

std::string command_of(const CLI::App& app, const std::string& before) {
    const std::string name = before + " " + app.get_name();
    std::string out = ".SS " + plain(name) + "\n" + plain(app.get_description()) + "\n";
    const auto verbs = commands_of(app);
    if (verbs.empty()) out += options_of(app);
    for (const CLI::App* verb : verbs) out += command_of(*verb, name);
    return out;
}

/// The first sentence, for the line that `apropos` shows.
std::string first_sentence(const std::string& text) {
    const auto end = std::min(text.find(". "), std::min(text.find('\n'), text.size()));
    std::string line = text.substr(0, end);
    if (line.ends_with('.')) line.pop_back();
    return line;
}

}  // namespace

const ManualWords& manual_words_en() { return words_en; }
const ManualWords& manual_words_zh() { return words_zh; }

std::string manual_of(const CLI::App& app, const ManualWords& words, std::string_view see_also) {
    const auto heading = [](std::string_view word) { return ".SH " + std::string(word) + "\n"; };
    const std::string& name = app.get_name();
    const auto commands = commands_of(app);
    std::string page = ".TH " + plain(name) + " 1 \"\" \"Dudao\" \"Dudao\"\n";
    page += ".nh\n.ad l\n";  // names are not broken, and lines of Chinese have no blanks to widen
    page += heading(words.name) + plain(name) + " \\- " +
            plain(first_sentence(app.get_description())) + "\n";
    page += heading(words.synopsis) + bold(name) + " [\\fI" + plain(words.flags) + "\\fR]";
    if (!commands.empty()) page += " \\fI" + plain(words.command) + "\\fR";
    page += "\n" + heading(words.description) + plain(app.get_description()) + "\n";
    page += heading(words.options) + options_of(app);
    if (!commands.empty()) page += heading(words.commands);
    for (const CLI::App* noun : commands) page += command_of(*noun, name);
    return page + heading(words.see_also) + plain(see_also) + "\n";
}

}  // namespace dudao
