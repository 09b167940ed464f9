// What an assignment's blob lets whom know.
#include <gtest/gtest.h>

#include "seal/seal.h"

namespace dudao::seal {
namespace {

template <class Array>
std::string_view bytes_of(const Array& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

struct SealedAssignment : testing::Test {
    SealingKeys device = generate_sealing_keys();
    SealingKeys other = generate_sealing_keys();
    SealingKeys issuer = generate_sealing_keys();  // X25519, as CURVE keys are
    SealingKeys forger = generate_sealing_keys();
    const std::string id = "0123456789abcdef0123456789abcdef";

    static SenderKeys of(const SealingKeys& pair) {
        return {bytes_of(pair.public_key), secret_of(pair)};
    }
    static std::string_view secret_of(const SealingKeys& pair) {
        return {reinterpret_cast<const char*>(pair.secret_key.data()), 32};
    }
    Result<std::string> sealed(std::string_view body) const {
        return seal_assignment(body, id, of(issuer), bytes_of(device.public_key));
    }
    Result<std::string> opened(std::string_view blob) const {
        return open_assignment(blob, device, id, bytes_of(issuer.public_key));
    }
};

TEST_F(SealedAssignment, is_read_by_its_device_and_has_the_size_of_a_task) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, body_bytes_max}) {
        const std::string body(size, 'x');
        const auto blob = sealed(body);
        ASSERT_TRUE(blob) << blob.error().text();
        EXPECT_EQ(blob->size(), blob_bytes);
        ASSERT_TRUE(opened(*blob)) << opened(*blob).error().text();
        EXPECT_EQ(*opened(*blob), body);
    }
    EXPECT_EQ(sealed(std::string(body_bytes_max + 1, 'x')).error().kind, Error::Kind::BadInput);
}

TEST_F(SealedAssignment, is_refused_by_another_device_under_another_id_or_of_another_sender) {
    const std::string blob = sealed("核实").value();
    const std::string_view sender = bytes_of(issuer.public_key);
    EXPECT_FALSE(open_assignment(blob, other, id, sender));
    EXPECT_FALSE(open_assignment(blob, device, std::string(32, 'f'), sender));
    EXPECT_FALSE(open_assignment(blob, device, id, bytes_of(forger.public_key)));
}

TEST_F(SealedAssignment, cannot_be_made_in_anothers_name) {
    // A forger who puts the issuer's public key in front still lacks the secret one.
    const SenderKeys pretended{bytes_of(issuer.public_key), secret_of(forger)};
    const auto blob = seal_assignment("核实", id, pretended, bytes_of(device.public_key)).value();
    EXPECT_FALSE(opened(blob));
}

TEST_F(SealedAssignment, with_a_flipped_byte_anywhere_or_another_size_is_refused) {
    const std::string good = sealed("核实").value();
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        EXPECT_FALSE(opened(bad)) << "byte " << i;
    }
    EXPECT_FALSE(opened(good.substr(1)));
    EXPECT_FALSE(opened(""));
}

TEST_F(SealedAssignment, is_no_task_and_a_task_is_no_assignment) {
    const SigningKeys engine = generate_signing_keys();
    const Inner inner{Type::Task, "gqc:7", id, Moment{1000}, Moment{9000}, "a body"};
    EXPECT_FALSE(opened(seal(inner, engine, bytes_of(device.public_key)).value()));
    EXPECT_FALSE(open(sealed("核实").value(), device, id, bytes_of(engine.public_key), Moment{1}));
}

TEST(AssignmentCommitment, is_of_salt_person_and_words_each) {
    const AssignmentBody body{Bytes(std::string(32, 's')), "张三※", "核实"};
    AssignmentBody other = body;
    other.whom = "李四※";
    EXPECT_NE(assignment_commitment(body), assignment_commitment(other));
    other = body;
    other.text = "谈话";
    EXPECT_NE(assignment_commitment(body), assignment_commitment(other));
    other = {body.salt, "张三※核", "实"};
    EXPECT_NE(assignment_commitment(body), assignment_commitment(other));
}

}  // namespace
}  // namespace dudao::seal
