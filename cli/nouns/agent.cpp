// A group's device, used through the local API of its agent (agents/request.h).
#include <CLI/CLI.hpp>

#include <array>
#include <charconv>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/api/agent_api.h"
#include "cli/exit_code.h"
#include "cli/init/authority.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/listing.h"
#include "cli/nouns/rows.h"
#include "cli/output.h"
#include "cli/tls/certificates.h"
#include "cli/up/run_file.h"
#include "clock.h"
#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;
using Ordered = nlohmann::ordered_json;
constexpr int patience_ms = 20'000;

enum class Value { Text, Number, YesOrNo, List };
struct Field {
    std::string_view name;
    Value value;
    std::string_view help;
    bool required = true;
};
struct Verb {
    std::string_view name;  // on the command line
    std::string_view ask;   // value of "do" in the local API
    std::string_view help;
    bool speaks;  // sent as a member of the group
    std::array<Field, 8> fields{};
};

constexpr Field task{"task", Value::Number, "id of the task"};
constexpr Field finding{"finding", Value::Text, "id that `record` gave"};
constexpr auto verbs = std::to_array<Verb>({
    {"status", "status", "On line? What waits?", false, {}},
    {"list", "tasks", "The tasks on this device, targets opened", false, {}},
    {"checklists", "checklists", "The checklists on this device", false, {}},
    {"outbox", "outbox", "What was kept, and what the office said to it", false, {}},
    {"uplink",
     "uplink",
     "Goes on line or off line",
     false,
     {Field{"online", Value::YesOrNo, "yes or no"}}},
    {"accept", "accept", "Takes the task", true, {task}},
    {"recuse",
     "recuse",
     "A conflict of interest: the next group takes it",
     true,
     {task, Field{"reason", Value::Text, "words"}}},
    {"check-in",
     "check_in",
     "On site: reveals the target to the office",
     true,
     {task, Field{"members", Value::List, "who is there"},
      Field{"latitude_e6", Value::Number, "millionths of a degree", false},
      Field{"longitude_e6", Value::Number, "millionths of a degree", false},
      Field{"accuracy_m", Value::Number, "metres", false},
      Field{"source", Value::Text, "gps, village-code or none", false}}},
    {"leave", "leave", "The group has left the village", true, {task}},
    {"answer",
     "answer",
     "Answers an item of the checklist",
     true,
     {task, Field{"item", Value::Text, "its id"},
      Field{"value", Value::Text, "y, n, a number, a choice", false},
      Field{"text", Value::Text, "words", false}}},
    {"pick",
     "pick",
     "Where two devices answered differently: the head picks",
     true,
     {task, Field{"item", Value::Text, "its id"},
      Field{"index", Value::Number, "which answer, from 0"}}},
    {"record",
     "record",
     "Records a finding",
     true,
     {task, Field{"category", Value::Text, "help, funds …"},
      Field{"severity", Value::Text, "minor, ordinary, serious or grave"},
      Field{"unit", Value::Text, "that is responsible"},
      Field{"text", Value::Text, "what is wrong"},
      Field{"rule", Value::Text, "checklist item or check", false},
      Field{"suspected_breach", Value::YesOrNo, "opens a lead, not shown to the unit", false}}},
    {"amend",
     "amend",
     "Amends a finding; both versions stay",
     true,
     {finding, Field{"category", Value::Text, "help, funds …"},
      Field{"severity", Value::Text, "minor … grave"},
      Field{"unit", Value::Text, "that is responsible"},
      Field{"text", Value::Text, "what is wrong"},
      Field{"rule", Value::Text, "checklist item or check", false},
      Field{"suspected_breach", Value::YesOrNo, "opens a lead, not shown to the unit", false}}},
    {"correct",
     "correct",
     "Put right on the spot",
     true,
     {finding, Field{"how", Value::Text, "words"},
      Field{"evidence", Value::List, "hashes that `attach` gave", false}}},
    {"attach",
     "attach",
     "Evidence: a file of this machine",
     true,
     {Field{"task", Value::Number, "id of the task", false}, Field{"path", Value::Text, "file"},
      Field{"mime", Value::Text, "image/jpeg …"},
      Field{"finding", Value::Text, "id that `record` gave", false},
      Field{"assignment", Value::Number, "id of an assignment, instead of a task", false}}},
    {"report",
     "report",
     "Hands the report in; explain gaps with --gap ITEM=REASON",
     true,
     {task, Field{"final", Value::YesOrNo, "no: a preliminary one"},
      Field{"summary", Value::Text, "words", false}}},
    {"assignments", "assignments", "A case team's assignments on this device, opened", false, {}},
    {"step",
     "step",
     "A step of an assignment: accept, begin, report, recuse",
     true,
     {Field{"assignment", Value::Number, "id of the assignment"},
      Field{"how", Value::Text, "accept, begin, report or recuse"},
      Field{"hands", Value::List, "who is there, to begin: two or more", false},
      Field{"outcome", Value::Text, "to report: done, signed, refusal_noted …", false},
      Field{"text", Value::Text, "what was found, or the reason", false}}},
    {"pair", "pair", "A code with which a phone becomes a member's, once", true, {}},
    {"phones", "phones", "The phones that are paired with this device", false, {}},
    {"unpair",
     "unpair",
     "Ends a phone's pairing: it may say and see nothing more",
     false,
     {Field{"phone", Value::Text, "its id, as `phones` gives it"}}},
});

/// The values typed for one verb.
struct Typed {
    std::map<std::string_view, std::vector<std::string>> values;
    std::vector<std::string> gaps;
    ListAsked asked;  // of a verb that lists
};

std::optional<Json> json_value(Value kind, const std::vector<std::string>& given) {
    const std::string& first = given.front();
    switch (kind) {
        case Value::Text:
            return Json(first);
        case Value::List:
            return Json(given);
        case Value::YesOrNo:
            if (first == "yes" || first == "true") return Json(true);
            if (first == "no" || first == "false") return Json(false);
            return std::nullopt;
        case Value::Number: {
            std::int64_t number = 0;
            const auto [end, error] =
                std::from_chars(first.data(), first.data() + first.size(), number);
            if (error != std::errc{} || end != first.data() + first.size()) return std::nullopt;
            return number < 0 ? Json(number) : Json(static_cast<std::uint64_t>(number));
        }
    }
    return std::nullopt;
}

Result<Json> request_of(const Globals& globals, const Verb& verb, const Typed& typed) {
    Json request = {{"do", verb.ask}};
    if (verb.speaks) {
        if (globals.as.empty())
            return bad_input("nothing says who speaks", "--as PERSON, a member of the group");
        request["as"] = globals.as;
    }
    for (const Field& field : verb.fields) {
        const auto at = typed.values.find(field.name);
        if (field.name.empty() || at == typed.values.end() || at->second.empty()) continue;
        auto value = json_value(field.value, at->second);
        if (!value) {
            return bad_input(std::string(field.name) + ": '" + at->second.front().substr(0, 64) +
                                 "' is not right",
                             field.value == Value::Number ? "a whole number" : "yes or no");
        }
        request[field.name] = std::move(*value);
    }
    for (const std::string& gap : typed.gaps) {
        const auto equals = gap.find('=');
        if (equals == gap.npos)
            return bad_input("--gap: '" + gap.substr(0, 64) + "' has no reason", "ITEM=REASON");
        request["gaps"].push_back(
            {{"item", gap.substr(0, equals)}, {"reason", gap.substr(equals + 1)}});
    }
    return request;
}

Result<std::string> socket_of(const Globals& globals, const std::string& device) {
    const auto run = load_run(globals.folder());
    if (!run) return within("--socket", run.error());
    const auto at = run->agents.find(device);
    if (at != run->agents.end()) return at->second;
    std::string known;
    for (const auto& [name, socket] : run->agents) known += (known.empty() ? "" : ", ") + name;
    return bad_input("--device: '" + device + "' does not run here",
                     known.empty() ? "start dudao-agent" : "one of " + known);
}

constexpr Noun tasks{"task",
                     "",
                     "",
                     "task",
                     MatterKind::Task,
                     "",
                     {"state", "target_zh", "accept_due", "check_in_due"},
                     {"state"}};
constexpr Noun assignments{"assignment",
                           "",
                           "",
                           "assignment",
                           MatterKind::Assignment,
                           "",
                           {"state", "kind", "paper", "whom", "text", "reason", "due"},
                           {"state"}};
constexpr Noun phones{"", "", "", "", {}, "", {"person", "device", "paired_at"}, {"person"}};
constexpr Noun rows{"", "", "", "", {}, "", {"n", "name", "state", "task", "what"}, {"state"}};

/// Of a verb that answers with a list.
const Noun* listed_by(const Verb& verb) {
    if (verb.ask == "tasks") return &tasks;
    if (verb.ask == "assignments") return &assignments;
    if (verb.ask == "outbox") return &rows;
    return verb.ask == "phones" ? &phones : nullptr;
}

/// The URL for a phone: a device that listens on all addresses is reached at the machine's own.
std::string reached_at(const std::string& door) {
    const auto colon = door.rfind(':');
    const std::string host = door.substr(0, colon);
    if (host != "0.0.0.0" && host != "[::]") return "https://" + door;
    const auto addresses = tls::names_of_this_machine().addresses;
    const auto out = std::find_if(addresses.begin(), addresses.end(), [](const std::string& each) {
        return each != "127.0.0.1" && each.find(':') == each.npos;
    });
    return "https://" + (out == addresses.end() ? "localhost" : *out) + door.substr(colon);
}

void print_offer(const Ordered& offer, Lang lang) {
    TextTable table;
    table.rows = {
        {std::string(say(lang, "手机打开", "open on the phone")),
         reached_at(offer.value("door", ""))},
        {std::string(say(lang, "输入配对码", "enter the code")), offer.value("code", "")},
    };
    print(std::cout, table);
    std::cout << say(lang, "十分钟内有效，只能用一次；输错五次即作废。",
                     "Valid for ten minutes and once; void after five wrong tries.")
              << '\n';
}

Result<void> print_answer(const Globals& globals, const Verb& verb, Ordered answer,
                          const ListAsked& asked) {
    answer.erase("id");
    const Lang lang = globals.language();
    if (globals.json()) {
        put_iso_times(answer);
        std::cout << json_text(answer, 2) << '\n';
    } else if (verb.ask == "tasks") {
        for (Ordered& row : answer["tasks"]) row["id"] = row["task"];
        return print_list(globals, tasks, answer["tasks"], asked, {});
    } else if (verb.ask == "assignments") {
        for (Ordered& row : answer["assignments"]) row["id"] = row["assignment"];
        return print_list(globals, assignments, answer["assignments"], asked, {});
    } else if (verb.ask == "outbox") {
        return print_list(globals, rows, answer["rows"], asked, {});
    } else if (verb.ask == "phones") {
        return print_list(globals, phones, answer["phones"], asked, {});
    } else if (verb.ask == "pair") {
        print_offer(answer, lang);
    } else if (answer.contains("n")) {
        std::cout << say(lang, "✓ 已存本机，未到办公室，第",
                         "✓ kept on the device, not yet at the office: row ")
                  << answer["n"];
        for (const char* made : {"finding", "hash"}) {
            if (answer.contains(made))
                std::cout << "  " << made << " " << printable(cell_of(answer[made]));
        }
        std::cout << '\n';
    } else {
        print_table(globals, fields_of(rows, answer, {}, lang));
    }
    return {};
}

int ask(const Globals& globals, const std::string& device, const std::string& socket,
        const Verb& verb, const Typed& typed) {
    const auto refuse = [](const Error& error) {
        complain(error);
        return code(exit_of(error));
    };
    const auto request = request_of(globals, verb, typed);
    if (!request) return refuse(request.error());
    const auto path = socket.empty() ? socket_of(globals, device) : Result<std::string>(socket);
    if (!path) return refuse(path.error());
    auto api = AgentApi::connect(*path);
    if (!api) return refuse(api.error());
    const auto answer = api->call(*request, patience_ms);
    if (!answer) return refuse(answer.error());
    const auto printed = print_answer(globals, verb, Ordered::parse(answer->dump()), typed.asked);
    return printed ? code(Exit::Ok) : refuse(printed.error());
}

/// Issues the certificate of the page for phones, on the machine with the county's authority, for a
/// device on any machine.
int issue_certificate(const Globals& globals, const std::string& device,
                      const std::vector<std::string>& hosts) {
    const auto refuse = [](const Error& error) {
        complain(error);
        return code(exit_of(error));
    };
    const StateFolder folder = globals.folder();
    const auto founded = load_jurisdiction(folder);
    if (!founded) return refuse(founded.error());
    const auto& devices = founded->devices;
    if (std::find(devices.begin(), devices.end(), device) == devices.end()) {
        return refuse({Error::Kind::BadInput, "--device: '" + device + "' is not of this county",
                       "a name of devices.csv"});
    }
    const auto issued = init::ensure_server(folder, device, hosts, SystemClock().now());
    if (!issued) return refuse(issued.error());
    std::cout << folder.field_certificate(device).string() << '\n'
              << folder.field_key(device).string() << '\n';
    return code(Exit::Ok);
}

}  // namespace

void add_agent(Registry& registry) {
    auto* app = registry.app.add_subcommand(
        "agent", "A group's device: works without network, sends when it can");
    app->require_subcommand(1);
    auto device = std::make_shared<std::string>();
    auto socket = std::make_shared<std::string>();
    app->add_option("--device", *device, "its name, as in `dudao up`");
    app->add_option("--socket", *socket, "or the socket of its local API");
    auto* certificate =
        app->add_subcommand("certificate", "Issues the certificate of a device's page for phones");
    auto hosts = std::make_shared<std::vector<std::string>>();
    certificate->add_option("--host", *hosts,
                            "a name or address of the device's machine, beside this one's own");
    certificate->callback([&registry, device, hosts] {
        registry.chosen = [&registry, device, hosts] {
            return issue_certificate(registry.globals, *device, *hosts);
        };
    });
    for (const Verb& verb : verbs) {
        auto* sub = app->add_subcommand(std::string(verb.name), std::string(verb.help));
        auto typed = std::make_shared<Typed>();
        bool first = true;
        for (const Field& field : verb.fields) {
            if (field.name.empty()) continue;
            std::string flag(field.name);
            std::replace(flag.begin(), flag.end(), '_', '-');
            auto* option = sub->add_option(first ? flag : "--" + flag, typed->values[field.name],
                                           std::string(field.help));
            if (field.value != Value::List) option->expected(1);
            if (field.required) option->required();
            first = false;
        }
        if (verb.ask == "report") sub->add_option("--gap", typed->gaps, "ITEM=REASON");
        const Noun* listed = listed_by(verb);
        const auto asked = listed ? add_list_options(*sub, *listed) : nullptr;
        sub->callback([&registry, &verb, device, socket, typed, asked] {
            registry.chosen = [&registry, &verb, device, socket, typed, asked] {
                if (asked) typed->asked = *asked;
                return ask(registry.globals, *device, *socket, verb, *typed);
            };
        });
    }
}

}  // namespace dudao
