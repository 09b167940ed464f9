// What a sender does on a link that comes, goes, is slow and is silent.
#include "client/uplink.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/limits.h"
#include "wire/message_codec.h"

namespace dudao {
namespace {

class Uplinks : public testing::Test {
 protected:
    void offer(int rows) {
        for (int i = 0; i < rows; ++i) link_.offer(link_.make(ConfirmProposal{}, {}, "t"));
    }
    void hear(wire::Body body) {
        const auto events =
            link_.receive(wire::encode(wire::Message{"gqc", std::move(body)}), now_);
        heard_ = events.empty() ? std::nullopt : std::optional(events.front());
    }
    void welcome(std::int64_t credit = 64) {
        hear(wire::Welcome{1, 0, credit, 0, Moment{}, false});
    }
    void answer(std::int64_t n, const std::string& why = "") {
        hear(wire::Answer{1, n, why.empty(), {}, why, "", "", {}});
    }
    /// The numbers of the commands that go out now.
    std::vector<std::int64_t> sent() {
        std::vector<std::int64_t> numbers;
        for (const auto& frame : frames())
            numbers.insert(numbers.end(), frame.begin(), frame.end());
        return numbers;
    }
    /// … and which of them go in one frame.
    std::vector<std::vector<std::int64_t>> frames() {
        std::vector<std::vector<std::int64_t>> frames;
        for (const std::string& bytes : link_.to_send(now_)) {
            frames.emplace_back();
            for (std::string_view rest = bytes; !rest.empty();) {
                const auto message = wire::take_message(rest);
                EXPECT_TRUE(message);
                if (!message) continue;
                const auto* call = std::get_if<wire::CommandCall>(&message->body);
                if (call != nullptr) frames.back().push_back(call->n);
            }
            if (frames.back().empty()) frames.pop_back();  // a greeting
        }
        return frames;
    }
    bool answered() const { return heard_ && std::holds_alternative<Uplink::Answered>(*heard_); }

    using Numbers = std::vector<std::int64_t>;
    std::int64_t now_ = 10'000;
    Uplink link_{Uplink::Options{"gqc", "test"}};
    std::optional<Uplink::Event> heard_;
};

TEST_F(Uplinks, send_nothing_before_they_are_welcome_and_then_in_order) {
    offer(3);
    link_.connected(now_);
    EXPECT_EQ(sent(), Numbers{});
    welcome();
    EXPECT_EQ(sent(), (Numbers{1, 2, 3}));
    EXPECT_EQ(sent(), Numbers{}) << "once on a link";
}

TEST_F(Uplinks, have_no_more_unanswered_than_their_credit) {
    offer(5);
    link_.connected(now_);
    welcome(2);
    EXPECT_EQ(sent(), (Numbers{1, 2}));
    answer(1);
    EXPECT_TRUE(answered());
    EXPECT_EQ(sent(), Numbers{3});
}

TEST_F(Uplinks, send_what_has_no_answer_again_on_the_next_link_and_under_the_next_welcome) {
    offer(2);
    link_.connected(now_);
    welcome();
    EXPECT_EQ(sent(), (Numbers{1, 2}));
    answer(1);
    link_.disconnected();
    EXPECT_EQ(sent(), Numbers{});
    link_.connected(now_);
    welcome();
    EXPECT_EQ(sent(), Numbers{2});
    hear(wire::Moved{});
    EXPECT_EQ(sent(), Numbers{});
    now_ += 100;
    welcome();
    EXPECT_EQ(sent(), Numbers{2});
    EXPECT_EQ(link_.unanswered(), 1U);
}

TEST_F(Uplinks, keep_what_the_office_had_no_room_for) {
    for (const char* why : {"busy", "gap"}) {
        link_ = Uplink{Uplink::Options{"gqc", "test"}};
        offer(3);
        link_.connected(now_);
        welcome();
        EXPECT_EQ(sent(), (Numbers{1, 2, 3}));
        answer(2, why);
        EXPECT_FALSE(answered()) << why;
        EXPECT_EQ(link_.unanswered(), 3U) << why;
        EXPECT_EQ(sent(), Numbers{}) << "after a pause";
        now_ += 100;
        EXPECT_EQ(sent(), (Numbers{2, 3})) << why;
    }
}

TEST_F(Uplinks, drop_what_is_refused_for_good) {
    offer(1);
    link_.connected(now_);
    welcome();
    EXPECT_EQ(sent(), Numbers{1});
    answer(1, "forbidden");
    EXPECT_TRUE(answered());
    EXPECT_EQ(link_.unanswered(), 0U);
    answer(1, "forbidden");
    EXPECT_FALSE(answered()) << "a second answer is nobody's";
}

TEST_F(Uplinks, notice_that_the_office_is_silent) {
    EXPECT_FALSE(link_.is_dead(now_));
    link_.connected(now_);
    welcome();
    EXPECT_FALSE(link_.is_dead(now_ + 7'999));
    EXPECT_TRUE(link_.is_dead(now_ + 8'000));
    now_ += 5'000;
    hear(wire::Heartbeat{});
    EXPECT_FALSE(link_.is_dead(now_ + 7'999));
    link_.disconnected();
    EXPECT_FALSE(link_.is_dead(now_ + 60'000)) << "there is none to be dead";
}

TEST_F(Uplinks, say_that_they_are_there) {
    link_.connected(now_);
    EXPECT_EQ(link_.to_send(now_).size(), 1U) << "the greeting";
    welcome();
    EXPECT_EQ(link_.to_send(now_ + 1'999).size(), 0U);
    EXPECT_EQ(link_.to_send(now_ + 2'000).size(), 1U);
    EXPECT_EQ(link_.to_send(now_ + 2'001).size(), 0U);
}

TEST_F(Uplinks, read_no_frame_of_another_log) {
    link_.connected(now_);
    const auto heard = link_.receive(
        wire::encode(wire::Message{"other", wire::Welcome{1, 0, 64, 0, Moment{}, false}}), now_);
    EXPECT_TRUE(heard.empty());
    EXPECT_FALSE(link_.welcomed());
    EXPECT_EQ(link_.unread(), 1U);
}

TEST_F(Uplinks, bundle_their_commands_for_a_broker_that_reads_bundles) {
    using Frames = std::vector<std::vector<std::int64_t>>;
    offer(3);
    link_.connected(now_);
    welcome();
    EXPECT_EQ(frames(), (Frames{{1}, {2}, {3}})) << "an earlier broker reads one message a frame";
    link_.disconnected();
    link_.connected(now_);
    wire::Welcome both{1, 0, 64, 0, Moment{}, false};
    both.bundles = true;
    hear(both);
    EXPECT_EQ(frames(), (Frames{{1, 2, 3}}));
    offer(1);
    EXPECT_EQ(frames(), (Frames{{4}})) << "nothing waits for company";
    link_.disconnected();
    link_.connected(now_);
    welcome();
    EXPECT_EQ(frames().size(), 4U) << "another broker was met since";
}

TEST_F(Uplinks, send_no_bundle_beyond_its_bounds) {
    OutboxRow large = link_.make(ConfirmProposal{}, {}, std::string(100'000, 't'));
    for (int i = 0; i < 5; ++i) {
        large.n = i + 1;
        link_.offer(large);
    }
    link_.connected(now_);
    wire::Welcome both{1, 0, 1000, 0, Moment{}, false};
    both.bundles = true;
    hear(both);
    for (const std::string& frame : link_.to_send(now_))
        EXPECT_LE(frame.size(), wire::bundle_bytes_max);
    for (int i = 5; i < 305; ++i) {
        OutboxRow small = link_.make(ConfirmProposal{}, {}, "t");
        small.n = i + 1;
        link_.offer(small);
    }
    std::size_t commands = 0;
    for (const auto& frame : frames()) {
        EXPECT_LE(frame.size(), wire::bundle_messages_max);
        commands += frame.size();
    }
    EXPECT_EQ(commands, 300U);
}

TEST_F(Uplinks, hear_every_message_of_a_bundle) {
    offer(3);
    link_.connected(now_);
    welcome();
    EXPECT_EQ(sent(), (Numbers{1, 2, 3}));
    const auto told = [](std::int64_t n) {
        return wire::encode(wire::Message{"gqc", wire::Answer{1, n, true, {}, "", "", "", {}}});
    };
    EXPECT_EQ(link_.receive(told(1) + told(2) + told(3), now_).size(), 3U);
    EXPECT_EQ(link_.unanswered(), 0U);
    EXPECT_EQ(link_.receive(told(1) + "torn", now_).size(), 0U);
    EXPECT_EQ(link_.unread(), 1U);
}

}  // namespace
}  // namespace dudao
