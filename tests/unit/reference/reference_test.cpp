// docs/reference/ is made of what runs: the records of commands, events, messages and rows, the
// words of their enums, the bounds, the rights, the sentences of refusals. A field that is added
// turns this red until the pages are renewed with DUDAO_RENEW=1.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "broker/queries.h"
#include "describe.h"
#include "domain/view_rows.h"
#include "refusals/table.h"
#include "seal/seal.h"
#include "support/county.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"

namespace dudao::test {
namespace {

const std::string root = DUDAO_SOURCES;

const Sources& sources() {
    static const Sources all(
        {root + "/common/domain", root + "/common/wire", root + "/common/seal", root + "/broker"});
    return all;
}

std::string text_of(const std::string& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Lines of a paragraph at most as wide as a document's; tables stay as they are.
std::string wrapped(const std::string& text) {
    constexpr std::size_t columns = 100;
    std::string out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        while (line.size() > columns && !line.starts_with('|')) {
            const auto blank = line.rfind(' ', columns);
            if (blank == line.npos) break;
            out += line.substr(0, blank) + "\n";
            line.erase(0, blank + 1);
        }
        out += line + "\n";
    }
    return out;
}

/// The whole of a page; with DUDAO_RENEW=1 it is put there.
void is_the_page(const std::string& name, const std::string& text) {
    const std::string made = wrapped(text);
    const std::string file = root + "/docs/reference/" + name;
    if (std::getenv("DUDAO_RENEW")) std::ofstream(file) << made;
    const std::string stands = text_of(file);
    const auto differs = std::mismatch(stands.begin(), stands.end(), made.begin(), made.end());
    if (differs.first == stands.end() && differs.second == made.end()) return;
    const auto line = std::count(stands.begin(), differs.first, '\n') + 1;
    ADD_FAILURE() << file << ":" << line << " is not what the records say; renew it with "
                  << "DUDAO_RENEW=1";
}

/// "plan keeper, leader": the words of the bits that are set.
template <NamedEnum E>
std::string words_of(std::uint32_t bits) {
    std::string list;
    for (const auto& [each, word] : Names<E>::table) {
        if ((bits & bit(each)) == 0) continue;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    std::replace(list.begin(), list.end(), '_', ' ');
    return list;
}

std::string who(const Right& right) {
    if (right.roles == rights::anybody) return "whom it waits for";
    const std::string people = words_of<Role>(right.roles);
    const std::string processes = words_of<KeyKind>(right.process);
    return people + (people.empty() || processes.empty() ? "" : ", ") + processes;
}

constexpr const char* made_note =
    "<!-- made by tests/unit/reference of the records; renew it with DUDAO_RENEW=1 -->\n\n";

/// With a capital letter.
std::string sentence(std::string_view words) {
    std::string text(words);
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string commands_page(Described& described) {
    std::string out = std::string("# Commands\n\n") + made_note +
                      "Each is the `name` of a `command` message; `args` is a MessagePack map of "
                      "its fields ([protocol.md](../protocol.md)). A field that is left out is "
                      "0, empty or false, or what stands behind its type. Types and bounds: "
                      "[records.md](records.md). *Who* says who may ask at all; where, and about "
                      "what, is the command's rule.\n\n"
                      "| command | who | who confirms |\n|---|---|---|\n";
    std::string sections;
    for (std::size_t i = 0; i < command_declarations.size(); ++i) {
        const CommandDeclaration& each = command_declarations.at(i);
        const std::string name(each.name);
        std::string at = name;
        std::erase(at, '.');
        out += "| [`" + name + "`](#" + at + ") | " + who(each.right) + " | " +
               words_of<Role>(each.right.confirm) + " |\n";
        sections += "\n## `" + name + "`\n\n" + sentence(each.title.en) + " · " +
                    std::string(each.title.zh) + ". ";
        if (!each.help.en.empty()) sections += "To " + std::string(each.help.en) + ". ";
        sections += std::visit(
            [&]<class T>(const T&) {
                const std::string about = described.about<T>();
                return (about.empty() ? "" : about + " ") + "\n\n" + described.fields<T>(true);
            },
            blank_command(i));
    }
    return std::regex_replace(out + sections, std::regex(" +\n"), "\n");
}

template <class... T>
std::string event_sections(Described& described, const std::variant<T...>*) {
    std::string out;
    ((out += "\n## `" + std::string(T::as_event) + "`\n\n" +
             (described.about<T>().empty() ? "" : described.about<T>() + "\n\n") +
             described.fields<T>(false)),
     ...);
    return out;
}

std::string events_page(Described& described) {
    std::string out =
        std::string("# Events\n\n") + made_note +
        "The body of an event in the log is a map of these fields; its head, and the entry that "
        "holds it, stand in [protocol.md](../protocol.md#4-the-log). What is *words* in a command "
        "is here `nil`, or a list of two `bytes`: the reference (16) and the commitment (32). An "
        "event that is also a command has the same fields.\n";
    out += event_sections(described, static_cast<const EventBodies*>(nullptr));
    return out;
}

/// Type names of the twelve messages, with their fields.
template <std::size_t... I>
std::string message_sections(Described& described, std::index_sequence<I...>) {
    std::string out;
    ((out += "\n### `" + std::string(wire::name(std::variant_alternative_t<I, wire::Body>{})) +
             "`\n\n" +
             (described.about<std::variant_alternative_t<I, wire::Body>>().empty()
                  ? ""
                  : described.about<std::variant_alternative_t<I, wire::Body>>() + "\n\n") +
             described.fields<std::variant_alternative_t<I, wire::Body>>(false)),
     ...);
    return out;
}

/// What a question is answered with.
struct Shown {
    bool many = false;
    std::string name;                 // of the record
    std::vector<std::string> fields;  // of a row
    std::string table;
};
template <Record T>
Shown row(Described& described, bool many) {
    std::string name = short_name(full_name<T>());
    name = name.substr(name.rfind(':') == name.npos ? 0 : name.rfind(':') + 1);
    Shown shown{many, name, {}, described.fields<T>(false)};
    T blank{};
    for_each_field(blank,
                   [&](std::string_view field, const auto&) { shown.fields.emplace_back(field); });
    return shown;
}

std::map<std::string, Shown> rows(Described& d) {
    return {{"status", row<broker::Status>(d, false)},
            {"me", row<broker::Me>(d, false)},
            {"tasks", row<Task>(d, true)},
            {"task", row<Task>(d, false)},
            {"findings", row<Finding>(d, true)},
            {"finding", row<Finding>(d, false)},
            {"rectifications", row<Rectification>(d, true)},
            {"rectification", row<Rectification>(d, false)},
            {"demands", row<Demand>(d, true)},
            {"cases", row<Case>(d, true)},
            {"case", row<Case>(d, false)},
            {"assignments", row<Assignment>(d, true)},
            {"assignment", row<Assignment>(d, false)},
            {"teams", row<TeamRow>(d, true)},
            {"team_devices", row<TeamDevice>(d, true)},
            {"plans", row<Plan>(d, true)},
            {"plan", row<Plan>(d, false)},
            {"proposals", row<broker::ProposalShown>(d, true)},
            {"proposal", row<broker::ProposalShown>(d, false)},
            {"calendar", row<Calendar>(d, false)},
            {"policy", row<Policy>(d, false)},
            {"groups", row<GroupRow>(d, true)},
            {"units", row<UnitRow>(d, true)},
            {"checklists", row<ChecklistRow>(d, true)},
            {"posts", row<PostRow>(d, true)},
            {"grants", row<GrantRow>(d, true)},
            {"keys", row<KeyRow>(d, true)}};
}

std::string messages_page(Described& described) {
    using broker::Question;
    std::string out =
        std::string("# Messages and questions\n\n") + made_note +
        "## Messages\n\nThe bodies of frames `[1, type, jurisdiction, body]`, each "
        "under its type.\n" +
        message_sections(described, std::make_index_sequence<std::variant_size_v<wire::Body>>{}) +
        "\n## Questions\n\n`what` of a `query`, and the `result` that it is answered "
        "with. A list of matters has at most 500 rows, the newest first; groups, units, "
        "checklists, posts, grants and keys come whole. Only rows that the asker may see are "
        "there, and a row "
        "leaves out what is not theirs (the target before the check-in, the lead of a "
        "finding): [who sees what](../security.md#5-who-sees-what). *Words* of people are "
        "here as in the log: `nil`, or reference and commitment.\n\n"
        "| `what` | `id` | `filter` | `result` |\n|---|---|---|---|\n";
    const auto shown = rows(described);
    std::set<std::string> told;
    std::string sections;
    for (const Question& each : broker::questions()) {
        const auto at = shown.find(std::string(each.name));
        EXPECT_NE(at, shown.end()) << "say what '" << each.name << "' is answered with";
        if (at == shown.end()) continue;
        const std::string name = at->second.name;
        out += "| `" + std::string(each.name) + "` | " +
               (each.id == Question::Id::None     ? ""
                : each.id == Question::Id::Number ? "decimal digits"
                                                  : "its id") +
               " | " + (each.open ? "`open`: not done yet" : "") + " | " +
               (at->second.many ? "list of " : "") + "[" + name + "](#" + anchor(name) + ") |\n";
        if (told.insert(name).second) sections += "\n### " + name + "\n\n" + at->second.table;
    }
    out +=
        "| `evidence` | the hash, 64 lower-case hex digits | the offset, decimal digits | bytes "
        "of the file, at most 262144 |\n"
        "| `returned` | decimal digits, of an assignment | | 32 bytes of salt, then why its report "
        "was returned, in UTF-8; to its hands |\n";
    return out + sections;
}

std::string table_of(const std::vector<Constant>& constants) {
    std::string out = "| bound | value | of what |\n|---|---|---|\n";
    for (const Constant& each : constants) {
        out += "| `" + each.name + "` | " + in_cell(each.value) + " | " + in_cell(each.comment) +
               " |\n";
    }
    return out;
}

std::string records_page(const Described& described) {
    std::string out =
        std::string("# Types, records, words and bounds\n\n") + made_note +
        "## Types\n\n"
        "| type | MessagePack | value |\n|---|---|---|\n"
        "| flag | `bool` | |\n"
        "| number | `int` | whole, within 64 bits; never a float |\n"
        "| number: task | `uint` | an id that the broker made: event index × 16 + ordinal; 0 is "
        "nobody's |\n"
        "| id: unit | `str` | `[A-Za-z0-9._-]{1,64}`, or empty: nobody's |\n"
        "| id: finding | `str` | a ULID made by its device |\n"
        "| id: evidence | `str` | SHA-256 of the file, 64 lower-case hex digits |\n"
        "| id: key | `str` | the first 32 hex digits of SHA-256 of the public key |\n"
        "| text | `str` | UTF-8 without control characters, bounded in letters (code points) |\n"
        "| words | `str` | free text of people: UTF-8, of control characters only tab and the ends "
        "of lines, bounded in bytes. In the log and in answers: `nil`, or `[reference, "
        "commitment]` |\n"
        "| bytes | `bin` | raw: hashes, keys, sealed blobs |\n"
        "| moment | `int` | milliseconds since 1970-01-01T00:00Z; 0: not said. In a command "
        "between 2000 and 2200 |\n"
        "| span | `int` | milliseconds |\n"
        "| word of X | `str` | one of the words of X, below |\n"
        "| list | `array` | |\n"
        "| list of pairs | `array` of arrays of two | |\n"
        "| a record | `map` | keys are the names of its fields; an unknown or doubled one is "
        "refused by name, one left out has its default |\n"
        "\n## Records\n\nWhat commands, events, messages and rows are made of.\n";
    for (const auto& [name, section] : described.records()) {
        out += "\n### " + name + "\n\n" + section;
    }
    out += "\n## Words\n";
    for (const auto& [name, words] : described.words()) {
        out += "\n### " + name + "\n\n" + words + "\n";
    }
    out +=
        "\n## Bounds\n\nOf what people and files may say; a command beyond one is refused as "
        "`bad_input`, or as `full` where rows that stand already leave no room.\n\n" +
        table_of(constants_in(root + "/common/domain/bounds.h")) +
        "\nOf the wire and the log.\n\n" + table_of(constants_in(root + "/common/wire/limits.h"));
    return out;
}

std::string refusals_page() {
    std::string out =
        std::string("# Refusals\n\n") + made_note +
        "The sentences that an answer's `said.code` names ([protocol.md](../protocol.md)). A "
        "`{hole}` is an argument of that name. What each `why` means, and what a sender does, "
        "stands in the protocol.\n\n"
        "| code | what was wrong | what would be right | 原因 | 如何更正 "
        "|\n|---|---|---|---|---|\n";
    for (const refusals::Sentence& each : refusals::table) {
        out += "| `" + std::string(each.code) + "` | " + in_cell(std::string(each.en.what)) +
               " | " + in_cell(std::string(each.en.mend)) + " | " +
               in_cell(std::string(each.zh.what)) + " | " + in_cell(std::string(each.zh.mend)) +
               " |\n";
    }
    return out;
}

template <Record T>
std::string section(Described& described, const std::string& heading) {
    const std::string about = described.about<T>();
    return "\n### " + heading + "\n\n" + (about.empty() ? "" : about + "\n\n") +
           described.fields<T>(false);
}

std::string beside_the_messages(Described& described) {
    return "\n## Rows of the views\n\nTables in Redis that a worker keeps "
           "([integration.md](../integration.md)).\n" +
           section<views::JurisdictionRow>(described, "`{j}:v:jurisdiction`") +
           section<views::UnitRow>(described, "`{j}:v:units`") +
           section<views::TaskRow>(described, "`{j}:v:tasks`") +
           section<views::FindingRow>(described, "`{j}:v:findings`") +
           section<views::LedgerRow>(described, "`{j}:v:ledger`") + "\n## Beside the messages\n" +
           section<Receipt>(described, "Receipt") +
           section<seal::TaskBody>(described, "Sealed body");
}

TEST(Reference, the_pages_are_what_the_records_say) {
    ASSERT_GT(sources().size(), 100U);
    Described described(sources());
    is_the_page("commands.md", commands_page(described));
    is_the_page("events.md", events_page(described));
    is_the_page("messages.md", messages_page(described) + beside_the_messages(described));
    is_the_page("records.md", records_page(described));
    is_the_page("refusals.md", refusals_page());
}

/// A county that has something of everything that may be asked for.
TEST(Reference, each_question_is_answered_with_the_fields_on_the_page) {
    using broker::Question;
    County county;
    county.confirmed(Severity::Grave);
    county.in_progress();
    Described described(sources());
    const auto shown = rows(described);
    int held = 0;
    for (const Question& each : broker::questions()) {
        if (each.id != Question::Id::None) continue;  // a row of the list
        const auto said = broker::answer(county.state, county.as(county.officer),
                                         wire::Query{1, {}, std::string(each.name), "", ""});
        ASSERT_TRUE(said) << each.name;
        nlohmann::ordered_json answer = nlohmann::ordered_json::from_msgpack(*said);
        const Shown& on_page = shown.at(std::string(each.name));
        EXPECT_EQ(answer.is_array(), on_page.many) << each.name;
        if (answer.is_array()) {
            if (answer.empty()) continue;
            answer = answer[0];
        }
        std::vector<std::string> fields;
        for (const auto& [name, value] : answer.items()) fields.push_back(name);
        EXPECT_EQ(fields, on_page.fields) << each.name;
        ++held;
    }
    EXPECT_GT(held, 6);
}

/// Every word that a refusal or a result may give as its reason has a row in the protocol.
TEST(Reference, each_why_has_its_row_in_the_protocol) {
    std::set<std::string> whys;
    for (const auto& [why, word] : Names<Why>::table) whys.insert(std::string(word));
    const std::regex given(
        R"re((?:reject\(\w+\.?\w*, call, |\.why = |return |\? )"([a-z_]+)"[,; ])re");
    for (const char* file : {"commands.cpp", "questions.cpp", "queries.cpp"}) {
        std::string text = text_of(root + "/broker/" + file);
        text = std::regex_replace(text, std::regex(R"(\s+)"), " ");
        for (std::sregex_iterator at(text.begin(), text.end(), given), end; at != end; ++at) {
            whys.insert((*at)[1]);
        }
    }
    for (const char* known :
         {"busy", "gap", "id_reused", "unknown_session", "forgotten", "broken", "altered"}) {
        EXPECT_TRUE(whys.contains(known)) << known << ": this test does not see it any more";
    }
    const std::string protocol = text_of(root + "/docs/protocol.md");
    for (const std::string& why : whys) {
        EXPECT_NE(protocol.find("\n| `" + why + "` |"), std::string::npos)
            << "docs/protocol.md does not say what a sender does after '" << why << "'";
    }
}

}  // namespace
}  // namespace dudao::test
