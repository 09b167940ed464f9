// The words of a case: read with its key, and by nobody once that is destroyed.
#include "seal/case_words.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temp_dir.h"

namespace dudao::seal {
namespace {

struct CaseWords : testing::Test {
    test::TempDir folder;
    CaseKeys keys = CaseKeys::beside(folder / "cases.key", "gqc");
    const CaseId lead{32};
    const std::string value = std::string(32, 's') + "反映虚报※";
};

TEST_F(CaseWords, are_read_with_the_key_of_their_case_and_lie_nowhere_open) {
    const auto locked = keys.lock(lead, value);
    ASSERT_TRUE(locked) << locked.error().text();
    EXPECT_TRUE(is_locked(*locked));
    EXPECT_FALSE(is_locked(value));
    EXPECT_EQ(locked->find("反映"), std::string::npos);
    EXPECT_EQ(keys.unlock(*locked), value);
    EXPECT_NE(keys.lock(lead, value).value(), *locked) << "nobody sees that two are alike";
    struct stat info {};
    ASSERT_EQ(::stat(keys.file_of(lead).c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777U, 0400U);
}

TEST_F(CaseWords, of_a_case_whose_key_is_destroyed_are_gone_and_it_gets_no_other) {
    const EvidenceHash hash{std::string(64, 'a')};
    const std::string locked = keys.lock(lead, value).value();
    std::filesystem::remove(keys.file_of(lead));
    EXPECT_EQ(keys.unlock(locked).error().kind, Error::Kind::NotFound);
    EXPECT_EQ(keys.lock(lead, value).error().kind, Error::Kind::NotFound);
    EXPECT_EQ(keys.veil(lead, hash, 0, "bytes", true).error().kind, Error::Kind::NotFound);
    EXPECT_FALSE(std::filesystem::exists(keys.file_of(lead)));
    EXPECT_TRUE(keys.lock(CaseId{48}, value)) << "another case is another";
}

TEST_F(CaseWords, of_a_key_of_an_early_release_are_known_once_it_was_used) {
    const std::string locked = keys.lock(lead, value).value();
    std::filesystem::path made = keys.file_of(lead);
    std::filesystem::remove(made.replace_extension("made"));
    EXPECT_EQ(keys.unlock(locked), value);
    EXPECT_TRUE(keys.lock(lead, value));
    std::filesystem::remove(keys.file_of(lead));
    EXPECT_FALSE(keys.lock(lead, value));
}

TEST_F(CaseWords, under_another_key_of_the_case_are_not_taken_for_altered) {
    const std::string locked = keys.lock(lead, value).value();
    std::filesystem::remove_all(folder / "cases");
    keys.lock(lead, value).value();
    EXPECT_EQ(keys.unlock(locked).error().kind, Error::Kind::NotFound);
}

TEST_F(CaseWords, are_of_one_case_each) {
    const std::string locked = keys.lock(lead, value).value();
    keys.lock(CaseId{48}, value).value();
    std::filesystem::remove(keys.file_of(lead));
    EXPECT_FALSE(keys.unlock(locked)) << "another case's key does not open them";
}

TEST_F(CaseWords, with_a_flipped_byte_are_never_shown) {
    const std::string locked = keys.lock(lead, value).value();
    for (std::size_t i = 0; i < locked.size(); ++i) {
        std::string bad = locked;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        EXPECT_FALSE(keys.unlock(bad)) << "byte " << i;
    }
    EXPECT_FALSE(keys.unlock(locked.substr(0, locked.size() - 1)));
    EXPECT_FALSE(keys.unlock(value));
}

TEST_F(CaseWords, evidence_is_veiled_and_read_at_any_offset) {
    const EvidenceHash hash{std::string(64, 'a')};
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 7 + i / 251);
    const std::string veiled = keys.veil(lead, hash, 0, bytes, true).value();
    EXPECT_NE(veiled, bytes);
    EXPECT_EQ(keys.veil(lead, hash, 0, veiled, false), bytes);
    for (const std::int64_t from : {1, 63, 64, 65, 200, 999}) {
        const auto at = static_cast<std::size_t>(from);
        EXPECT_EQ(keys.veil(lead, hash, from, veiled.substr(at), false), bytes.substr(at)) << from;
        EXPECT_EQ(keys.veil(lead, hash, from, bytes.substr(at), false), veiled.substr(at)) << from;
    }
    EXPECT_NE(keys.veil(lead, EvidenceHash{std::string(64, 'b')}, 0, bytes, false), veiled);
    EXPECT_NE(keys.veil(CaseId{48}, hash, 0, bytes, true), veiled);
    std::filesystem::remove(keys.file_of(lead));
    EXPECT_EQ(keys.veil(lead, hash, 0, veiled, false).error().kind, Error::Kind::NotFound);
}

TEST_F(CaseWords, are_not_taken_by_a_disk_that_does_not_take_the_key) {
    std::ofstream(folder / "cases") << "a file where the folder should be";
    EXPECT_FALSE(keys.lock(lead, value));
}

}  // namespace
}  // namespace dudao::seal
