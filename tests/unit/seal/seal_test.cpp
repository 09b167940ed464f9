#include "seal/seal.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace dudao::seal {
namespace {

std::string_view view(const std::array<std::uint8_t, 32>& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

struct Sealed : testing::Test {
    SealingKeys device = generate_sealing_keys();
    SealingKeys other = generate_sealing_keys();
    SigningKeys engine = generate_signing_keys();
    Inner inner{Type::Task, "gqc:7", "0123456789abcdef", Moment{1000}, Moment{9000}, "a body"};

    std::string blob() const { return seal(inner, engine, view(device.public_key)).value(); }
    Result<Inner> open_it(std::string_view bytes) const {
        return open(bytes, device, inner.device, view(engine.public_key), Moment{2000});
    }
};

TEST_F(Sealed, a_device_reads_what_was_sealed_for_it) {
    const auto read = open_it(blob());
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->type, Type::Task);
    EXPECT_EQ(read->draw, "gqc:7");
    EXPECT_EQ(read->device, inner.device);
    EXPECT_EQ(read->not_before, Moment{1000});
    EXPECT_EQ(read->expires, Moment{9000});
    EXPECT_EQ(read->body, "a body");
}

TEST_F(Sealed, every_blob_has_one_size) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, body_bytes_max}) {
        inner.body.assign(size, 'x');
        EXPECT_EQ(blob().size(), blob_bytes);
        EXPECT_EQ(open_it(blob())->body, inner.body);
    }
    inner.body.assign(body_bytes_max + 1, 'x');
    EXPECT_EQ(seal(inner, engine, view(device.public_key)).error().kind, Error::Kind::BadInput);
}

TEST_F(Sealed, a_long_draw_id_is_refused_and_never_makes_a_larger_blob) {
    inner.body.assign(body_bytes_max, 'x');
    inner.draw.assign(600, '7');
    EXPECT_FALSE(seal(inner, engine, view(device.public_key)));
}

TEST_F(Sealed, another_device_cannot_open_it) {
    const auto read = open(blob(), other, inner.device, view(engine.public_key), Moment{2000});
    EXPECT_EQ(read.error().kind, Error::Kind::Refused);
}

TEST_F(Sealed, a_flipped_byte_anywhere_is_refused) {
    const std::string good = blob();
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        EXPECT_FALSE(open_it(bad)) << "byte " << i;
    }
}

TEST_F(Sealed, another_size_is_refused) {
    const std::string good = blob();
    EXPECT_FALSE(open_it(good.substr(1)));
    EXPECT_FALSE(open_it(good + '\0'));
    EXPECT_FALSE(open_it(""));
}

TEST_F(Sealed, a_task_meant_for_another_devices_id_is_refused) {
    const auto read =
        open(blob(), device, "fedcba9876543210", view(engine.public_key), Moment{2000});
    EXPECT_EQ(read.error().kind, Error::Kind::Refused);
}

TEST_F(Sealed, only_the_engine_can_have_signed_it) {
    const auto stranger = generate_signing_keys();
    EXPECT_FALSE(open_it(seal(inner, stranger, view(device.public_key)).value()));
}

TEST_F(Sealed, what_is_sealed_again_for_another_device_is_refused_there) {
    // `other` opens the box made for it and puts the same signed bytes into one for `device`.
    const std::string for_other = seal(inner, engine, view(other.public_key)).value();
    const auto* box = reinterpret_cast<const unsigned char*>(for_other.data()) + 8;
    std::array<unsigned char, 4096> plain{};
    ASSERT_EQ(crypto_box_seal_open(plain.data(), box, for_other.size() - 8, other.public_key.data(),
                                   other.secret_key.data()),
              0);
    std::string again(blob_bytes, '\0');
    crypto_box_seal(reinterpret_cast<unsigned char*>(again.data()) + 8, plain.data(), plain.size(),
                    device.public_key.data());
    const auto read = open_it(again);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().what.find("signature"), std::string::npos);
}

TEST_F(Sealed, what_has_expired_is_refused_from_that_moment_on) {
    const auto at = [&](std::int64_t ms) {
        return open(blob(), device, inner.device, view(engine.public_key), Moment{ms}).has_value();
    };
    EXPECT_TRUE(at(8999));
    EXPECT_FALSE(at(9000));
}

TEST(Commitment, opens_with_its_own_salt_target_and_group_only) {
    const std::string salt(32, 's');
    const auto commitment = task_commitment(salt, {"gqc-t01-v02"}, {"g1"});
    EXPECT_EQ(commitment.size(), 32U);
    EXPECT_TRUE(opens(commitment, salt, {"gqc-t01-v02"}, {"g1"}));
    EXPECT_FALSE(opens(commitment, std::string(32, 't'), {"gqc-t01-v02"}, {"g1"}));
    EXPECT_FALSE(opens(commitment, salt, {"gqc-t01-v03"}, {"g1"}));
    EXPECT_FALSE(opens(commitment, salt, {"gqc-t01-v02"}, {"g2"}));
    EXPECT_FALSE(opens("", salt, {"gqc-t01-v02"}, {"g1"}));
}

struct KeyFiles : testing::Test {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("dudao-seal-" + std::to_string(::getpid()));
    KeyFiles() { std::filesystem::create_directories(folder); }
    ~KeyFiles() override { std::filesystem::remove_all(folder); }
};

TEST_F(KeyFiles, keep_both_kinds_of_keys) {
    const auto sealing = generate_sealing_keys();
    const auto signing = generate_signing_keys();
    ASSERT_TRUE(save(sealing, folder / "dev.seal"));
    ASSERT_TRUE(save(signing, folder / "engine.sign"));
    EXPECT_EQ(load_sealing_keys(folder / "dev.seal")->public_key, sealing.public_key);
    EXPECT_EQ(load_sealing_keys(folder / "dev.seal")->secret_key, sealing.secret_key);
    EXPECT_EQ(load_signing_keys(folder / "engine.sign")->public_key, signing.public_key);
    EXPECT_EQ(load_signing_keys(folder / "engine.sign")->secret_key, signing.secret_key);
    EXPECT_FALSE(save(sealing, folder / "dev.seal")) << "a key is never written over";
}

TEST_F(KeyFiles, open_to_others_are_refused) {
    ASSERT_TRUE(save(generate_sealing_keys(), folder / "dev.seal"));
    ::chmod((folder / "dev.seal").c_str(), 0440);
    EXPECT_EQ(load_sealing_keys(folder / "dev.seal").error().kind, Error::Kind::Refused);
    EXPECT_FALSE(load_signing_keys(folder / "missing"));
}

}  // namespace
}  // namespace dudao::seal
