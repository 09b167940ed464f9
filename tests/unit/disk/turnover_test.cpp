// A file that grows is turned over when it has become long: what it held lies beside it, in so many
// files and no more.
#include "disk/turnover.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace dudao::disk {
namespace {

constexpr Bound small{.bytes_max = 10, .older_max = 2};

struct Turnover : testing::Test {
    void append(const std::string& text) {
        ASSERT_TRUE(File::open(file_, O_WRONLY | O_CREAT | O_APPEND)->append(text));
    }
    std::string text(const Path& file) const {
        const auto bytes = read_whole(file);
        return bytes ? *bytes : "(none)";
    }

    test::TempDir folder_;
    Path file_ = folder_ / "broker.err";
};

TEST_F(Turnover, the_older_ones_are_numbered_before_the_extension) {
    EXPECT_EQ(older("logs/broker.err", 1), Path("logs/broker.1.err"));
    EXPECT_EQ(older("notices", 2), Path("notices.2"));
}

TEST_F(Turnover, a_file_at_the_bound_stays_and_one_that_is_missing_is_short) {
    EXPECT_FALSE(*turn_over_in_place(file_, small));
    append("0123456789");
    EXPECT_FALSE(*turn_over_in_place(file_, small));
    EXPECT_FALSE(*turn_over(file_, small));
    EXPECT_EQ(text(file_), "0123456789");
}

TEST_F(Turnover, in_place_who_has_it_open_goes_on_writing_to_it) {
    const auto writer = File::open(file_, O_WRONLY | O_CREAT | O_APPEND);
    ASSERT_TRUE(writer->append("the first words\n"));
    EXPECT_TRUE(*turn_over_in_place(file_, small));
    EXPECT_EQ(text(file_), "");
    EXPECT_EQ(text(older(file_, 1)), "the first words\n");
    ASSERT_TRUE(writer->append("later\n"));
    EXPECT_EQ(text(file_), "later\n");
}

TEST_F(Turnover, by_renaming_no_file_of_that_name_is_left) {
    append("the first words\n");
    EXPECT_TRUE(*turn_over(file_, small));
    EXPECT_EQ(text(file_), "(none)");
    EXPECT_EQ(text(older(file_, 1)), "the first words\n");
}

TEST_F(Turnover, there_are_at_most_so_many_older_ones_and_the_newest_is_the_first) {
    for (const char* words : {"the first words", "the second words", "the third words"}) {
        append(words);
        EXPECT_TRUE(*turn_over_in_place(file_, small));
    }
    EXPECT_EQ(text(older(file_, 1)), "the third words");
    EXPECT_EQ(text(older(file_, 2)), "the second words");
    EXPECT_EQ(text(older(file_, 3)), "(none)");
}

TEST_F(Turnover, an_older_file_is_as_private_as_the_file) {
    append("the first words");
    EXPECT_TRUE(*turn_over_in_place(file_, small));
    EXPECT_EQ(*File::open(older(file_, 1), O_RDONLY)->mode() & 0777U, 0600U);
}

}  // namespace
}  // namespace dudao::disk
