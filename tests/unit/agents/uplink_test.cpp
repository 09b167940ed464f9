// How a sender greets a broker of this release, and of one before refusals were data.
#include <gtest/gtest.h>

#include "client/uplink.h"
#include "wire/message_codec.h"

namespace dudao {
namespace {

wire::Hello greeting(Uplink& uplink, std::int64_t now_ms) {
    const auto frames = uplink.to_send(now_ms);
    EXPECT_EQ(frames.size(), 1U);
    const auto message = wire::decode(frames.at(0));
    EXPECT_TRUE(message);
    return std::get<wire::Hello>(message->body);
}

std::string frame(wire::Body body) { return wire::encode(wire::Message{"gqc", std::move(body)}); }

TEST(Greeting, asks_for_refusals_as_data_until_the_broker_refuses_the_field) {
    Uplink uplink({"gqc", "test", 1, 0});
    uplink.connected(1000);
    EXPECT_TRUE(greeting(uplink, 999).bundles);
    uplink.receive(frame(wire::Problem{"message hello: bundles: wrong value", "no such field"}),
                   1000);
    const wire::Hello plainer = greeting(uplink, 1000);
    EXPECT_TRUE(plainer.said && !plainer.bundles) << "at once, without the newest field";
    uplink.receive(frame(wire::Problem{"message hello: said: wrong value", "want no such field"}),
                   1001);
    EXPECT_FALSE(greeting(uplink, 1001).said) << "at once, without the field";
    uplink.receive(frame(wire::Problem{"too many connections", "try later"}), 1002);
    EXPECT_TRUE(uplink.to_send(1002).empty()) << "any other problem waits as ever";
    uplink.receive(frame(wire::Welcome{}), 1003);
    EXPECT_TRUE(uplink.welcomed());
    uplink.disconnected();
    uplink.connected(9000);
    EXPECT_TRUE(greeting(uplink, 9000).said) << "it may be another broker by now";
}

}  // namespace
}  // namespace dudao
