// Signing in: tries, sessions, second factors.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "accounts/base32.h"
#include "accounts/invitation_code.h"
#include "console/doors/invited.h"
#include "console/doors/own_change.h"
#include "console/doors/room.h"
#include "console/doors/sessions.h"
#include "console/doors/totp.h"
#include "console/doors/used_codes.h"
#include "console/limits.h"
#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"

namespace dudao::console {
namespace {

Random counting() {
    auto next = std::make_shared<int>(0);
    return [next](std::size_t n) { return std::string(n, static_cast<char>(++*next)); };
}

}  // namespace

TEST(Sessions, are_found_by_their_token_until_idle_too_long) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, {}, 0);
    EXPECT_EQ(fresh.token.size(), 64U);
    ASSERT_TRUE(sessions.find(fresh.token, session_idle_ms));
    EXPECT_EQ(sessions.find(fresh.token, session_idle_ms)->person, PersonId{"p-1"});
    EXPECT_FALSE(sessions.find(fresh.token + "0", 0));
    EXPECT_FALSE(sessions.find(fresh.token, 2 * session_idle_ms + 1));
    EXPECT_EQ(sessions.size(), 0U);
}

TEST(Sessions, end_with_their_day_however_busy) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, {}, 0);
    for (std::int64_t at = 0; at <= session_ms_max; at += session_idle_ms) {
        EXPECT_TRUE(sessions.find(fresh.token, at));
    }
    EXPECT_FALSE(sessions.find(fresh.token, session_ms_max + 1));
}

TEST(Sessions, end_when_told) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, {}, 0);
    sessions.end(fresh.session.id);
    EXPECT_FALSE(sessions.find(fresh.token, 1));
}

TEST(Cookie, is_picked_out_of_the_header) {
    EXPECT_EQ(cookie("a=1; dudao_session=xyz; b=2", "dudao_session"), "xyz");
    EXPECT_EQ(cookie("xdudao_session=no", "dudao_session"), "");
    EXPECT_EQ(cookie("", "dudao_session"), "");
}

TEST(Sessions, are_not_kept_alive_by_what_nobody_asked_for) {
    Sessions sessions(counting());
    const auto fresh = sessions.begin(PersonId{"p-1"}, {}, 0);
    // A stream stands open, and the page fetches what it was told of.
    for (std::int64_t at = 0; at <= session_idle_ms; at += session_idle_ms / 4) {
        EXPECT_TRUE(sessions.lives(fresh.session.id, at));
        EXPECT_TRUE(sessions.find(fresh.token, at, Sessions::Use::ByItself));
    }
    EXPECT_FALSE(sessions.lives(fresh.session.id, session_idle_ms + 1));
    EXPECT_FALSE(sessions.find(fresh.token, session_idle_ms + 1));
}

TEST(Sessions, of_a_person_are_listed_with_where_they_began) {
    Sessions sessions(counting());
    sessions.begin(PersonId{"p-1"}, {"10.0.0.7", "Firefox"}, 0);
    const auto second = sessions.begin(PersonId{"p-1"}, {"10.0.0.8", "Edge"}, 1000);
    sessions.begin(PersonId{"p-2"}, {}, 2000);
    const auto rows = sessions.of(PersonId{"p-1"}, 3000);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].id, second.session.id);
    EXPECT_EQ(rows[0].from.address + rows[0].from.software, "10.0.0.8Edge");
    EXPECT_EQ(rows[1].from.address, "10.0.0.7");
    EXPECT_EQ(sessions.whose(second.session.id, 3000), PersonId{"p-1"});
    sessions.end(second.session.id);
    EXPECT_EQ(sessions.of(PersonId{"p-1"}, 3000).size(), 1U);
    EXPECT_FALSE(sessions.whose(second.session.id, 3000));
}

TEST(Sessions, of_one_person_push_out_their_own_alone) {
    Sessions sessions(counting());
    const auto other = sessions.begin(PersonId{"p-2"}, {}, 0);
    const auto first = sessions.begin(PersonId{"p-1"}, {}, 1);
    for (std::size_t i = 1; i < sessions_a_person_max + 3; ++i)
        sessions.begin(PersonId{"p-1"}, {}, 2);
    EXPECT_EQ(sessions.of(PersonId{"p-1"}, 3).size(), sessions_a_person_max);
    EXPECT_FALSE(sessions.find(first.token, 3));
    EXPECT_TRUE(sessions.find(other.token, 3));
}

TEST(Room, is_taken_until_the_last_holder_lets_go) {
    Room room({.bytes_max = 100, .bytes_a_person_max = 60});
    const PersonId one{"p-1"};
    auto held = room.reserve(one, 60);
    EXPECT_TRUE(held);
    EXPECT_FALSE(room.reserve(one, 1));  // one person's share is theirs
    auto others = room.reserve(PersonId{"p-2"}, 40);
    EXPECT_TRUE(others);  // and the rest is the others'
    EXPECT_FALSE(room.reserve(PersonId{"p-3"}, 1));
    auto copy = held;
    held.reset();
    EXPECT_EQ(room.taken(), 100);
    copy.reset();
    EXPECT_EQ(room.taken(), 40);
    EXPECT_TRUE(room.reserve(one, 60));
}

TEST(Room, is_given_back_after_its_end_too) {
    std::shared_ptr<const void> held;
    {
        Room room({.bytes_max = 100, .bytes_a_person_max = 60});
        held = room.reserve(PersonId{"p-1"}, 60);
    }
    held.reset();
}

TEST(Totp, gives_the_codes_of_the_standard) {
    // RFC 6238 appendix B, SHA-256; six digits of its eight.
    const std::string secret = "12345678901234567890123456789012";
    EXPECT_EQ(totp_code(secret, Moment{59'000}), "119246");
    EXPECT_EQ(totp_code(secret, Moment{1'111'111'109'000}), "084774");
    EXPECT_EQ(totp_period(secret, "119246", Moment{89'000}), 1);
    EXPECT_FALSE(totp_period(secret, "119246", Moment{120'000}));
    EXPECT_FALSE(totp_period(secret, "11924", Moment{59'000}));
}

TEST(Totp, a_code_is_of_now_or_of_the_period_before_or_after) {
    const std::string secret = "12345678901234567890";
    const Moment now{1'789'437'600'000};
    for (const int periods : {-1, 0, 1}) {
        const Moment of = now + seconds(30) * periods;
        const auto period = totp_period(secret, totp_code(secret, of), now);
        ASSERT_TRUE(period) << periods;
        EXPECT_EQ(*period, of.ms / 30'000);
    }
    for (const int periods : {-120, -2, 2, 120}) {
        const Moment of = now + seconds(30) * periods;
        EXPECT_FALSE(totp_period(secret, totp_code(secret, of), now)) << periods;
    }
    for (const std::string& none :
         {std::string(), totp_code(secret, now).substr(0, 5), totp_code(secret, now) + "0"}) {
        EXPECT_FALSE(totp_period(secret, none, now)) << none;
    }
}

TEST(Totp, an_authenticator_that_knows_sha_1_alone_is_told_by_its_first_code) {
    // RFC 6238 appendix B, SHA-1; six digits of its eight.
    const std::string secret = "12345678901234567890";
    const Moment now{1'111'111'109'000};
    EXPECT_EQ(totp_code(secret, Moment{59'000}, TotpHash::Sha1), "287082");
    EXPECT_EQ(totp_code(secret, now, TotpHash::Sha1), "081804");
    EXPECT_EQ(totp_hash_of(secret, "081804", now), TotpHash::Sha1);
    EXPECT_EQ(totp_hash_of(secret, totp_code(secret, now), now), TotpHash::Sha256);
    EXPECT_FALSE(totp_hash_of(secret, "000000", now));
    EXPECT_FALSE(totp_period(secret, "081804", now)) << "of the other hash";
}

TEST(Invited, brings_a_code_a_name_a_password_and_maybe_an_authenticator) {
    const std::string code = "abcd-efgh ijkl—mnop QRST-UVWX";
    nlohmann::ordered_json body{{"code", code}, {"name", "wang"}, {"password", "long enough"}};
    const auto plain = invited_account(body);
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->letters, "ABCDEFGHIJKLMNOPQRSTUVWX");
    body["secret"] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    EXPECT_EQ(invited_account(body).error(), "no_code") << "a secret without its first code";
    body["shown"] = "123 456";
    EXPECT_EQ(invited_account(body)->shown, "123456");
    body["secret"] = "GEZD";
    EXPECT_EQ(invited_account(body).error(), "bad_input");
    for (const auto& [field, value, why] :
         {std::array<const char*, 3>{"password", "short", "weak_password"},
          {"password", "wang-wang", ""},
          {"name", "", "account_name"},
          {"name", "a\u202Eb", "account_name"},
          {"code", "ABCD", "no_invitation"},
          {"code", "", "no_invitation"}}) {
        nlohmann::ordered_json wrong{{"code", code}, {"name", "wang"}, {"password", "long enough"}};
        wrong[field] = value;
        const auto read = invited_account(wrong);
        EXPECT_EQ(read ? "" : read.error(), why) << field << " " << value;
    }
    EXPECT_EQ(invited_account(nlohmann::ordered_json::array()).error(), "bad_input");
}

TEST(Invited, codes_are_read_as_people_type_them_from_paper) {
    const std::string letters = invitation_letters(std::string(invitation_code_bytes, '\x5A'));
    ASSERT_EQ(letters.size(), 24U);
    EXPECT_EQ(read_invitation(invitation_shown(letters)), letters);
    EXPECT_EQ(read_invitation("0188-aaaa-aaaa-aaaa-aaaa-aaaa"), "OIBBAAAAAAAAAAAAAAAAAAAA");
    EXPECT_FALSE(read_invitation(letters + "A"));
    EXPECT_FALSE(read_invitation("9" + letters.substr(1)));
    EXPECT_FALSE(read_invitation(std::string(1000, '-')));
}

TEST(Totp, codes_are_read_as_people_type_and_paste_them) {
    for (const char* typed : {"123456", "123 456", " 123456\n", "123\u00A0456", "123\u3000456",
                              "123\u200B456", "１２３４５６", "１２３　４５６", "12３4５6"}) {
        EXPECT_EQ(read_code(typed), "123456") << typed;
    }
    for (const char* typed : {"", " ", "12345", "1234567", "12345a", "123-456", "１２３４５",
                              "１２３４５Ａ", "\xEF\xBC", "12345\xEF\xBC", "-12345", "٠١٢٣٤٥"}) {
        EXPECT_FALSE(read_code(typed)) << typed;
    }
}

TEST(Totp, reads_secrets_in_base32) {
    EXPECT_EQ(*parse_base32("GEZD GNBV GY3T QOJQ GEZDGNBVGY3TQOJQ"), "12345678901234567890");
    EXPECT_FALSE(parse_base32("GEZD1"));
}

class UsedCode : public testing::Test {
 public:
    dudao::test::TempDir folder;
};

TEST_F(UsedCode, is_taken_once_and_none_of_before_it_also_after_a_restart) {
    const auto file = folder / "codes.used";
    {
        auto used = *UsedCodes::open(file);
        EXPECT_TRUE(*used.use("officer", 100));
        EXPECT_FALSE(*used.use("officer", 100));
        EXPECT_FALSE(*used.use("officer", 99));
        EXPECT_TRUE(*used.use("leader", 100));
    }
    auto again = *UsedCodes::open(file);
    EXPECT_FALSE(*again.use("officer", 100));
    EXPECT_TRUE(*again.use("officer", 101));
    struct stat info {};
    ASSERT_EQ(::stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(UsedCode, that_cannot_be_written_down_is_not_taken) {
    auto used = *UsedCodes::open(folder / "away" / "codes.used");
    EXPECT_FALSE(used.use("officer", 100));
    std::ofstream(folder / "codes.used") << R"({"officer": "x"})";
    EXPECT_FALSE(UsedCodes::open(folder / "codes.used"));
}

TEST_F(UsedCode, is_taken_by_nobody_again_whatever_the_disk_did) {
    for (const auto fault : {dudao::test::DiskFault::ShortWrite, dudao::test::DiskFault::Full,
                             dudao::test::DiskFault::Error, dudao::test::DiskFault::PowerLoss}) {
        const auto data = folder / "data";
        const auto file = data / "codes.used";
        bool let_in = false;
        const auto begin = [&] {
            std::filesystem::remove_all(data);
            std::filesystem::create_directory(data);
            ASSERT_TRUE(*UsedCodes::open(file)->use("leader", 99));
        };
        const auto work = [&] {
            const auto taken = UsedCodes::open(file)->use("officer", 100);
            let_in = taken.value_or(false);
        };
        const auto check = [&] {
            auto used = UsedCodes::open(file);
            ASSERT_TRUE(used) << used.error().text();
            EXPECT_FALSE(*used->use("leader", 99));
            if (let_in) {
                EXPECT_FALSE(*used->use("officer", 100));
            }
        };
        EXPECT_GE(dudao::test::with_each_fault(data, fault, begin, work, check), 1);
    }
}

TEST(OwnChange, is_one_thing_and_not_a_weak_one) {
    using Body = nlohmann::ordered_json;
    const auto said = [](const Body& body) {
        const auto change = own_change(body, "officer");
        return change ? std::string("good") : std::string(change.error());
    };
    EXPECT_EQ(said({{"password", "x"}, {"fresh", "一二三四五六七八"}}), "good");
    EXPECT_EQ(said({{"password", "x"}, {"fresh", "一二三四五六七"}}), "weak_password");
    EXPECT_EQ(said({{"password", "eight letters"}, {"fresh", "eight letters"}}), "weak_password");
    EXPECT_EQ(said({{"password", "x"}, {"fresh", std::string(257, 'x')}}), "weak_password");
    EXPECT_EQ(said({{"password", "x"}, {"fresh", "\u3000\u2800\u200B        "}}), "weak_password");
    EXPECT_EQ(said({{"fresh", "eight letters"}}), "wrong_current");
    EXPECT_EQ(said({{"password", "x"}}), "bad_input");
    EXPECT_EQ(said(Body::array()), "bad_input");
    const std::string secret = to_base32("12345678901234567890");
    EXPECT_EQ(said({{"password", "x"}, {"secret", secret}, {"shown", "123 456"}}), "good");
    EXPECT_EQ(said({{"password", "x"}, {"secret", secret}}), "no_code");
    EXPECT_EQ(said({{"password", "x"}, {"secret", secret}, {"shown", "12345"}}), "no_code");
    EXPECT_EQ(said({{"password", "x"}, {"secret", to_base32("short")}, {"shown", "123456"}}),
              "bad_input");
    EXPECT_EQ(
        said({{"password", "x"}, {"secret", secret}, {"shown", "123456"}, {"fresh", "12345678"}}),
        "bad_input")
        << "one thing at a time";
}

TEST(Totp, writes_secrets_in_base32) {
    for (const char* bytes : {"", "f", "fo", "foo", "foob", "fooba", "12345678901234567890"}) {
        EXPECT_EQ(to_base32(bytes).size(), (8 * std::string(bytes).size() + 4) / 5);
    }
    EXPECT_EQ(to_base32("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(*parse_base32(to_base32("a secret of twenty b")), "a secret of twenty b");
}

}  // namespace dudao::console
