// What a sender does on a link that comes, goes, is slow and is silent.
#include "client/uplink.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/message_codec.h"

namespace dudao {
namespace {

class Uplinks : public testing::Test {
 protected:
    void offer(int rows) {
        for (int i = 0; i < rows; ++i) link_.offer(link_.make(ConfirmProposal{}, {}, "t"));
    }
    void hear(wire::Body body) {
        heard_ = link_.receive(wire::encode(wire::Message{"gqc", std::move(body)}), now_);
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
        for (const std::string& bytes : link_.to_send(now_)) {
            const auto message = wire::decode(bytes);
            EXPECT_TRUE(message);
            if (const auto* call = std::get_if<wire::CommandCall>(&message->body)) {
                numbers.push_back(call->n);
            }
        }
        return numbers;
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
    EXPECT_FALSE(heard);
    EXPECT_FALSE(link_.welcomed());
    EXPECT_EQ(link_.unread(), 1U);
}

}  // namespace
}  // namespace dudao
