// Signing in: tries, sessions, second factors.
#include <gtest/gtest.h>

#include "console/doors/rate_limit.h"
#include "console/doors/sessions.h"
#include "console/doors/totp.h"
#include "console/limits.h"

namespace dudao::console {
namespace {

Random counting() {
    auto next = std::make_shared<int>(0);
    return [next](std::size_t n) { return std::string(n, static_cast<char>(++*next)); };
}

}  // namespace

TEST(RateLimit, gives_its_tries_and_then_one_each_refill) {
    RateLimit limit({.tries = 3, .refill_ms = 1000, .kept_max = 10});
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.take("a", 0));
    EXPECT_FALSE(limit.take("a", 0));
    EXPECT_EQ(limit.wait_ms("a", 0), 1000);
    EXPECT_TRUE(limit.take("b", 0));
    EXPECT_TRUE(limit.take("a", 1000));
    EXPECT_FALSE(limit.take("a", 1500));
    limit.forgive("a");
    EXPECT_TRUE(limit.take("a", 1500));
}

TEST(RateLimit, keeps_no_more_buckets_than_it_may) {
    RateLimit limit({.tries = 1, .refill_ms = 1000, .kept_max = 4});
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(limit.take(std::to_string(i), 0));
    EXPECT_FALSE(limit.take("new", 10));
    EXPECT_TRUE(limit.take("new", 2000));  // the others are full again, and forgotten
    EXPECT_EQ(limit.size(), 1U);
}

TEST(Sessions, are_found_by_their_token_until_idle_too_long) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, 0);
    EXPECT_EQ(fresh.token.size(), 64U);
    ASSERT_TRUE(sessions.find(fresh.token, session_idle_ms));
    EXPECT_EQ(sessions.find(fresh.token, session_idle_ms)->person, PersonId{"p-1"});
    EXPECT_FALSE(sessions.find(fresh.token + "0", 0));
    EXPECT_FALSE(sessions.find(fresh.token, 2 * session_idle_ms + 1));
    EXPECT_EQ(sessions.size(), 0U);
}

TEST(Sessions, end_with_their_day_however_busy) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, 0);
    for (std::int64_t at = 0; at <= session_ms_max; at += session_idle_ms) {
        EXPECT_TRUE(sessions.find(fresh.token, at));
    }
    EXPECT_FALSE(sessions.find(fresh.token, session_ms_max + 1));
}

TEST(Sessions, end_when_told) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, 0);
    sessions.end(fresh.session.id);
    EXPECT_FALSE(sessions.find(fresh.token, 1));
}

TEST(Cookie, is_picked_out_of_the_header) {
    EXPECT_EQ(cookie("a=1; dudao_session=xyz; b=2", "dudao_session"), "xyz");
    EXPECT_EQ(cookie("xdudao_session=no", "dudao_session"), "");
    EXPECT_EQ(cookie("", "dudao_session"), "");
}

TEST(Totp, gives_the_codes_of_the_standard) {
    // RFC 6238 appendix B, SHA-256; six digits of its eight.
    const std::string secret = "12345678901234567890123456789012";
    EXPECT_EQ(totp_code(secret, Moment{59'000}), "119246");
    EXPECT_EQ(totp_code(secret, Moment{1'111'111'109'000}), "084774");
    EXPECT_TRUE(totp_fits(secret, "119246", Moment{89'000}));
    EXPECT_FALSE(totp_fits(secret, "119246", Moment{120'000}));
    EXPECT_FALSE(totp_fits(secret, "11924", Moment{59'000}));
}

TEST(Totp, reads_secrets_in_base32) {
    EXPECT_EQ(*parse_base32("GEZD GNBV GY3T QOJQ GEZDGNBVGY3TQOJQ"), "12345678901234567890");
    EXPECT_FALSE(parse_base32("GEZD1"));
    EXPECT_FALSE(parse_base32("GEZDGNBV"));
}

}  // namespace dudao::console
