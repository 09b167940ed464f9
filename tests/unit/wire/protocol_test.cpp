// The hex examples of docs/protocol.md are these bytes, and its lists are made of what the commands
// and events declare: a stranger who follows the page is understood.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "refusals/says.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"

namespace dudao::test {
namespace {

std::string hex(const std::string& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

std::string page() {
    std::ifstream in(DUDAO_PROTOCOL);
    return {std::istreambuf_iterator<char>(in), {}};
}

void stands_on_the_page(const char* what, const std::string& bytes) {
    const std::string line = "`" + std::string(what) + "` " + hex(bytes);
    EXPECT_NE(page().find(line), std::string::npos) << "docs/protocol.md wants:\n" << line;
}

TEST(Protocol, the_hex_examples_are_what_the_code_writes) {
    using wire::CommandCall, wire::Hello, wire::Welcome, wire::Heartbeat, wire::Message;
    stands_on_the_page("hello", encode(Message{"gqc", Hello{1, 0, 1, "example"}}));
    stands_on_the_page("welcome",
                       encode(Message{"gqc", Welcome{1, 0, 64, 7, Moment{1789347600000}, true}}));
    const CommandCall accept{
        1, 1, "ab12", PersonId{"p-1"}, "task.accept", Bytes(encode_args(AcceptTask{TaskId{4096}}))};
    stands_on_the_page("command", encode(Message{"gqc", accept}));
    stands_on_the_page(
        "answer", encode(Message{"gqc", wire::Answer{1, 1, true, {8, 0, 0, 0}, "", "", "", {}}}));
    wire::Answer refusal{
        1, 2, false, {}, "not_now", "cannot accept while on_site", "possible: record", {"record"}};
    stands_on_the_page("refusal", encode(Message{"gqc", refusal}));
    refusal.said = says("not_possible_now", word(task::Verb::Accept), word(task::State::OnSite),
                        dudao::words("verb", {"record"}));
    stands_on_the_page("refusal with said", encode(Message{"gqc", refusal}));
    stands_on_the_page("query",
                       encode(Message{"gqc", wire::Query{1, PersonId{}, "status", "", ""}}));
    stands_on_the_page("heartbeat", encode(Message{"gqc", Heartbeat{}}));
    Event event;
    event.at = Moment{1789347600000};
    event.actor = PersonId{"p-1"};
    event.via = KeyId{"0123456789abcdef"};
    event.trace = "ab12";
    event.body = TaskAccepted{TaskId{4096}};
    stands_on_the_page("event", encode_event(event));
}

/// Fields in order; a `*` marks personal text.
template <Record T>
std::string fields_of(const T& record) {
    std::string list;
    for_each_field(record, [&]<class Member>(std::string_view field, const Member&) {
        list += (list.empty() ? "" : ", ") + std::string(field);
        if (std::is_same_v<Member, Text>) list += "*";
    });
    return list;
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

std::string table_of_commands() {
    std::string table = "| command | fields | who | who confirms |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i < command_declarations.size(); ++i) {
        const CommandDeclaration& each = command_declarations.at(i);
        table +=
            "| `" + std::string(each.name) + "` | " +
            std::visit([](const auto& record) { return fields_of(record); }, blank_command(i)) +
            " | " + who(each.right) + " | " + words_of<Role>(each.right.confirm) + " |\n";
    }
    return table;
}

std::string list_of_events() {
    constexpr std::size_t columns = 100;
    std::string list;
    std::string line = "Event types:";
    for (const std::string_view each : event_names) {
        const std::string word =
            " `" + std::string(each) + (each == event_names.back() ? "`." : "`,");
        if (line.size() + word.size() > columns) {
            list += line + "\n";
            line = word.substr(1);
        } else {
            line += word;
        }
    }
    return list + line + "\n";
}

/// What stands between the two marks of a part that is made; with DUDAO_RENEW=1 it is put there.
void is_made_of(const std::string& part, const std::string& made) {
    const std::string begin = "<!-- made by tests/unit/wire: " + part + " -->\n";
    const std::string text = page();
    const auto from = text.find(begin);
    const auto to = text.find("<!-- end -->", from);
    ASSERT_NE(to, std::string::npos) << part;
    const std::string stands = text.substr(from + begin.size(), to - from - begin.size());
    if (std::getenv("DUDAO_RENEW")) {  // NOLINT(concurrency-mt-unsafe)
        std::ofstream(DUDAO_PROTOCOL)
            << text.substr(0, from + begin.size()) << made << text.substr(to);
        return;
    }
    EXPECT_EQ(stands, made) << "renew it with DUDAO_RENEW=1";
}

TEST(Protocol, the_commands_and_events_on_the_page_are_those_declared) {
    is_made_of("commands", table_of_commands());
    is_made_of("events", list_of_events());
}

}  // namespace
}  // namespace dudao::test
