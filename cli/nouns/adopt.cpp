#include "cli/nouns/adopt.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/nouns/speaker.h"
#include "cli/output.h"
#include "disk/file.h"
#include "files/calendar_file.h"
#include "files/policy_file.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "visible.h"
#include "wire/codec.h"
#include "wire/command_codec.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t file_bytes_max = 1024 * 1024;

struct Asked {
    std::vector<std::string> files;
    bool dry_run = false;
};

/// The calendar in force, as the broker has it.
Result<Calendar> calendar_in_force(Speaker& speaker) {
    const auto json = speaker.ask("calendar");
    if (!json) return tl::unexpected<Error>(json.error());
    const std::vector<std::uint8_t> packed = Json::to_msgpack(Json{{"calendar", *json}});
    const auto command =
        decode_command(CalendarAdoption::as_command.name,
                       {reinterpret_cast<const char*>(packed.data()), packed.size()});
    if (!command) return tl::unexpected<Error>(command.error());
    return std::get<CalendarAdoption>(*command).calendar;
}

/// An error of reading a file that was named on the command line.
tl::unexpected<Error> unread(const std::string& file, Error error) {
    if (error.kind == Error::Kind::NotFound) error.said = says("path_not_there", printable(file));
    return tl::unexpected<Error>(std::move(error));
}

Result<std::vector<CalendarText>> read_all(const std::vector<std::string>& files) {
    std::vector<CalendarText> texts;
    for (const std::string& file : files) {
        auto bytes = disk::read_whole(file, file_bytes_max);
        if (!bytes) return unread(file, bytes.error());
        texts.push_back({std::filesystem::path(file).filename().string(), std::move(*bytes)});
    }
    return texts;
}

std::string_view working(Lang lang, const std::string& why_off) {
    return why_off.empty() ? say(lang, "上班", "a working day") : std::string_view(why_off);
}

void print_days(const Globals& globals, const std::vector<ChangedDay>& days) {
    if (globals.json()) {
        Json rows = Json::array();
        for (const ChangedDay& each : days) {
            rows.push_back(
                {{"day", to_text(each.day)}, {"before", each.before}, {"after", each.after}});
        }
        std::cout << json_text({{"changes", rows}}, 2) << '\n';
        return;
    }
    const Lang lang = globals.language();
    TextTable table;
    for (const ChangedDay& each : days) {
        table.rows.push_back({"  " + to_text(each.day), std::string(working(lang, each.before)),
                              "→", std::string(working(lang, each.after))});
    }
    std::cout << say(lang, "变动的日子：", "days that change: ") << days.size() << '\n';
    print(std::cout, table);
    std::cout
        << say(lang, "已在计时的期限不变；采用后开始计时的按新日历。",
               "Clocks that run keep their dates; those that start after the adoption use it.")
        << '\n';
}

int load_calendar_files(const Globals& globals, const Asked& asked) {
    const auto texts = read_all(asked.files);
    if (!texts) return refuse(texts.error());
    return with_speaker(globals, [&](Speaker& speaker) {
        const auto now = calendar_in_force(speaker);
        if (!now) return refuse(now.error());
        const auto next = with_years(*now, *texts);
        if (!next) return refuse(next.error());
        // As JSON one answer is printed: what would change, or what became of it.
        if (asked.dry_run || !globals.json()) print_days(globals, changed_days(*now, *next));
        if (asked.dry_run) return code(Exit::Ok);
        return say_and_print(globals, speaker, CalendarAdoption{*next});
    });
}

/// Every value of a policy by its path: "task/accept/amount".
Json flat(const Json& policy) { return policy.is_object() ? policy.flatten() : Json::object(); }

void print_values(const Globals& globals, const Json& before, const Json& after) {
    Json rows = Json::array();
    TextTable table;
    for (const auto& [path, value] : after.items()) {
        const Json old = before.value(path, Json());
        if (old == value) continue;
        rows.push_back({{"path", path}, {"before", old}, {"after", value}});
        table.rows.push_back({"  " + path.substr(1), json_text(old), "→", json_text(value)});
    }
    for (const auto& [path, value] : before.items()) {
        if (after.contains(path)) continue;
        rows.push_back({{"path", path}, {"before", value}, {"after", nullptr}});
        table.rows.push_back({"  " + path.substr(1), json_text(value), "→", ""});
    }
    if (globals.json()) {
        std::cout << json_text({{"changes", rows}}, 2) << '\n';
        return;
    }
    std::cout << say(globals.language(), "变动的内容：", "values that change: ")
              << table.rows.size() << '\n';
    print(std::cout, table);
}

int adopt_policy(const Globals& globals, const Asked& asked) {
    const auto bytes = disk::read_whole(asked.files.front(), file_bytes_max);
    if (!bytes) return refuse(unread(asked.files.front(), bytes.error()).value());
    auto policy = files::load_policy(*bytes, asked.files.front(), globals.language());
    if (!policy) {
        complain(policy.error());
        return code(Exit::Usage);
    }
    const std::string encoded = encode(*policy, Form::Log);
    return with_speaker(globals, [&](Speaker& speaker) {
        const auto now = speaker.ask("policy");
        if (!now && now.error().kind != Error::Kind::NotFound) return refuse(now.error());
        if (asked.dry_run || !globals.json()) {
            print_values(globals, now ? flat(*now) : Json::object(),
                         flat(Json::from_msgpack(encoded)));
        }
        if (asked.dry_run) return code(Exit::Ok);
        const Bytes hash(to_bytes(sha256(encoded)));
        return say_and_print(globals, speaker, PolicyAdoption{hash, std::move(*policy)});
    });
}

/// `how` carries it out; the noun is there already.
void add_verb(Registry& registry, const char* noun, const char* verb, const char* help,
              int (*how)(const Globals&, const Asked&), bool several) {
    auto* sub = registry.app.get_subcommand(noun)->add_subcommand(verb, help);
    auto asked = std::make_shared<Asked>();
    auto* files = sub->add_option("file", asked->files,
                                  several ? "CN-2027.json; several years at once, if a notice "
                                            "changes them together"
                                          : "policy.toml");
    files->required();
    if (!several) files->expected(1);
    sub->add_flag("--dry-run", asked->dry_run, "show what would change, and propose nothing");
    sub->callback([&registry, asked, how] {
        registry.chosen = [&registry, asked, how] { return how(registry.globals, *asked); };
    });
}

}  // namespace

void add_adoption(Registry& registry) {
    add_verb(registry, "calendar", "load", "Proposes the working days of a year",
             load_calendar_files, true);
    add_verb(registry, "policy", "adopt", "Proposes a changed policy", adopt_policy, false);
}

}  // namespace dudao
