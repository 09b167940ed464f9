// Who is connected, and who fell silent.
#include "broker/sessions.h"

#include <gtest/gtest.h>

namespace dudao::broker {
namespace {

using Names = std::vector<std::string>;

Peer heard_at(const std::string& name, std::int64_t ms) {
    return Peer{"s-" + name, KeyId{name}, 1, 1, ms};
}

TEST(Sessions, drop_those_that_were_not_heard_since_and_no_other) {
    Sessions sessions;
    sessions.greet(heard_at("a", 100));
    sessions.greet(heard_at("b", 200));
    sessions.drop_silent(100);
    EXPECT_EQ(sessions.all(), (Names{"s-a", "s-b"})) << "heard at that very moment";
    sessions.drop_silent(101);
    EXPECT_EQ(sessions.all(), (Names{"s-b"}));
    EXPECT_EQ(sessions.of_key(KeyId{"a"}), nullptr);
}

TEST(Sessions, see_who_was_heard_meanwhile_and_who_came_late) {
    Sessions sessions;
    sessions.greet(heard_at("a", 100));
    sessions.drop_silent(50);
    sessions.find("s-a")->heard_ms = 300;
    sessions.greet(heard_at("b", 150));
    sessions.drop_silent(200);
    EXPECT_EQ(sessions.all(), (Names{"s-a"}));
    sessions.drop_silent(301);
    EXPECT_TRUE(sessions.all().empty());
    sessions.greet(heard_at("c", 310));
    sessions.drop_silent(311);
    EXPECT_TRUE(sessions.all().empty()) << "also the first after all were gone";
}

}  // namespace
}  // namespace dudao::broker
