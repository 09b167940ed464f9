// The flags of a process from its file: what stands between quotes is taken as it is.
#include "process/flags.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace dudao {
namespace {

ProcessOptions read(const std::string& text) {
    const test::TempDir folder;
    const std::string file = (folder / "device.toml").string();
    std::ofstream(file) << text;
    Flags flags("dudao-test", "a process");
    ProcessOptions options;
    add_to(flags, options);
    const std::array<const char*, 3> words{"dudao-test", "--config", file.c_str()};
    EXPECT_LT(flags.parse(3, words.data()), 0) << "it may start";
    return options;
}

TEST(Flags, a_key_of_every_letter_that_it_may_have_is_read_whole) {
    const std::string z85 =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    EXPECT_EQ(read("broker-key = \"" + z85 + "\"\n").broker_key, z85);
    EXPECT_EQ(read("broker-key = \"#" + z85 + "\"  # of the office\n").broker_key, "#" + z85);
}

TEST(Flags, a_comment_ends_where_its_line_does) {
    const auto options =
        read("# a device\nname = \"dev-g1\"  # its name\njurisdiction = \"gqc\"\n");
    EXPECT_EQ(options.name, "dev-g1");
    EXPECT_EQ(options.jurisdiction, "gqc");
}

TEST(Flags, several_brokers_stand_in_a_list) {
    const auto options = read("broker = [\"tcp://a:1\", \"tcp://b:2\"]\n");
    EXPECT_EQ(options.brokers, (std::vector<std::string>{"tcp://a:1", "tcp://b:2"}));
}

}  // namespace
}  // namespace dudao
