#include "net/curve.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <fstream>

namespace dudao {
namespace {

class KeyFiles : public testing::Test {
 protected:
    KeyFiles() {
        std::string pattern = testing::TempDir() + "dudao-keys-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
    }
    ~KeyFiles() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_;
};

TEST_F(KeyFiles, a_saved_key_is_loaded_with_its_public_half) {
    const auto pair = generate_key_pair();
    ASSERT_TRUE(save_key(pair, folder_ / "broker.key"));
    const auto loaded = load_key(folder_ / "broker.key");
    ASSERT_TRUE(loaded) << loaded.error().text();
    EXPECT_EQ(loaded->public_key, pair.public_key);
    EXPECT_EQ(loaded->secret_key.bytes, pair.secret_key.bytes);
}

TEST_F(KeyFiles, a_key_is_written_for_its_owner_alone_and_never_over_another) {
    ASSERT_TRUE(save_key(generate_key_pair(), folder_ / "broker.key"));
    struct stat info {};
    ASSERT_EQ(::stat((folder_ / "broker.key").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, 0400U);
    EXPECT_FALSE(save_key(generate_key_pair(), folder_ / "broker.key"));
}

TEST_F(KeyFiles, a_key_open_to_others_is_refused) {
    ASSERT_TRUE(save_key(generate_key_pair(), folder_ / "broker.key"));
    for (const mode_t mode : {0440U, 0404U, 0600U, 0644U}) {
        ASSERT_EQ(::chmod((folder_ / "broker.key").c_str(), mode), 0);
        const auto loaded = load_key(folder_ / "broker.key");
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().kind, Error::Kind::Refused);
    }
}

TEST_F(KeyFiles, a_file_that_is_no_key_is_refused) {
    const auto file = folder_ / "other";
    for (const std::string& text :
         std::vector<std::string>{"", "short", "\n", std::string(41, 'a')}) {
        std::filesystem::remove(file);
        std::ofstream(file) << text;
        ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
        EXPECT_FALSE(load_key(file)) << text;
    }
}

TEST(Curve, public_keys_travel_as_z85) {
    const auto key = generate_key_pair().public_key;
    const auto back = parse_z85(to_z85(key));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, key);
    EXPECT_FALSE(parse_z85("too short"));
    EXPECT_FALSE(parse_z85(std::string(40, '"')));
    EXPECT_FALSE(parse_z85(std::string(40, '\xe7')));
}

TEST(Curve, a_key_id_is_the_beginning_of_the_hash) {
    // SHA-256 of 32 zero bytes begins so.
    EXPECT_EQ(key_id(PublicKey{}).text, "66687aadf862bd776c8fc18b8e9f8e20");
}

TEST(Curve, the_public_half_is_the_one_libzmq_would_compute) {
    const auto pair = generate_key_pair();
    std::array<char, 41> computed{};
    ASSERT_EQ(zmq_curve_public(computed.data(), to_z85(pair.secret_key.bytes).c_str()), 0);
    EXPECT_EQ(to_z85(pair.public_key), computed.data());
}

}  // namespace
}  // namespace dudao
