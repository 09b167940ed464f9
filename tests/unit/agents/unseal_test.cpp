// What the engine sealed to this device opens, if it is the task the log knows.
#include "agents/unseal.h"

#include <gtest/gtest.h>

#include "net/curve.h"
#include "wire/codec.h"

namespace dudao::agent {
namespace {

class Unsealing : public testing::Test {
 protected:
    wire::Dispatch a_dispatch(const seal::TaskBody& sealed_body,
                              seal::Type type = seal::Type::Task) {
        wire::Dispatch dispatch;
        dispatch.task = TaskId{7};
        dispatch.commitment =
            seal::task_commitment(sealed_body.salt, sealed_body.target, GroupId{"g1"});
        const seal::Inner inner{type, "gqc:1", "device", {}, Moment{5000}, encode(sealed_body)};
        const auto blob = seal::seal(inner, engine, bytes(device.public_key));
        EXPECT_TRUE(blob);
        dispatch.blob = Bytes(blob.value_or(""));
        return dispatch;
    }
    template <std::size_t N>
    static std::string bytes(const std::array<std::uint8_t, N>& key) {
        return {key.begin(), key.end()};
    }
    Unseal unseal() { return unseal_with(device, "device", bytes(engine.public_key)); }

    seal::SealingKeys device = seal::generate_sealing_keys();
    seal::SigningKeys engine = seal::generate_signing_keys();
    seal::TaskBody body{Bytes(std::string(32, 's')), UnitId{"village-9"}, "九村", "Nine", {"R"}};
};

TEST_F(Unsealing, gives_salt_target_and_names) {
    const auto opened = unseal()(a_dispatch(body), GroupId{"g1"}, Moment{1});
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_EQ(opened->target.text, "village-9");
    EXPECT_EQ(opened->salt, body.salt);
}

TEST_F(Unsealing, refuses_what_the_log_does_not_know_or_another_signed_and_never_says_the_target) {
    auto other = a_dispatch(body);
    other.commitment[0] = static_cast<char>(other.commitment[0] ^ 1);
    auto torn = a_dispatch(body);
    torn.blob[100] = static_cast<char>(torn.blob[100] ^ 1);
    const auto good = a_dispatch(body);
    const auto dummy = a_dispatch(body, seal::Type::Dummy);
    const auto forger = seal::generate_signing_keys();
    const auto check = unseal_with(device, "device", bytes(forger.public_key));
    const std::vector<Result<seal::TaskBody>> refused = {
        unseal()(other, GroupId{"g1"}, Moment{1}),
        unseal()(torn, GroupId{"g1"}, Moment{1}),
        unseal()(good, GroupId{"g2"}, Moment{1}),
        unseal()(good, GroupId{"g1"}, Moment{9000}),
        unseal()(dummy, GroupId{"g1"}, Moment{1}),
        check(good, GroupId{"g1"}, Moment{1}),
        unseal()(wire::Dispatch{}, GroupId{"g1"}, Moment{1})};
    for (const auto& each : refused) {
        ASSERT_FALSE(each);
        EXPECT_EQ(each.error().text().find("village-9"), std::string::npos);
    }
}

TEST_F(Unsealing, of_an_assignment_wants_the_words_on_record_and_never_says_them) {
    const KeyPair issuer = generate_key_pair();
    const seal::AssignmentBody words{Bytes(std::string(32, 's')), "王五※", "verify-it"};
    wire::AssignmentDispatch good;
    good.sender = Bytes(bytes(issuer.public_key));
    good.commitment = seal::assignment_commitment(words);
    const std::string sender = bytes(issuer.public_key);
    const std::string secret(reinterpret_cast<const char*>(issuer.secret_key.bytes.data()), 32);
    good.blob = Bytes(
        seal::seal_assignment(encode(words), "device", {sender, secret}, bytes(device.public_key))
            .value());
    const auto open = unseal_assignment_with(device, "device");
    ASSERT_TRUE(open(good)) << open(good).error().text();
    EXPECT_EQ(open(good)->text, "verify-it");
    auto other_words = good;
    other_words.commitment[0] = static_cast<char>(other_words.commitment[0] ^ 1);
    auto other_sender = good;
    other_sender.sender[0] = static_cast<char>(other_sender.sender[0] ^ 1);
    for (const auto& each : {open(other_words), open(other_sender), open({})}) {
        ASSERT_FALSE(each);
        EXPECT_EQ(each.error().text().find("verify-it"), std::string::npos);
    }
}

}  // namespace
}  // namespace dudao::agent
