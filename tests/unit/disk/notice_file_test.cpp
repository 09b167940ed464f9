// The file of notices: whole lines, synced; one that has become long is renamed, and who follows
// its name misses none.
#include "workers/notice_file.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace dudao::workers {
namespace {

constexpr disk::Bound small{.bytes_max = 20, .older_max = 2};

TEST(NoticeFile, one_that_has_become_long_is_renamed_and_begun_anew) {
    const test::TempDir folder;
    const disk::Path path = folder / "notices.jsonl";
    auto file = NoticeFile::open(path.string(), small);
    for (const char* line : {"first 0123456789", "second 0123456789", "third"}) {
        ASSERT_TRUE(file->append({line}));
    }
    EXPECT_EQ(*disk::read_whole(disk::older(path, 1)), "first 0123456789\nsecond 0123456789\n");
    EXPECT_EQ(*disk::read_whole(path), "third\n");
}

TEST(NoticeFile, all_files_together_keep_within_their_bound_and_lose_the_oldest_first) {
    const test::TempDir folder;
    const disk::Path path = folder / "notices.jsonl";
    auto file = NoticeFile::open(path.string(), small);
    for (int i = 10; i < 60; ++i) {
        ASSERT_TRUE(file->append({"notice number " + std::to_string(i)}));
    }
    std::string kept;
    for (const auto& each : {disk::older(path, 2), disk::older(path, 1), path}) {
        kept += *disk::read_whole(each);
    }
    EXPECT_EQ(kept, "notice number 56\nnotice number 57\nnotice number 58\nnotice number 59\n");
    EXPECT_FALSE(std::filesystem::exists(disk::older(path, 3)));
}

TEST(NoticeFile, a_line_that_a_crash_cut_short_is_ended_first) {
    const test::TempDir folder;
    const disk::Path path = folder / "notices.jsonl";
    ASSERT_TRUE(disk::create(path, "{\"cut", 0600));
    ASSERT_TRUE(NoticeFile::open(path.string())->append({"{}"}));
    EXPECT_EQ(*disk::read_whole(path), "{\"cut\n{}\n");
}

}  // namespace
}  // namespace dudao::workers
