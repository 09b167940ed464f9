// The hex examples of docs/protocol.md are these bytes: a stranger who follows the page is
// understood. The lists of commands and events are held by tests/unit/reference.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace dudao::test
