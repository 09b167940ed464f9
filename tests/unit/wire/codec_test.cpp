#include <gtest/gtest.h>

#include "domain/apply.h"
#include "ledger/hash.h"
#include "support/county.h"
#include "wire/codec.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"
#include "wire/personal.h"

namespace dudao::test {
namespace {

/// A county that has seen most of what can happen.
County lived() {
    County county;
    const auto id = county.in_progress(Severity::Minor);
    county.must(ClimbByHand{id, 2, Text{"急", "ref", "c"}}, county.officer);
    county.run_for(days(60));
    county.released();
    return county;
}

TEST(EventCodec, every_event_reads_back_to_the_same_bytes) {
    for (const Event& event : lived().log) {
        const std::string bytes = encode_event(event);
        const auto read = decode_event(bytes);
        ASSERT_TRUE(read) << name(event.body) << ": " << read.error().text();
        EXPECT_EQ(encode_event(*read), bytes) << name(event.body);
    }
}

TEST(EventCodec, folding_the_decoded_log_gives_the_same_state) {
    const County county = lived();
    State state;
    for (const Event& event : county.log) apply(state, *decode_event(encode_event(event)));
    EXPECT_EQ(encode_state(state), encode_state(county.state));
}

TEST(Snapshot, the_state_reads_back_to_the_same_bytes) {
    const std::string bytes = encode_state(lived().state);
    const auto read = decode_state(bytes);
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(encode_state(*read), bytes);
}

TEST(Snapshot, a_state_larger_than_any_message_reads_back) {
    State state = lived().state;
    const Task task = state.tasks.begin()->second;
    for (std::uint64_t i = 1; i <= 10'000; ++i) {
        state.tasks.emplace(TaskId{1'000'000 + i}, task).first->second.id = {1'000'000 + i};
    }
    const std::string bytes = encode_state(state);
    ASSERT_GT(bytes.size(), wire::message_bytes_max);
    const auto read = decode_state(bytes);
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(encode_state(*read), bytes);
}

TEST(Text, in_which_nothing_can_be_seen_is_empty_when_it_comes_in) {
    for (const char* nothing : {" ", "\u3000\u00A0", "\u200B\uFEFF", "\u2800", "\u3164\n"}) {
        const RecuseTask said{TaskId{16}, Text{nothing, "", ""}};
        const auto read = decode_command("task.recuse", encode_args(Command{said}));
        ASSERT_TRUE(read) << read.error().text();
        EXPECT_TRUE(std::get<RecuseTask>(*read).reason.empty());
    }
    const RecuseTask said{TaskId{16}, Text{" 亲属\u200B在村 ", "", ""}};
    const auto read = decode_command("task.recuse", encode_args(Command{said}));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<RecuseTask>(*read).reason.value, said.reason.value) << "as it was written";
}

TEST(Personal, words_never_stand_in_an_event) {
    Command command = RecuseTask{TaskId{16}, Text{"亲属在村", "", ""}};
    const auto values = put_aside(command, [](std::size_t n) { return std::string(n, 'r'); });
    ASSERT_EQ(values.size(), 1U);
    EXPECT_EQ(open_value(values[0].second).words, "亲属在村");
    EXPECT_EQ(open_value(values[0].second).commitment,
              std::get<RecuseTask>(command).reason.commitment);
    Event event;
    event.body = TaskRecused{TaskId{16}, std::get<RecuseTask>(command).reason};
    EXPECT_EQ(encode_event(event).find("亲属"), std::string::npos);
}

TEST(Personal, the_same_words_under_another_salt_are_another_commitment) {
    const auto committed = [](char salt) {
        Command command = RecuseTask{TaskId{16}, Text{"亲属在村", "", ""}};
        put_aside(command, [salt](std::size_t n) { return std::string(n, salt); });
        return std::get<RecuseTask>(command).reason.commitment;
    };
    EXPECT_EQ(committed('a'), committed('a'));
    EXPECT_NE(committed('a'), committed('b')) << "who knows the words does not find them";
    // T("pd", salt, words): each part behind its length.
    const std::string parts = std::string("\0\0\0\rdudao/dds1/pd", 17) +
                              std::string("\0\0\0\x20", 4) + std::string(32, 'a') +
                              std::string("\0\0\0\x0c", 4) + "亲属在村";
    EXPECT_EQ(committed('a'), to_bytes(sha256(parts)));
}

TEST(Personal, words_are_found_in_events_and_in_the_commands_that_proposals_keep) {
    const auto found = [](const EventBody& body) {
        Event event;
        event.body = body;
        std::vector<std::string> refs;
        for_each_text(event, [&](const Text& text) {
            if (!text.ref.empty()) refs.push_back(text.ref);
        });
        return refs;
    };
    EXPECT_EQ(found(TaskRecused{TaskId{16}, Text{"", "ref-a", "c"}}),
              (std::vector<std::string>{"ref-a"}));
    EXPECT_TRUE(found(TaskRecused{TaskId{16}, {}}).empty());
    ProposalMade made;
    made.command = "plan.close";
    made.args = Bytes(encode_args(ClosePlan{PlanId{1}, Text{"", "ref-b", "c"}}, Form::Log));
    EXPECT_EQ(found(made), (std::vector<std::string>{"ref-b"}));
    made.args = Bytes("rubbish");
    EXPECT_TRUE(found(made).empty());
}

TEST(CommandCodec, words_with_characters_that_no_one_writes_are_refused_by_their_field) {
    const auto fault = [](const Command& command) {
        const auto read = decode_command(name(command), encode_args(command));
        return read ? std::string() : read.error().what;
    };
    const auto finding = [](const std::string& text) {
        RecordFinding command;
        command.facts.text.value = text;
        return command;
    };
    const std::string refused = "command finding.record: facts.text: wrong value";
    for (const char* strange : {"\x1b[2J", "a\x7f", "\xc2\x9b", "\x01", "汉\xc2\x80"}) {
        EXPECT_EQ(fault(finding(strange)), refused) << strange;
    }
    EXPECT_EQ(fault(finding(std::string("a\0b", 3))), refused);
    for (const char* good : {"", "一、\t二\r\n三", "\xc2\xa0", "¥ é ※"}) {
        EXPECT_EQ(fault(finding(good)), "") << good;
    }
    PlanDraft plan;
    plan.title = "a\x1b";
    EXPECT_EQ(fault(plan), "command plan.draft: title: wrong value");
    ReportTask report;
    report.gaps = {{"R1", {}}, {"R2", Text{"\x07", "", ""}}};
    EXPECT_EQ(fault(report), "command task.report: gaps.reason: wrong value");
}

struct Bad {
    const char* what;
    std::string bytes;
};

TEST(MessageCodec, what_is_malformed_is_refused_with_a_mend) {
    const std::string hello = wire::encode({"gqc", wire::Hello{}});
    std::string nested(40, '\x91');
    nested += '\xc0';
    std::string huge = "\xdd\xff\xff\xff\xff";
    const Bad all[] = {{"empty", ""},
                       {"torn", hello.substr(0, hello.size() - 1)},
                       {"trailing", hello + "x"},
                       {"nested", nested},
                       {"huge array", huge},
                       {"not an array", "\xc0"},
                       {"oversized", std::string(wire::message_bytes_max + 1, '\xc0')},
                       {"float", std::string("\x94\x01\xa5hello\xa3gqc\xcb\0\0\0\0\0\0\0\0", 20)}};
    for (const Bad& each : all) {
        const auto read = wire::decode(each.bytes);
        ASSERT_FALSE(read) << each.what;
        EXPECT_FALSE(read.error().what.empty()) << each.what;
        EXPECT_FALSE(read.error().mend.empty()) << each.what;
    }
}

TEST(CommandCodec, an_unknown_field_is_named_with_the_known_ones) {
    std::string args;
    Packer pack(args);
    pack.map(1);
    pack.text("tsak");
    pack.integer(1);
    const auto read = decode_command("task.accept", args);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().what.find("tsak"), std::string::npos);
    EXPECT_NE(read.error().mend.find("known: task"), std::string::npos);
}

TEST(CommandCodec, a_wrong_word_is_refused_with_the_list) {
    std::string args;
    Packer pack(args);
    pack.map(1);
    pack.text("verdict");
    pack.text("maybe");
    const auto read = decode_command("finding.decide", args);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().what.find("verdict"), std::string::npos);
    EXPECT_NE(read.error().mend.find("uphold"), std::string::npos);
}

TEST(MessageCodec, every_single_flipped_byte_is_read_or_refused_but_never_kills) {
    const wire::CommandCall call{
        1, 1, "ab12", {}, "task.accept", Bytes(encode_args(AcceptTask{TaskId{1}}))};
    const std::string good = wire::encode({"gqc", call});
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
            const auto read = wire::decode(bad);
            EXPECT_TRUE(read || !read.error().what.empty());
        }
    }
}

TEST(Fold, takes_a_commit_in_its_place_alone) {
    const County county;
    Commit commit;
    for (const Event& event : county.log) commit.events.push_back(encode_event(event));
    State state;
    commit.first = 1;
    EXPECT_FALSE(fold(state, commit));
    EXPECT_EQ(state.leaves, 0U);
    commit.first = 0;
    ASSERT_TRUE(fold(state, commit));
    EXPECT_EQ(state.leaves, county.log.size());
    EXPECT_FALSE(fold(state, commit)) << "nor twice";
    EXPECT_EQ(state.leaves, county.log.size());
}

}  // namespace
}  // namespace dudao::test
