// The file kit, whole or not at all whatever the disk does.
#include "disk/file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"

namespace dudao::disk {
namespace {

using test::DiskFault;

class Files : public testing::TestWithParam<DiskFault> {
 protected:
    static std::optional<std::string> content(const Path& file) {
        auto bytes = read_whole(file);
        if (!bytes) return std::nullopt;
        return *bytes;
    }
    /// Faults that let a call fail have let it fail; a short write is none.
    bool may_succeed_alone() const { return GetParam() == DiskFault::ShortWrite; }
    int each_fault(const std::function<void()>& begin, const std::function<void()>& work,
                   const std::function<void()>& check) {
        return test::with_each_fault(folder_.path(), GetParam(), begin, work, check);
    }

    test::TempDir folder_;
    Path file_ = folder_ / "file";
    Result<void> done_;
};
INSTANTIATE_TEST_SUITE_P(Disk, Files,
                         testing::Values(DiskFault::ShortWrite, DiskFault::Full, DiskFault::Error,
                                         DiskFault::PowerLoss));

TEST_P(Files, that_are_replaced_are_the_old_one_or_the_new_one) {
    const int faults = each_fault(
        [&] { std::ofstream(file_) << "old and longer"; }, [&] { done_ = replace(file_, "new"); },
        [&] {
            if (done_) {
                EXPECT_EQ(content(file_), "new");
            } else {
                EXPECT_TRUE(content(file_) == "old and longer" || content(file_) == "new");
            }
            EXPECT_EQ(done_.has_value(), may_succeed_alone());
        });
    EXPECT_GE(faults, 1);
    ASSERT_TRUE(replace(file_, "and the next one"));
    EXPECT_EQ(content(file_), "and the next one") << "what a crash left beside it is no obstacle";
}

TEST_P(Files, that_are_created_are_whole_or_not_there) {
    const int faults = each_fault([&] { std::filesystem::remove(file_); },
                                  [&] { done_ = create(file_, "secret", 0400); },
                                  [&] {
                                      if (done_) {
                                          EXPECT_EQ(content(file_), "secret");
                                      } else if (GetParam() != DiskFault::PowerLoss) {
                                          EXPECT_FALSE(content(file_));
                                      }
                                      EXPECT_EQ(done_.has_value(), may_succeed_alone());
                                  });
    EXPECT_GE(faults, 1);
}

TEST_P(Files, that_are_appended_to_have_the_line_or_have_it_not) {
    const int faults = each_fault(
        [&] {
            std::filesystem::remove(file_);
            ASSERT_TRUE(create(file_, "first\n", 0600));
        },
        [&] { done_ = File::open(file_, O_WRONLY | O_APPEND)->append("second\n"); },
        [&] {
            if (done_) {
                EXPECT_EQ(content(file_), "first\nsecond\n");
            } else if (GetParam() == DiskFault::PowerLoss) {
                EXPECT_TRUE(content(file_)->starts_with("first\n"));
            } else {
                EXPECT_EQ(content(file_), "first\n");
            }
        });
    EXPECT_GE(faults, 1);
}

TEST_P(Files, have_the_new_name_when_that_was_said_and_the_old_one_otherwise) {
    const Path named = folder_ / "named";
    each_fault(
        [&] {
            std::filesystem::remove(named);
            std::filesystem::remove(file_);
            ASSERT_TRUE(create(file_, "bytes", 0600));
        },
        [&] { done_ = give_name(file_, named); },
        [&] {
            const bool power = GetParam() == DiskFault::PowerLoss;
            EXPECT_EQ(content(named).has_value(), done_.has_value() || (power && content(named)));
            EXPECT_EQ(content(file_) ? content(file_) : content(named), "bytes");
        });
}

TEST(File, errors_name_the_path_and_what_would_be_right) {
    const test::TempDir folder;
    const Path none = folder / "none";
    EXPECT_EQ(read_whole(none).error().kind, Error::Kind::NotFound);
    EXPECT_NE(read_whole(none).error().what.find(none.string()), std::string::npos);
    std::ofstream(none) << "abcd";
    EXPECT_EQ(read_whole(none, 3).error().kind, Error::Kind::BadInput);
    EXPECT_EQ(*read_whole(none, 4), "abcd");
    EXPECT_EQ(create(none, "x", 0600).error().kind, Error::Kind::Refused) << "one is there";
    EXPECT_EQ(*read_whole(none), "abcd");
    EXPECT_EQ(read_whole(folder.path()).error().kind, Error::Kind::Refused) << "a folder";
    const test::FaultyDisk full(folder.path(), DiskFault::Full, 0);
    const auto wrong = replace(none, "new bytes");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, Error::Kind::Busy);
    EXPECT_NE(wrong.error().mend.find("space"), std::string::npos);
}

TEST(File, of_secrets_are_read_when_they_are_their_owners_alone) {
    const test::TempDir folder;
    const Path file = folder / "secret";
    ASSERT_TRUE(create(file, "key", 0400));
    EXPECT_EQ(*read_private(file, 3, 0400), "key");
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    EXPECT_EQ(read_private(file, 3, 0400).error().mend, "chmod 0400 " + file.string());
    EXPECT_TRUE(read_private(file, 3));
    for (const mode_t mode : {0640, 0604, 0660}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        EXPECT_EQ(read_private(file, 3).error().kind, Error::Kind::Refused);
    }
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    std::filesystem::create_symlink(file, folder / "link");
    EXPECT_FALSE(read_private(folder / "link", 3, 0700, O_NOFOLLOW));
}

}  // namespace
}  // namespace dudao::disk
