// dudao found: begins a county of one's own with a folder to be filled in.
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/exit_code.h"
#include "cli/init/county.h"
#include "cli/init/found.h"
#include "cli/nouns/globals.h"
#include "cli/output.h"
#include "cli/up/programs.h"
#include "clock.h"
#include "domain/bounds.h"
#include "domain/zone.h"
#include "files/faults.h"
#include "process/process.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

/// As given by flags; empty: not given.
struct FoundFlags {
    std::string folder;
    std::string name;
    std::string name_en;
    std::string code;
    std::string id;
    std::string groups;
};

/// What is wrong with an answer, or nothing.
using Check = std::function<std::optional<Said>(const std::string&)>;

std::optional<Said> no_name(const std::string& text) {
    if (is_name(text)) return std::nullopt;
    return says("no_name_of_county", printable(text));
}
std::optional<Said> no_code(const std::string& text) {
    if (init::is_division_code(text)) return std::nullopt;
    return says("no_division_code", printable(text));
}
std::optional<Said> no_id(const std::string& text) {
    if (init::is_jurisdiction_id(text)) return std::nullopt;
    return says("no_jurisdiction_id", printable(text));
}
std::optional<Said> no_groups(const std::string& text) {
    const bool digit = text.size() == 1 && text[0] >= '1' && text[0] <= '0' + init::groups_max;
    if (digit) return std::nullopt;
    return says("number_not_within", printable(text), 1, init::groups_max);
}
std::optional<Said> not_free(const std::string& folder) {
    if (folder.empty()) return says("path_not_there", folder);
    const auto free = init::is_free(folder);
    return free ? std::nullopt : std::optional(free.error().said);
}

Error to_fault(const Said& said) { return to_error(Error::Kind::BadInput, said); }

/// Asks until the answer is good; an empty one takes the default. Nothing: the input ended.
std::optional<std::string> ask(Lang lang, std::string_view question, const std::string& usual,
                               const Check& check) {
    while (true) {
        std::cout << question;
        if (!usual.empty()) std::cout << " [" << printable(usual) << "]";
        std::cout << say(lang, "：", ": ") << std::flush;
        std::string line;
        if (!std::getline(std::cin, line)) return std::nullopt;
        const std::string answer = line.empty() ? usual : std::string(trimmed(line));
        const auto fault = check(answer);
        if (!fault) return answer;
        std::cout << "  " << told(to_fault(*fault), lang) << '\n';
    }
}

/// What no flag has said; true when all of it was answered.
bool ask_all(Lang lang, FoundFlags& flags) {
    const auto answered = [lang](std::string& flag, std::string_view question,
                                 const std::string& usual, const Check& check) {
        if (!flag.empty()) return true;
        const auto answer = ask(lang, question, usual, check);
        if (answer) flag = *answer;
        return answer.has_value();
    };
    return answered(flags.folder, say(lang, "新建哪个文件夹", "folder to be made"), "", not_free) &&
           answered(flags.name, say(lang, "辖区名称，如云岫县", "name of the county"), "",
                    no_name) &&
           answered(flags.name_en,
                    say(lang, "英文名称，没有的直接回车", "its name for readers of English"),
                    flags.name, no_name) &&
           answered(flags.code,
                    say(lang, "行政区划代码，六位数字", "code of the division, six digits"), "",
                    no_code) &&
           answered(flags.id,
                    say(lang, "辖区编号，记录以此命名，建立后不再更改",
                        "id of the jurisdiction, for ever"),
                    flags.code, no_id) &&
           answered(flags.groups,
                    say(lang, "先建几个督导组", "how many supervision groups to begin with"), "2",
                    no_groups);
}

std::string missing_of(const FoundFlags& flags) {
    std::string missing;
    for (const auto& [flag, value] :
         {std::pair("FOLDER", flags.folder), {"--name", flags.name}, {"--code", flags.code}}) {
        if (value.empty()) missing += (missing.empty() ? "" : " ") + std::string(flag);
    }
    return missing;
}

/// Every fault of what was given, a line each, or nothing.
std::optional<Error> fault_of(Lang lang, const FoundFlags& flags) {
    files::Faults faults;
    const auto look = [&faults](const char* flag, const std::string& value, const Check& check) {
        if (value.empty()) return;
        if (const auto fault = check(value)) faults.add(files::Place{flag}, *fault);
    };
    look("--name", flags.name, no_name);
    look("--name-en", flags.name_en, no_name);
    look("--code", flags.code, no_code);
    look("--id", flags.id, no_id);
    look("--groups", flags.groups, no_groups);
    if (faults.none()) return std::nullopt;
    return faults.report(lang);
}

void print_founded(const Globals& globals, const std::string& folder,
                   const std::vector<init::MarkedFile>& marked) {
    if (globals.json()) {
        Json replace = Json::array();
        for (const auto& [file, lines] : marked) {
            replace.push_back({{"file", file}, {"lines", lines}});
        }
        std::cout << json_text({{"folder", folder}, {"replace", replace}}, 2) << '\n';
        return;
    }
    const Lang lang = globals.language();
    TextTable table;
    for (const auto& [file, lines] : marked) {
        const std::string runs = files::runs_of(lines);
        table.rows.push_back(
            {"  " + file, lang == Lang::Zh ? "第" + runs + "行" : "lines " + runs});
    }
    std::cout << say(lang, "已新建资料文件夹：", "a county's folder is made: ") << printable(folder)
              << '\n'
              << say(lang, "请改写带“※”的行，写上本地的名称和文号，去掉“※”：",
                     "Replace what has the mark ※ by your own names and numbers, without it:")
              << '\n';
    print(std::cout, table);
    std::cout << say(lang, "怎样增加村、人员和督导组：", "How to add villages, people, groups: ")
              << printable(folder) << "/README.md\n"
              << say(lang, "改完后检查：", "Then check it: ") << "dudao init --county "
              << printable(folder) << " --dry-run\n";
}

int run_found(const Globals& globals, FoundFlags flags) {
    const Lang lang = globals.language();
    if (const auto fault = fault_of(lang, flags)) return refuse(*fault);
    if (const auto fault = flags.folder.empty() ? std::nullopt : not_free(flags.folder)) {
        return refuse(to_error(Error::Kind::Refused, *fault));
    }
    const std::string missing = missing_of(flags);
    if (!missing.empty()) {
        if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) {
            return refuse(to_fault(says("found_asks_nobody", missing)));
        }
        if (!ask_all(lang, flags)) return refuse(to_fault(says("found_unanswered")));
    }
    init::Answers answers;
    answers.name_zh = flags.name;
    answers.name_en = flags.name_en.empty() ? flags.name : flags.name_en;
    answers.code = flags.code;
    answers.id = flags.id.empty() ? flags.code : flags.id;
    if (!flags.groups.empty()) answers.groups = flags.groups[0] - '0';
    answers.lang = lang;
    const init::Templates templates{up::county_template(), up::demo_county()};
    const auto path = std::filesystem::absolute(flags.folder).lexically_normal();
    const auto folder = path.has_filename() ? path : path.parent_path();
    const Day today = shanghai().local_day(SystemClock().now());
    const auto made = init::found_folder(folder, templates, answers, today, secure_random);
    if (!made) return refuse(made.error());
    print_founded(globals, folder.string(), *made);
    return code(Exit::Ok);
}

}  // namespace

void add_found(Registry& registry) {
    auto* app = registry.app.add_subcommand(
        "found", "Makes a county's folder to be filled in, from a template with three villages");
    auto flags = std::make_shared<FoundFlags>();
    app->add_option("folder", flags->folder, "to be made; it is not there yet, or empty");
    app->add_option("--name", flags->name, "of the county, in its people's own writing");
    app->add_option("--name-en", flags->name_en,
                    "the same for readers of English; default: --name");
    app->add_option("--code", flags->code, "of the division, six digits");
    app->add_option("--id", flags->id, "of the jurisdiction, for ever; default: --code");
    app->add_option("--groups", flags->groups, "how many supervision groups to begin with");
    app->callback([&registry, flags] {
        registry.chosen = [&registry, flags] { return run_found(registry.globals, *flags); };
    });
}

}  // namespace dudao
