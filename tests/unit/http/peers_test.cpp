// Who asks, how often, and under which of our names.
#include "http/peers.h"

#include <gtest/gtest.h>

#include "http/hosts.h"
#include "http/rate_limit.h"

namespace dudao::http {
namespace {

Request from(const std::string& peer, const std::vector<std::string>& forwarded = {}) {
    Request request;
    request.peer = peer;
    for (const std::string& each : forwarded) request.headers.emplace_back("x-forwarded-for", each);
    return request;
}

TEST(Nets, hold_their_addresses) {
    const auto nets = parse_nets({"10.0.0.0/8", "192.168.1.9", "fd00::/8", "172.16.0.0/12"});
    ASSERT_TRUE(nets);
    const auto held = [&](const char* text) {
        for (const Net& net : *nets) {
            if (net.holds(*parse_ip(text))) return true;
        }
        return false;
    };
    EXPECT_TRUE(held("10.255.0.1") && held("::ffff:10.1.2.3") && held("192.168.1.9"));
    EXPECT_TRUE(held("fd12::1") && held("172.31.9.9"));
    EXPECT_FALSE(held("11.0.0.1") || held("192.168.1.8") || held("fe80::1") || held("172.32.0.1"));
    for (const char* bad :
         {"", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "a.b", "10.0.0.0/8x"}) {
        EXPECT_FALSE(parse_nets({bad})) << bad;
    }
}

TEST(Client, is_the_other_end_where_no_proxy_of_ours_is) {
    const auto proxies = parse_nets({"10.0.0.1"});
    EXPECT_EQ(client_of(from("203.0.113.7", {"198.51.100.1"}), *proxies), "203.0.113.7");
    EXPECT_EQ(client_of(from("203.0.113.7", {"198.51.100.1"}), {}), "203.0.113.7");
    EXPECT_EQ(client_of(from("10.0.0.1"), *proxies), "10.0.0.1");
}

TEST(Client, is_the_right_most_hop_that_is_no_proxy_of_ours) {
    const auto proxies = parse_nets({"10.0.0.0/24", "fd00::1"});
    // What the browser itself wrote stands further left, and counts for nothing.
    EXPECT_EQ(client_of(from("10.0.0.1", {"1.1.1.1, 203.0.113.7"}), *proxies), "203.0.113.7");
    EXPECT_EQ(client_of(from("10.0.0.1", {"1.1.1.1", "203.0.113.7 , 10.0.0.2"}), *proxies),
              "203.0.113.7");
    EXPECT_EQ(client_of(from("fd00::1", {"2001:db8::5"}), *proxies), "2001:db8::5");
    EXPECT_EQ(client_of(from("::ffff:10.0.0.1", {"203.0.113.7"}), *proxies), "203.0.113.7");
    EXPECT_EQ(client_of(from("10.0.0.1", {"203.0.113.7, no address"}), *proxies), "10.0.0.1");
    EXPECT_EQ(client_of(from("10.0.0.1", {"10.0.0.3, 10.0.0.2"}), *proxies), "10.0.0.3");
}

TEST(Neighbourhood, is_an_address_or_the_half_of_one_that_its_owner_cannot_change) {
    EXPECT_EQ(neighbourhood("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(neighbourhood("::ffff:203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(neighbourhood("2001:db8:1:2:3:4:5:6"), neighbourhood("2001:db8:1:2::9"));
    EXPECT_NE(neighbourhood("2001:db8:1:3::9"), neighbourhood("2001:db8:1:2::9"));
    EXPECT_EQ(neighbourhood("fe80::1%eth0"), "fe80::/64");
    EXPECT_EQ(neighbourhood(""), "");
}

TEST(Host, is_read_without_its_port) {
    EXPECT_EQ(host_of("Dudao.Example.cn:8443"), "dudao.example.cn");
    EXPECT_EQ(host_of("127.0.0.1:8080"), "127.0.0.1");
    EXPECT_EQ(host_of("[::1]:8443"), "::1");
    EXPECT_EQ(host_of("[0:0:0:0:0:0:0:1]"), "::1");
    EXPECT_EQ(host_of("localhost."), "localhost");
    for (const char* bad :
         {"", ":80", "a:b", "a:123456", "::1", "[::1", "[a]", "a b", "a/b", "a@b", "a,b", "a:"}) {
        EXPECT_FALSE(host_of(bad)) << bad;
    }
    EXPECT_TRUE(is_loopback("localhost") && is_loopback("127.8.8.8") && is_loopback("::1"));
    EXPECT_FALSE(is_loopback("10.0.0.1") || is_loopback("localhost.example.cn"));
}

TEST(RateLimit, gives_its_tries_and_then_one_each_refill) {
    RateLimit limit({.tries = 3, .refill_ms = 1000, .kept_max = 10});
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.spend("a", 0));
    EXPECT_FALSE(limit.spend("a", 0));
    EXPECT_EQ(limit.wait_ms("a", 0), 1000);
    EXPECT_TRUE(limit.spend("b", 0));
    EXPECT_TRUE(limit.spend("a", 1000));
    EXPECT_FALSE(limit.spend("a", 1500));
    limit.forgive("a");
    EXPECT_TRUE(limit.spend("a", 1500));
}

TEST(RateLimit, gives_back_one_try_and_forgives_no_other) {
    RateLimit limit({.tries = 3, .refill_ms = 1000, .kept_max = 10});
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.spend("a", 0));
    limit.give_back("a", 0);
    EXPECT_TRUE(limit.may("a", 0));
    EXPECT_TRUE(limit.spend("a", 0));
    EXPECT_FALSE(limit.may("a", 0));
    EXPECT_FALSE(limit.spend("a", 0));
}

TEST(RateLimit, keeps_no_more_buckets_than_it_may_and_keeps_nobody_out_for_it) {
    RateLimit limit({.tries = 2, .refill_ms = 1000, .kept_max = 4});
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(limit.spend(std::to_string(i), i));
    EXPECT_TRUE(limit.spend("3", 3));
    EXPECT_TRUE(limit.spend("new", 10));
    EXPECT_EQ(limit.size(), 4U);
    EXPECT_FALSE(limit.spend("3", 10));  // the emptiest is remembered
}

}  // namespace
}  // namespace dudao::http
