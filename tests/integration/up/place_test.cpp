// A copy of a state folder is told from the folder itself, whoever made it and however.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/up/place_mark.h"
#include "tests/support/temp_dir.h"

namespace dudao::up {
namespace {

class Place : public testing::Test {
 protected:
    std::filesystem::path made(const char* name) const {
        auto folder = at(name);
        std::filesystem::create_directory(folder);
        return folder;
    }
    std::filesystem::path at(const char* name) const { return folder_ / name; }

 private:
    dudao::test::TempDir folder_;
};

TEST_F(Place, is_the_same_after_a_start_and_after_a_move) {
    const auto county = made("county");
    const PlaceMark before = mark_of(county).value();
    std::ofstream(county / "more") << "work goes on";
    EXPECT_FALSE(is_another_place(before, mark_of(county).value()));
    std::filesystem::rename(county, at("moved"));
    EXPECT_FALSE(is_another_place(before, mark_of(at("moved")).value()));
}

TEST_F(Place, of_a_copy_is_another_one) {
    const auto county = made("county");
    const PlaceMark before = mark_of(county).value();
    std::filesystem::copy(county, at("copy"), std::filesystem::copy_options::recursive);
    EXPECT_TRUE(is_another_place(before, mark_of(at("copy")).value()));
}

TEST_F(Place, is_read_as_it_was_written) {
    const auto file = at("place.json");
    EXPECT_EQ(load_mark(file).error().kind, Error::Kind::NotFound);
    const PlaceMark mark{"0123456789abcdef", "dudao-1", 42, 1'700'000'000'000'000'001};
    ASSERT_TRUE(save(mark, file));
    const PlaceMark read = load_mark(file).value();
    EXPECT_FALSE(is_another_place(mark, read));
    EXPECT_EQ(read.host, "dudao-1");
    for (const char* damaged : {"", "{", "[]", R"({"inode": "x"})", R"({"inode": 1})"}) {
        std::ofstream(file) << damaged;
        EXPECT_EQ(load_mark(file).error().kind, Error::Kind::Corrupt) << damaged;
    }
}

TEST_F(Place, is_another_one_by_each_of_machine_folder_and_birth) {
    const PlaceMark mark{"aa", "one", 42, 7};
    PlaceMark other = mark;
    other.host = "renamed";
    EXPECT_FALSE(is_another_place(mark, other)) << "a machine may be given another name";
    other.machine = "bb";
    EXPECT_TRUE(is_another_place(mark, other));
    other.machine = "";
    EXPECT_FALSE(is_another_place(mark, other)) << "what is not known is not held against anybody";
    other.born_ns = 8;
    EXPECT_TRUE(is_another_place(mark, other));
    other.born_ns = 0;
    EXPECT_FALSE(is_another_place(mark, other));
    other.inode = 43;
    EXPECT_TRUE(is_another_place(mark, other));
}

}  // namespace
}  // namespace dudao::up
