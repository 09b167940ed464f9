// Who enters is asked of the whole public key; its id is a name only.
#include "ledger/key_id.h"
#include "owner.h"

namespace dudao::broker {
namespace {

const std::string one(32, '\x11');
const std::string another(32, '\x22');
const std::string lost(32, '\x55');

KeyRow row(const KeyId& id, const std::string& public_key) {
    KeyRow key;
    key.id = id;
    key.public_key = Bytes(public_key);
    key.kind = KeyKind::Worker;
    return key;
}

/// Rows: as it should be, of an early release, with another key's id, revoked.
class Admission : public Owner {
 protected:
    Admission()
        : Owner([](test::County& county) {
              auto& keys = county.state.keys;
              const KeyId early{key_id(another).text.substr(0, 16)};
              keys[key_id(one)] = row(key_id(one), one);
              keys[early] = row(early, another);
              const KeyId forged = key_id(std::string(32, '\x33'));
              keys[forged] = row(forged, std::string(32, '\x44'));
              keys[key_id(lost)] = row(key_id(lost), lost);
              keys[key_id(lost)].revoked = true;
          }) {}
};

TEST_F(Admission, a_key_enters_by_all_of_its_bytes) {
    EXPECT_EQ(broker_->admitted(one), key_id(one));
    EXPECT_EQ(key_id(one).text.size(), 32U);
}

TEST_F(Admission, a_row_of_an_early_release_admits_its_key) {
    ASSERT_TRUE(broker_->admitted(another));
    EXPECT_EQ(broker_->admitted(another)->text.size(), 16U);
}

TEST_F(Admission, a_row_with_other_bytes_lets_neither_key_in) {
    EXPECT_FALSE(broker_->admitted(std::string(32, '\x33')));
    EXPECT_FALSE(broker_->admitted(std::string(32, '\x44')));
    EXPECT_FALSE(broker_->admitted(std::string()));
}

TEST_F(Admission, a_revoked_key_does_not_enter) { EXPECT_FALSE(broker_->admitted(lost)); }

/// Somebody who may revoke keys, and a device that is on line.
class Revocation : public Owner {
 protected:
    Revocation()
        : Owner([this](test::County& county) { enrol(KeyId{"k-officer"}, county.officer); }) {
        say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s-officer");
        say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-device");
    }
    void revoke() {
        const Command what = KeyRevocation{KeyId{"dev1"}};
        say_by("k-officer",
               wire::CommandCall{1, 1, "t", {}, "key.revoke", Bytes(encode_args(what))},
               "s-officer");
    }
};

TEST_F(Revocation, is_told_to_the_device_as_soon_as_it_is_committed) {
    revoke();
    EXPECT_TRUE(heard<wire::Moved>().empty()) << "not before it is on record";
    store_says(done, 8);
    EXPECT_EQ(heard<wire::Moved>().size(), 1U);
    EXPECT_EQ(heard<wire::Answer>().size(), 1U);
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-device");
    ASSERT_EQ(heard<wire::Problem>().size(), 1U) << "it greets anew, and hears why";
    EXPECT_EQ(heard<wire::Problem>().front().what, wire::Problem::not_admitted);
    EXPECT_TRUE(heard<wire::Welcome>().empty());
}

}  // namespace
}  // namespace dudao::broker
