// dudao init against a real Redis: what was founded reads back as a state.
#include "cli/init/init.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>

#include "cli/init/foundation.h"
#include "process/process.h"
#include "replica/replica.h"
#include "seal/seal.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "tests/support/redis_server.h"
#include "wire/personal.h"

namespace dudao::test {
namespace {

class Init : public ::testing::Test {
 protected:
    static void SetUpTestSuite() {
        std::signal(SIGPIPE, SIG_IGN);
        server_ = std::make_unique<RedisServer>();
    }
    static void TearDownTestSuite() { server_.reset(); }
    void SetUp() override { server_->call({"FLUSHALL"}); }

    init::Options options() const {
        return {DUDAO_COUNTY, folder_ / "state", "unix:" + server_->socket(), false,
                *parse_moment("2026-09-14T08:00:00+08:00")};
    }
    Replica replica() const {
        Connection connection = server_->connect();
        const auto entries = Store(connection).read_range("gqc", 1, 100);
        Replica replica;
        EXPECT_TRUE(entries) << entries.error().text();
        for (const Entry& entry : *entries) {
            const auto taken = replica.apply(entry);
            EXPECT_TRUE(taken) << taken.error().text();
        }
        return replica;
    }

    static inline std::unique_ptr<RedisServer> server_;
    TempDir folder_;
};

TEST_F(Init, a_replica_folds_the_founded_county) {
    const auto done = init::init(options());
    ASSERT_TRUE(done) << done.error().text();
    const Replica county = replica();
    const State& state = county.state;
    EXPECT_EQ(state.leaves, done->events);
    EXPECT_EQ(std::count_if(state.units.begin(), state.units.end(),
                            [](const auto& each) { return each.second.level == Level::Village; }),
              40);
    EXPECT_EQ(state.groups.size(), 5U);
    EXPECT_EQ(state.people.size(), 274U);
    EXPECT_EQ(state.teams.size(), 4U);
    EXPECT_EQ(state.checklist_now.size(), 7U);
    EXPECT_EQ(state.plans.begin()->second.state, plan::State::Adopted);
    EXPECT_EQ(state.timers.size(), 2U);  // the plan opens and closes
    EXPECT_TRUE(state.founding.demo_clock);
}

TEST_F(Init, the_timers_of_the_plan_stand_in_the_index) {
    ASSERT_TRUE(init::init(options()));
    const State state = replica().state;
    ASSERT_EQ(state.timers.size(), 2U);
    for (const auto& [id, timer] : state.timers) {
        const Reply score = server_->call({"ZSCORE", keys::due("gqc"), due_key(id)});
        EXPECT_EQ(std::stoll(score.text), timer.due.ms);
    }
}

TEST_F(Init, names_lie_beside_the_log_and_never_in_it) {
    ASSERT_TRUE(init::init(options()));
    Connection connection = server_->connect();
    Store store(connection);
    const auto entries = store.read_range("gqc", 1, 100);
    ASSERT_TRUE(entries);
    for (const Entry& entry : *entries) EXPECT_EQ(entry.b.find("郑辛卯"), std::string::npos);
    const State state = replica().state;
    const PersonRow& person = state.people.at({"p-011rdjh0"});
    EXPECT_TRUE(person.name.value.empty());
    const auto values = store.values("gqc", {person.name.ref});
    ASSERT_TRUE(values && values->at(0));
    EXPECT_EQ(open_value(*values->at(0)).words, "郑辛卯※");
}

TEST_F(Init, the_keys_in_the_folder_are_the_keys_in_the_log) {
    ASSERT_TRUE(init::init(options()));
    const StateFolder folder{folder_ / "state"};
    const State state = replica().state;
    const auto broker = load_key(folder.key("broker"));
    ASSERT_TRUE(broker) << broker.error().text();
    EXPECT_EQ(state.keys.at(key_id(broker->public_key)).kind, KeyKind::Broker);
    const auto file = load_jurisdiction(folder);
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->broker_key, to_z85(broker->public_key));
    EXPECT_EQ(file->start, state.last_at);
    EXPECT_EQ(file->devices.size(), 9U);
    const auto signing = seal::load_signing_keys(folder.signing_key().string());
    ASSERT_TRUE(signing) << signing.error().text();
    EXPECT_EQ(file->engine_key, to_hex(signing->public_key));
    const auto sealing = seal::load_sealing_keys(folder.sealing_key("dev-g1").string());
    const auto device = load_key(folder.key("dev-g1"));
    ASSERT_TRUE(sealing && device);
    EXPECT_EQ(state.keys.at(key_id(device->public_key)).sealing_key,
              Bytes(std::string(sealing->public_key.begin(), sealing->public_key.end())));
    struct stat info {};
    ASSERT_EQ(::stat(folder.signing_key().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777U, 0400U);
}

TEST_F(Init, a_second_init_is_refused_and_changes_nothing) {
    ASSERT_TRUE(init::init(options()));
    const std::string before = server_->dump();
    const auto same_folder = init::init(options());
    ASSERT_FALSE(same_folder);
    EXPECT_THAT(same_folder.error().text(), ::testing::HasSubstr("holds a jurisdiction already"));
    init::Options elsewhere = options();
    elsewhere.state = folder_ / "other";
    const auto same_redis = init::init(elsewhere);
    ASSERT_FALSE(same_redis);
    EXPECT_EQ(same_redis.error().kind, Error::Kind::Refused);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "other"));
    EXPECT_EQ(server_->dump(), before);
}

TEST_F(Init, a_log_of_many_pieces_is_one_chain) {
    init::Foundation foundation(*parse_moment("2026-09-14T08:00:00+08:00"), secure_random);
    Founding founding;
    founding.jurisdiction = "big";
    founding.root = {"r"};
    founding.demo_clock = true;
    foundation.found(founding);
    ASSERT_TRUE(foundation.carry_out(UnitRow{{"r"}, {}, Level::City, "市", "city"}));
    for (int i = 0; i < 6000; ++i) {
        PersonRow person{{"p" + std::to_string(i)}, {}, {"r"}};
        person.name.value = "某※";
        ASSERT_TRUE(foundation.carry_out(person));
    }
    ASSERT_GT(foundation.pieces().size(), 2U);
    Connection connection = server_->connect();
    Store store(connection);
    server_->call({"FUNCTION", "FLUSH"});
    ASSERT_TRUE(ensure_functions(connection));
    const auto written = init::write(store, "big", "demo", foundation.pieces(), secure_random);
    ASSERT_TRUE(written) << written.error().text();
    Replica replica;
    const auto entries = store.read_range("big", 1, 100);
    ASSERT_TRUE(entries);
    for (const Entry& entry : *entries) ASSERT_TRUE(replica.apply(entry));
    EXPECT_EQ(replica.state.people.size(), 6000U);
}

}  // namespace
}  // namespace dudao::test
