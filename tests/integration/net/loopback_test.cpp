// Real sockets on 127.0.0.1, one loop, no sleeps: each test turns the loop until what it waits for
// has happened or ten seconds are over.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zmq.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <map>
#include <stdexcept>

#include "net/dealer.h"
#include "net/loop.h"
#include "net/router.h"
#include "net/self_test.h"
#include "net/steady.h"
#include "net/zap.h"

namespace dudao {
namespace {

constexpr int zap_token = 1;
constexpr int router_token = 2;
constexpr int dealer_token = 3;
constexpr int test_token = 4;
constexpr std::int64_t limit_ms = 10'000;

/// What poll(2) returned once after a virtual machine had slept: ERESTART_RESTARTBLOCK, 516, which
/// is the kernel's own and not for programs. libzmq's zmq_poll aborts the process on it.
int odd_polls = 0;
int poll_after_a_sleep(pollfd* descriptors, unsigned long count, int milliseconds) {
    if (odd_polls == 0) return system_poll(descriptors, count, milliseconds);
    --odd_polls;
    errno = 516;
    return -1;
}

TEST(Loop, an_error_of_poll_that_nobody_knows_is_an_interrupted_wait) {
    Loop loop(&poll_after_a_sleep);
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    loop.watch(pipe[0], test_token);
    ASSERT_EQ(::write(pipe[1], "x", 1), 1);
    odd_polls = 1;
    EXPECT_TRUE(loop.wait(1000).empty());
    const auto ready = loop.wait(1000);
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_TRUE(ready.front().readable);
    loop.unwatch(pipe[0]);
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST(Loop, an_error_of_poll_that_does_not_end_ends_the_wait_for_good) {
    Loop loop(&poll_after_a_sleep);
    odd_polls = 1000;
    EXPECT_THROW(
        {
            for (int i = 0; i < 1000; ++i) loop.wait(1000);
        },
        std::runtime_error);
    odd_polls = 0;
}

class Loopback : public testing::Test {
 protected:
    Loopback() {
        zap_ = std::make_unique<Zap>(loop_, zap_token, [this](const PublicKey& key, auto domain) {
            const auto known = registry_.find(key);
            return known == registry_.end() || domain != "field" ? std::nullopt
                                                                 : std::optional(known->second);
        });
        router_ = std::make_unique<Router>(loop_, router_token, *zap_, server_, "field");
        const auto bound = router_->bind("tcp://127.0.0.1:0");
        EXPECT_TRUE(bound) << bound.error().text();
    }

    Dealer::Options a_known_client() {
        const auto own = generate_key_pair();
        registry_[own.public_key] = key_id(own.public_key).text;
        return {.own = own, .server = server_.public_key, .reconnect_ms = 50};
    }

    Dealer::Options an_unknown_client() const {
        return {.own = generate_key_pair(), .server = server_.public_key, .reconnect_ms = 50};
    }

    /// Turns the loop until `done` says so; false after the time limit.
    template <class Done>
    bool turn_until(Done done) {
        const auto end = steady_.now_ms() + limit_ms;
        while (!done()) {
            if (steady_.now_ms() > end) return false;
            loop_.wait(20);
            if (zap_) zap_->answer();
        }
        return true;
    }

    bool until_link(Dealer& dealer, Dealer::Link wanted) {
        return turn_until([&] {
            while (const auto event = dealer.link_event()) {
                if (*event == wanted) return true;
            }
            return false;
        });
    }

    std::optional<Incoming> next_message() {
        std::optional<Incoming> message;
        turn_until([&] { return (message = router_->receive()).has_value(); });
        return message;
    }

    std::string next_answer(Dealer& dealer) {
        std::optional<std::string> answer;
        turn_until([&] { return (answer = dealer.receive()).has_value(); });
        return answer.value_or("(none)");
    }

    SelfTest::Outcome outcome_of(SelfTest& test) {
        auto outcome = SelfTest::Outcome::Waiting;
        turn_until([&] {
            outcome = test.step(steady_.now_ms());
            return outcome != SelfTest::Outcome::Waiting;
        });
        return outcome;
    }

    /// A dealer of the raw library, which keeps no bound of its own.
    std::unique_ptr<Socket> a_hostile(const Dealer::Options& keys) {
        auto socket = std::make_unique<Socket>(loop_, ZMQ_DEALER, dealer_token);
        socket->set_keys(keys.own);
        socket->set(ZMQ_CURVE_SERVERKEY, as_bytes(keys.server));
        EXPECT_TRUE(socket->connect(router_->endpoint()));
        return socket;
    }

    void expect_the_server_lives() {
        Dealer dealer(loop_, dealer_token, a_known_client());
        ASSERT_TRUE(dealer.open(router_->endpoint()));
        ASSERT_TRUE(until_link(dealer, Dealer::Link::Up));
        ASSERT_EQ(dealer.send("still there?"), Sent::Sent);
        const auto message = next_message();
        ASSERT_TRUE(message);
        EXPECT_EQ(message->payload, "still there?");
    }

    Loop loop_;
    SystemSteady steady_;
    KeyPair server_ = generate_key_pair();
    std::map<PublicKey, std::string> registry_;
    std::unique_ptr<Zap> zap_;
    std::unique_ptr<Router> router_;
};

TEST_F(Loopback, a_known_key_enters_with_its_user_id_and_is_answered) {
    const auto options = a_known_client();
    Dealer dealer(loop_, dealer_token, options);
    ASSERT_TRUE(dealer.open(router_->endpoint()));
    ASSERT_TRUE(until_link(dealer, Dealer::Link::Up));
    ASSERT_EQ(dealer.send("hello"), Sent::Sent);
    const auto message = next_message();
    ASSERT_TRUE(message);
    EXPECT_EQ(message->payload, "hello");
    EXPECT_EQ(message->user_id, key_id(options.own.public_key).text);
    EXPECT_EQ(router_->send(message->session, "welcome"), Sent::Sent);
    EXPECT_EQ(next_answer(dealer), "welcome");
    EXPECT_EQ(zap_->admitted(), 1U);
}

TEST_F(Loopback, an_unknown_key_is_refused_and_may_come_back_when_registered) {
    const auto options = an_unknown_client();
    Dealer dealer(loop_, dealer_token, options);
    ASSERT_TRUE(dealer.open(router_->endpoint()));
    EXPECT_TRUE(until_link(dealer, Dealer::Link::Refused));
    EXPECT_EQ(dealer.send("let me in"), Sent::Parked);
    EXPECT_EQ(zap_->admitted(), 0U);
    EXPECT_FALSE(router_->receive());

    registry_[options.own.public_key] = "now-known";
    ASSERT_TRUE(dealer.open(router_->endpoint()));
    EXPECT_TRUE(until_link(dealer, Dealer::Link::Up));
}

TEST_F(Loopback, the_self_test_passes_when_a_stranger_is_refused_and_comes_again) {
    SelfTest test(loop_, test_token, router_->endpoint(), server_.public_key);
    EXPECT_FALSE(test.passed());
    EXPECT_EQ(outcome_of(test), SelfTest::Outcome::Refused);
    EXPECT_TRUE(test.passed());
    const auto due = test.next_due();
    EXPECT_EQ(test.step(due - 1), SelfTest::Outcome::Waiting);
    EXPECT_EQ(test.next_due(), due);
    EXPECT_EQ(test.step(due), SelfTest::Outcome::Waiting);
    EXPECT_EQ(test.next_due(), due + SelfTest::limit_ms);
}

TEST_F(Loopback, the_self_test_fails_without_a_handler) {
    zap_.reset();
    SelfTest test(loop_, test_token, router_->endpoint(), server_.public_key);
    EXPECT_EQ(outcome_of(test), SelfTest::Outcome::Admitted);
    EXPECT_FALSE(test.passed());
}

TEST_F(Loopback, the_self_test_fails_when_the_handler_lets_everybody_in) {
    zap_.reset();
    zap_ = std::make_unique<Zap>(loop_, zap_token,
                                 [](const PublicKey&, auto) { return std::string("anybody"); });
    SelfTest test(loop_, test_token, router_->endpoint(), server_.public_key);
    EXPECT_EQ(outcome_of(test), SelfTest::Outcome::Admitted);
}

TEST_F(Loopback, the_self_test_is_not_passed_when_nobody_decides) {
    SelfTest test(loop_, test_token, router_->endpoint(), server_.public_key);
    ManualSteady time(5);
    EXPECT_EQ(test.step(time.now_ms()), SelfTest::Outcome::Waiting);
    time.advance(SelfTest::limit_ms);  // the handler never gets its turn
    EXPECT_EQ(test.step(time.now_ms()), SelfTest::Outcome::Silent);
    EXPECT_FALSE(test.passed());
}

TEST_F(Loopback, an_oversized_message_is_refused_and_the_server_lives) {
    const auto hostile = a_hostile(a_known_client());
    const std::string large(2 << 20, 'x');
    ASSERT_GE(zmq_send(hostile->handle(), large.data(), large.size(), 0), 0);
    expect_the_server_lives();
    EXPECT_FALSE(router_->receive());
}

TEST_F(Loopback, a_message_of_several_frames_comes_without_its_bytes) {
    const auto hostile = a_hostile(a_known_client());
    for (const int flags : {ZMQ_SNDMORE, ZMQ_SNDMORE, 0}) {
        ASSERT_GE(zmq_send(hostile->handle(), "part", 4, flags), 0);
    }
    ASSERT_GE(zmq_send(hostile->handle(), "whole", 5, 0), 0);
    const auto several = next_message();
    ASSERT_TRUE(several);
    EXPECT_FALSE(several->whole);
    EXPECT_EQ(several->payload, "");
    const auto message = next_message();
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->whole);
    EXPECT_EQ(message->payload, "whole");
    EXPECT_EQ(message->session, several->session) << "its sender can be told";
}

TEST_F(Loopback, garbage_at_the_port_does_not_hurt) {
    const auto& endpoint = router_->endpoint();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1))));
    for (const std::string& garbage : {std::string("GET / HTTP/1.1\r\n\r\n"),
                                       std::string(100'000, '\xff'), std::string(64, '\0')}) {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        ASSERT_EQ(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        // The server may hang up before it has read all.
        static_cast<void>(::send(fd, garbage.data(), garbage.size(), MSG_NOSIGNAL));
        ::close(fd);
    }
    expect_the_server_lives();
    EXPECT_EQ(router_->dropped(), 0U);
}

TEST_F(Loopback, a_dealer_goes_offline_and_comes_back) {
    Dealer dealer(loop_, dealer_token, a_known_client());
    EXPECT_EQ(dealer.send("offline"), Sent::Parked);
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(dealer.open(router_->endpoint()));
        ASSERT_TRUE(until_link(dealer, Dealer::Link::Up));
        ASSERT_EQ(dealer.send("round " + std::to_string(round)), Sent::Sent);
        const auto message = next_message();
        ASSERT_TRUE(message);
        EXPECT_EQ(message->payload, "round " + std::to_string(round));
        dealer.close();
        EXPECT_EQ(dealer.send("offline"), Sent::Parked);
        EXPECT_FALSE(dealer.receive());
    }
}

TEST_F(Loopback, a_session_that_has_ended_is_reported_as_gone) {
    Dealer dealer(loop_, dealer_token, a_known_client());
    ASSERT_TRUE(dealer.open(router_->endpoint()));
    ASSERT_TRUE(until_link(dealer, Dealer::Link::Up));
    ASSERT_EQ(dealer.send("hello"), Sent::Sent);
    const auto message = next_message();
    ASSERT_TRUE(message);
    dealer.close();
    EXPECT_TRUE(turn_until([&] { return router_->send(message->session, "task") == Sent::Gone; }));
    EXPECT_EQ(router_->send("nobody", "task"), Sent::Gone);
    EXPECT_EQ(router_->send("", "task"), Sent::Gone);
}

TEST_F(Loopback, a_peer_that_does_not_read_is_parked) {
    const auto hostile = a_hostile(a_known_client());
    ASSERT_GE(zmq_send(hostile->handle(), "hello", 5, 0), 0);
    const auto message = next_message();
    ASSERT_TRUE(message);
    const std::string large(1 << 18, 'x');
    EXPECT_TRUE(turn_until([&] { return router_->send(message->session, large) == Sent::Parked; }));
}

TEST_F(Loopback, a_dealer_finds_a_server_that_restarts) {
    const std::string endpoint = router_->endpoint();
    Dealer dealer(loop_, dealer_token, a_known_client());
    ASSERT_TRUE(dealer.open(endpoint));
    ASSERT_TRUE(until_link(dealer, Dealer::Link::Up));
    router_.reset();
    ASSERT_TRUE(until_link(dealer, Dealer::Link::Down));
    router_ = std::make_unique<Router>(loop_, router_token, *zap_, server_, "field");
    ASSERT_TRUE(turn_until([&] { return router_->bind(endpoint).has_value(); }));
    EXPECT_TRUE(until_link(dealer, Dealer::Link::Up));
}

TEST_F(Loopback, a_port_in_use_is_an_error_that_says_so) {
    Router second(loop_, router_token, *zap_, server_, "field");
    const auto bound = second.bind(router_->endpoint());
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().kind, Error::Kind::Unreachable);
}

TEST_F(Loopback, a_second_handler_is_not_allowed) {
    EXPECT_THROW(Zap(loop_, zap_token, [](const PublicKey&, auto) { return std::nullopt; }),
                 std::runtime_error);
}

TEST(Loop, tells_which_descriptor_is_ready_and_for_what) {
    Loop loop;
    int ends[2] = {};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    loop.watch(ends[0], 7);
    EXPECT_TRUE(loop.wait(0).empty());
    loop.watch(ends[0], 8, Want::ReadAndWrite);
    auto ready = loop.wait(1000);
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready.front().token, 8);
    EXPECT_EQ(ready.front().fd, ends[0]);
    EXPECT_TRUE(ready.front().writable);
    EXPECT_FALSE(ready.front().readable);
    loop.watch(ends[0], 7);
    ASSERT_EQ(::write(ends[1], "x", 1), 1);
    ready = loop.wait(1000);
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_TRUE(ready.front().readable);
    loop.unwatch(ends[0]);
    EXPECT_TRUE(loop.wait(0).empty());
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(Loop, a_signal_is_readiness_and_asks_to_stop) {
    Loop loop;
    loop.catch_signals(9);
    EXPECT_FALSE(loop.stop_asked());
    ASSERT_EQ(::raise(SIGTERM), 0);
    const auto ready = loop.wait(1000);
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready.front().token, 9);
    EXPECT_TRUE(loop.stop_asked());
}

}  // namespace
}  // namespace dudao
