// The nouns of the domain: list, show, and every command of the domain under its own name.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "accounts/invitation_code.h"
#include "cli/exit_code.h"
#include "cli/nouns/form.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/help.h"
#include "cli/nouns/listing.h"
#include "cli/nouns/rows.h"
#include "cli/nouns/speaker.h"
#include "cli/nouns/view_lists.h"
#include "cli/output.h"
#include "client/issue.h"
#include "hex.h"
#include "ledger/hash.h"
#include "ledger/key_id.h"
#include "messages/number_text.h"
#include "messages/refusals.h"
#include "process/process.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto nouns = std::to_array<Noun>({
    {"plan",
     "plans",
     "plan",
     "plan",
     MatterKind::Plan,
     "Plans: what is inspected in a period",
     {"state", "draft.title", "draft.start", "draft.end", "author", "approver"},
     {"state", "author", "approver"}},
    {"task",
     "tasks",
     "task",
     "task",
     MatterKind::Task,
     "Inspections",
     {"state", "kind", "group", "accept_due", "check_in_due", "target"},
     {"state", "kind", "group", "target"}},
    {"finding",
     "findings",
     "finding",
     "finding",
     {},
     "What was found",
     {"state", "versions.category", "versions.severity", "versions.unit", "task", "rectification",
      "recorded_at"},
     {"state", "versions.category", "versions.severity", "versions.unit", "task"}},
    {"rectification",
     "rectifications",
     "rectification",
     "rectification",
     MatterKind::Rectification,
     "Duties to put a finding right",
     {"state", "severity", "unit", "responsible", "deadline", "step"},
     {"state", "severity", "unit", "responsible", "verifier", "step"}},
    {"demand",
     "demands",
     "",
     "demand",
     {},
     "Explanations, undertakings and interviews asked for",
     {"state", "kind", "rectification", "unit", "person", "due"},
     {"state", "kind", "rectification", "unit", "person"}},
    {"case",
     "cases",
     "case",
     "case",
     MatterKind::Case,
     "Leads and accountability cases",
     {"state", "track", "source", "unit", "due", "opened_at"},
     {"state", "track", "source", "unit"}},
    {"team",
     "teams",
     "",
     "",
     {},
     "Case teams, never drawn to a village",
     {"name_zh", "name_en", "head", "members"},
     {"head"}},
    {"assignment",
     "assignments",
     "assignment",
     "assignment",
     MatterKind::Assignment,
     "What a case asks of a case team, sealed for its devices",
     {"state", "kind", "paper", "lead", "team", "due"},
     {"state", "kind", "lead", "team"}},
    {"group",
     "groups",
     "",
     "",
     {},
     "Supervision groups",
     {"name_zh", "name_en", "head", "members"},
     {"head"}},
    {"unit",
     "units",
     "",
     "",
     {},
     "Units of the jurisdiction",
     {"parent", "level", "name_zh", "name_en"},
     {"parent", "level"}},
    {"checklist", "checklists", "", "", {}, "Checklists", {"theme", "zh", "en"}, {"theme"}},
    {"person", "", "", "", {}, "People", {}, {}},
    {"post",
     "posts",
     "",
     "",
     {},
     "Posts, their holders and deputies",
     {"unit", "role", "holder", "deputy"},
     {"unit", "role", "holder", "deputy"}},
    {"grant",
     "grants",
     "",
     "",
     {},
     "Roles given for a term",
     {"person", "role", "scope", "until", "approver", "second"},
     {"person", "role", "scope"}},
    {"conflict", "", "", "", {}, "Conflicts of interest", {}, {}},
    {"contact", "", "", "", {}, "Where people's notices go", {}, {}},
    {"notice", "", "", "", {}, "Notices: a test to oneself", {}, {}},
    {"key",
     "keys",
     "",
     "",
     {},
     "Keys and what they speak as",
     {"kind", "person", "group", "team", "incarnation", "revoked"},
     {"kind", "person", "group", "team", "revoked"}},
    {"invitation", "", "", "", {}, "Codes with which people make their own accounts", {}, {}},
    {"access", "", "", "", {}, "Who can speak: end it at once", {}, {}},
    {"incarnation", "", "", "", {}, "Numbering of a restored device", {}, {}},
    {"evidence", "", "", "", {}, "Evidence", {}, {}},
    {"proposal",
     "proposals",
     "proposal",
     "proposal",
     MatterKind::Proposal,
     "What waits for a second person: list, confirm, refuse",
     {"waits_for_you", "command", "proposer", "at", "lapses"},
     {"command", "proposer"}},
});

/// The noun of a command; some commands are listed under another noun here.
std::string noun_of(std::string_view command) {
    const std::string subject(command.substr(0, command.find('.')));
    return subject == "lead" ? "case" : subject;
}

/// The noun by whose name a field is called; null: there is none.
const Noun* noun_named_by(std::string_view field) {
    const std::string_view noun = field == "lead" ? "case" : field;
    const auto* at = std::find_if(nouns.begin(), nouns.end(),
                                  [&](const Noun& each) { return each.name == noun; });
    return at == nouns.end() || at->many.empty() ? nullptr : at;
}

/// The id of a short number "2026-12" or "督字〔2026〕12号"; an id is returned unchanged.
Result<std::string> resolve(Speaker& speaker, const Noun& noun, const std::string& given) {
    const auto typed = number_for(noun.numbered, given);
    if (!typed) return tl::unexpected<Error>(typed.error());
    const auto& number = *typed;
    if (!number || noun.many.empty()) return given;
    const auto rows = speaker.ask(std::string(noun.many));
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const Json& row : *rows) {
        if (row.value("year", 0) == number->year && row.value("number", 0) == number->number) {
            return cell_of(row["id"]);
        }
    }
    return fail(Error::Kind::NotFound,
                "no " + std::string(noun.name) + " " + given + ", or not yours to see");
}

void add_names(std::map<std::string, Directory::Name>& names, const Json& rows) {
    for (const Json& row : rows) {
        names[cell_of(row["id"])] = {row.value("name_zh", ""), row.value("name_en", "")};
    }
}

void add_numbers(std::map<std::string, std::string>& numbers, std::string_view kind,
                 const Json& rows, Lang lang) {
    const auto noun = std::find_if(nouns.begin(), nouns.end(),
                                   [kind](const Noun& each) { return each.name == kind; });
    for (const Json& row : rows) numbers[cell_of(row["id"])] = number_of(*noun, row, lang);
}

/// What ids stand for, as far as the speaker may know it; a list that was refused leaves ids.
Directory directory_of(Speaker& speaker, Lang lang) {
    Directory directory;
    const auto rows = [&speaker](const char* what) {
        return speaker.ask(what).value_or(Json::array());
    };
    add_names(directory.units, rows("units"));
    add_names(directory.groups, rows("groups"));
    add_numbers(directory.tasks, "task", rows("tasks"), lang);
    add_numbers(directory.rectifications, "rectification", rows("rectifications"), lang);
    return directory;
}

/// By nobody in particular what has a view is read from there: whoever may read that Redis may.
int list(const Globals& globals, const Noun& noun, bool open_only, const ListAsked& asked) {
    const auto printed = [&](const Json& rows, const Directory& directory) {
        const auto done = print_list(globals, noun, rows, asked, directory);
        return done ? code(Exit::Ok) : refuse(done.error());
    };
    if (is_nobody(globals) && has_view(noun.name)) {
        Directory directory;
        const auto rows = rows_from_views(globals, noun.name, open_only, directory);
        return rows ? printed(*rows, directory) : refuse(rows.error());
    }
    return with_speaker(globals, [&](Speaker& speaker) {
        const auto rows = speaker.ask(std::string(noun.many), {}, open_only ? "open" : "");
        if (!rows) return refuse(rows.error());
        return printed(*rows, directory_of(speaker, globals.language()));
    });
}

/// A proposal contains the recorded bytes of its command; decodes them.
void unfold_args(Json& row) {
    const auto args = row.find("args");
    if (args == row.end() || !args->is_string()) return;
    const auto bytes = bytes_from_hex(args->get<std::string>());
    if (!bytes) return;
    Json fields = Json::from_msgpack(*bytes, true, false);
    if (!fields.is_discarded()) *args = std::move(fields);
}

int show(const Globals& globals, const Noun& noun, const std::string& given) {
    return with_speaker(globals, [&](Speaker& speaker) {
        const auto id = resolve(speaker, noun, given);
        if (!id) return refuse(id.error());
        auto row = speaker.ask(std::string(noun.one), *id);
        if (!row) return refuse(row.error());
        unfold_args(*row);
        if (globals.json()) {
            put_iso_times(*row);
            std::cout << json_text(*row, 2) << '\n';
        } else {
            print_table(globals, fields_of(noun, *row, directory_of(speaker, globals.language()),
                                           globals.language()));
        }
        return code(Exit::Ok);
    });
}

/// The values typed for one command.
struct Typed {
    std::string command;
    std::map<std::string, std::vector<std::string>> given;
    std::string rest;
    AssignmentWords words;  // sealed before they leave
};

/// A field that this program fills in itself.
bool is_made_here(std::string_view command, std::string_view field) {
    if (command == InvitationRow::as_command.name) return field == "code_hash";
    return command == IssueAssignment::as_command.name &&
           (field == "commitment" || field == "sealed");
}

/// A key's id is its own hash: nobody need work it out.
void name_key(Command& command) {
    auto* row = std::get_if<KeyRow>(&command);
    if (row && !row->id && row->public_key.size() == 32) row->id = key_id(row->public_key);
}

/// Makes the code of an invitation, which is told to nobody but who gives it; empty for all else.
std::string make_code(Command& command) {
    auto* invitation = std::get_if<InvitationRow>(&command);
    if (!invitation) return {};
    const std::string letters = invitation_letters(secure_random(invitation_code_bytes));
    invitation->code_hash = Bytes(to_bytes(sha256(letters)));
    return invitation_shown(letters);
}

Result<void> seal_for_team(Speaker& speaker, const AssignmentWords& words, Command& command) {
    auto* issue = std::get_if<IssueAssignment>(&command);
    if (!issue) return {};
    const auto rows = speaker.ask("team_devices", issue->team.text);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::vector<TeamDevice> devices;
    for (const Json& row : *rows) {
        const auto key = bytes_from_hex(row.at("sealing_key").get<std::string>());
        const auto bytes = key.value_or(std::vector<std::uint8_t>{});
        devices.push_back({KeyId{row.at("key").get<std::string>()},
                           Bytes(std::string(bytes.begin(), bytes.end()))});
    }
    return seal_words(*issue, words, devices, speaker.keys(), secure_random);
}

int speak(const Globals& globals, const Typed& typed) {
    return with_speaker(globals, [&](Speaker& speaker) {
        auto given = typed.given;
        for (const FormField& field : form_of(typed.command)) {
            const Noun* named = noun_named_by(field.name);
            if (!named || field.kind != FieldKind::Number) continue;
            for (std::string& value : given[field.name]) {
                const auto id = resolve(speaker, *named, value);
                if (!id) return refuse(id.error());
                value = *id;
            }
        }
        auto command = fill(typed.command, given, typed.rest);
        if (!command) return refuse(command.error());
        if (auto done = seal_for_team(speaker, typed.words, *command); !done) {
            return refuse(done.error());
        }
        name_key(*command);
        const std::string code_made = make_code(*command);
        return say_and_print(globals, speaker, *command, code_made);
    });
}

/// The matter comes first, without a flag: `dudao rectification verify 2026-12 --note …`.
void add_command(CLI::App& app, Registry& registry, const Noun& noun,
                 const CommandDeclaration& declared) {
    const std::string_view name = declared.name;
    const bool zh = registry.globals.language() == Lang::Zh;
    std::string verb(name.substr(name.find('.') + 1));
    std::replace(verb.begin(), verb.end(), '_', '-');
    auto* sub = app.add_subcommand(verb, std::string(zh ? declared.help.zh : declared.help.en));
    auto typed = std::make_shared<Typed>();
    typed->command = name;
    bool first = true;
    for (const FormField& field : form_of(name)) {
        if (is_made_here(name, field.name)) continue;
        const bool own = first && field.name == noun.name;
        first = false;
        auto* option = sub->add_option(own ? field.name : field.flag(), typed->given[field.name],
                                       std::string(help_of(name, field.name)));
        option->type_name(field.hint());
        if (field.kind != FieldKind::List) option->expected(1);
        if (own) option->required();
        option->allow_extra_args(field.kind == FieldKind::List);
    }
    if (name == IssueAssignment::as_command.name) {
        sub->add_option("--text", typed->words.text, "what is to be done; sealed for the team")
            ->required();
        sub->add_option("--whom", typed->words.whom, "the person concerned; sealed as well");
    }
    sub->add_option("--json", typed->rest, "further fields as JSON, or @FILE");
    sub->callback([&registry, typed] {
        registry.chosen = [&registry, typed] { return speak(registry.globals, *typed); };
    });
}

/// As the pages show it, to be compared by eye: "0123 4567 89ab cdef".
std::string grouped(const std::string& id) {
    constexpr std::size_t shown = 16;
    std::string text;
    for (std::size_t at = 0; at < shown; at += 4) text += (at == 0 ? "" : " ") + id.substr(at, 4);
    return text;
}

/// A key of one's own, made where it is used: its secret half never leaves this machine.
int make_key(const Globals& globals, const std::string& file) {
    const KeyPair pair = generate_key_pair();
    if (auto saved = save_key(pair, file); !saved) return refuse(saved.error());
    const std::string hex = to_hex(as_bytes(pair.public_key));
    const std::string id = key_id(pair.public_key).text;
    if (globals.json()) {
        std::cout << json_text({{"id", id}, {"public_key", hex}, {"file", file}}, 2) << '\n';
        return code(Exit::Ok);
    }
    const Lang lang = globals.language();
    std::cout << say(lang, "密钥在 ", "the key is in ") << file
              << say(lang, "，公钥如下，请交纪检干部登记：",
                     "; its public half is for an officer, who enrols it:")
              << '\n'
              << hex << '\n'
              << say(lang, "密钥编号 ", "key no. ") << grouped(id) << '\n'
              << "dudao key enrol --kind person --person PERSON --public-key " << hex << '\n';
    return code(Exit::Ok);
}

void add_key_make(CLI::App& app, Registry& registry) {
    auto file = std::make_shared<std::string>();
    auto* sub = app.add_subcommand("make", "a key of one's own, for this machine");
    sub->add_option("file", *file, "where it is kept, mode 0400; it must not be there")->required();
    sub->callback([&registry, file] {
        registry.chosen = [&registry, file] { return make_key(registry.globals, *file); };
    });
}

}  // namespace

void add_matters(Registry& registry) {
    for (const Noun& noun : nouns) {
        auto* app = registry.app.add_subcommand(std::string(noun.name), std::string(noun.help));
        app->require_subcommand(1);
        if (!noun.many.empty()) {
            auto open_only = std::make_shared<bool>(false);
            auto* sub = app->add_subcommand("list", "what you may see, newest first");
            sub->add_flag("--open", *open_only, "only what is still open");
            const auto asked = add_list_options(*sub, noun);
            sub->callback([&registry, &noun, open_only, asked] {
                registry.chosen = [&registry, &noun, open_only, asked] {
                    return list(registry.globals, noun, *open_only, *asked);
                };
            });
        }
        if (noun.name == "key") add_key_make(*app, registry);
        if (!noun.one.empty()) {
            auto id = std::make_shared<std::string>();
            auto* sub = app->add_subcommand("show", "one of them, whole");
            sub->add_option("id", *id, "id, or number such as 改字〔2026〕12号 or 2026-12")
                ->required();
            sub->callback([&registry, &noun, id] {
                registry.chosen = [&registry, &noun, id] {
                    return show(registry.globals, noun, *id);
                };
            });
        }
        for (const CommandDeclaration& each : command_declarations) {
            if (for_people(each.name) && noun_of(each.name) == noun.name)
                add_command(*app, registry, noun, each);
        }
    }
}

}  // namespace dudao
