// Whatever stands in a file, the answer is a draw or a refusal.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "draw/select.h"
#include "ledger/hash.h"

namespace dudao::draw {
namespace {

const std::string good_params =
    "quota\t18446744073709551616\nteam\t1\t1\ta\ntick\t60\nstratum_cap\ts\t1\n";
const std::string good_manifest =
    "dds1-manifest\tgqc:7\t" + std::string(64, '0') +
    "\nP\tp1\tu\t3\ta\nP\tp2\tu\t1\ta,b\nT\tt1\ts\t2\t0\nT\tt2\ts\t1\t3\nX\tp1\tt1\n";

std::string damaged(std::string text) {
    const int times = *rc::gen::inRange(1, 6);
    for (int i = 0; i < times && !text.empty(); ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        const auto with =
            static_cast<char>(*rc::gen::element(0, 9, 10, 13, 44, 48, 57, 80, 84, 88, 97, 255));
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                text[at] = with;
                break;
            case 1:
                text.erase(at, 1);
                break;
            case 2:
                text.insert(at, 1, with);
                break;
            default:
                text.resize(at);
                break;
        }
    }
    return text;
}

TEST(Hostile, a_damaged_text_is_refused_or_means_exactly_itself) {
    ASSERT_TRUE(rc::check([] {
        const std::string text = damaged(good_manifest);
        const auto parsed = parse_manifest(text);
        if (!parsed) {
            RC_ASSERT(!parsed.error().what.empty());
        } else {
            RC_ASSERT(manifest_text(*parsed).value() == text);
        }
        const auto drawn = select(damaged(good_params), text, sha256("x"));
        RC_ASSERT(drawn || !drawn.error().what.empty());
    }));
}

TEST(Hostile, bytes_of_any_kind_are_refused) {
    ASSERT_TRUE(rc::check([](const std::string& text) {
        RC_ASSERT(!parse_manifest(text));
        RC_ASSERT(!parse_params(text));
    }));
}

TEST(Hostile, a_manifest_has_at_most_sixteen_mebibytes_and_a_hundred_thousand_rows) {
    EXPECT_NE(parse_manifest(std::string((16U << 20U) + 1, 'x')).error().what.find("16 MiB"),
              std::string::npos);
    std::string text = good_manifest.substr(0, good_manifest.find('\n') + 1);
    for (int i = 0; i < 100'000; ++i)
        text += "T\tt" + std::to_string(1'000'000 + i) + "\ts\t1\t0\n";
    EXPECT_EQ(parse_manifest(text).value().targets.size(), 100'000U);
    text += "T\tz\ts\t1\t0\n";
    EXPECT_NE(parse_manifest(text).error().what.find("line 100002: is too many"),
              std::string::npos);
}

}  // namespace
}  // namespace dudao::draw
