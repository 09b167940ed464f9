#include "fixture.h"

namespace dudao::test {
namespace {

class Commit : public OnRedis {};

TEST_F(Commit, commits_stand_in_the_log_with_a_chain_anyone_can_check) {
    Tenure tenure = acquired();
    const Tenure start = tenure;
    for (const char* bytes : {"first", "", "third"}) commit(tenure, next_batch(tenure, bytes));

    const auto entries = store().read_range(j_, 1, 100);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 3U);
    Hash head = start.head;
    for (const Entry& entry : *entries) {
        EXPECT_EQ(entry.e, owner_mark(tenure.epoch, tenure.token));
        EXPECT_EQ(entry.h, chain_hash(head, entry.seq, entry.e, entry.b));
        head = entry.h;
    }
    const auto place = store().place(j_);
    ASSERT_TRUE(place);
    EXPECT_EQ(place->seq, 3U);
    EXPECT_EQ(place->head, head);
    EXPECT_EQ(place->leaves, 3U);
    EXPECT_EQ(place->confirmed, 3U);
    EXPECT_EQ(place->clock, "system");
    EXPECT_EQ(store().read_entry(j_, 3)->b, "third");
    EXPECT_EQ(store().read_entry(j_, 4).error().kind, Error::Kind::NotFound);
}

TEST_F(Commit, timers_values_and_mail_move_with_it) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "opened");
    batch.timers_on = {{"t1", 1'800'000'000'000}, {"t2", 1'800'000'000'001}};
    batch.values = {{"ref", std::string("名\0", 4)}};
    batch.mail_in = {{"m1", "sealed"}, {"m2", "sealed too"}};
    commit(tenure, batch);
    batch = next_batch(tenure, "acknowledged");
    batch.timers_off = {"t1"};
    batch.timers_on = {{"t2", 1'900'000'000'000}};
    batch.mail_out = {"m1"};
    commit(tenure, batch);

    EXPECT_EQ(store().values(j_, {"none", "ref"}).value(),
              (std::vector<std::optional<std::string>>{std::nullopt, std::string("名\0", 4)}));
    const Reply due = server_->call({"ZRANGE", keys::due(j_), "0", "-1", "WITHSCORES"});
    ASSERT_EQ(due.items.size(), 4U);
    EXPECT_EQ(due.items[0].text, "t2");
    EXPECT_EQ(due.items[1].text, "1900000000000");
    EXPECT_EQ(due.items[2].text, keys::dummy);
    RedisWriter reader = writer();
    reader.read_mail(j_);
    EXPECT_EQ(one<MailRead>(reader).mail,
              (std::vector<std::pair<std::string, std::string>>{{"m2", "sealed too"}}));
}

TEST_F(Commit, thousands_of_operations_go_in_one_call) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "many");
    Batch undo;
    for (int i = 0; i < 12'345; ++i) {
        batch.timers_on.emplace_back("t" + std::to_string(i), i);
        batch.values.emplace_back("v" + std::to_string(i), "value");
        undo.timers_off.push_back(batch.timers_on.back().first);
    }
    commit(tenure, batch);
    EXPECT_EQ(server_->call({"ZCARD", keys::due(j_)}).integer, 12'346);
    EXPECT_EQ(server_->call({"HLEN", keys::pd(j_)}).integer, 12'346);
    EXPECT_EQ(server_->call({"ZSCORE", keys::due(j_), "t12344"}).text, "12344");
    batch = next_batch(tenure, "none");
    batch.timers_off = undo.timers_off;
    commit(tenure, batch);
    EXPECT_EQ(server_->call({"ZCARD", keys::due(j_)}).integer, 1);
}

TEST_F(Commit, a_refused_commit_leaves_no_trace) {
    Tenure tenure = acquired();
    commit(tenure, next_batch(tenure, "first"));
    RedisWriter owner = writer();
    const std::string before = dump();
    const auto refused = [&](const Tenure& as, const std::string& j, const Batch& batch) {
        owner.commit(j, as.token, as.epoch, batch);
        const auto answer = one<Committed>(owner);
        EXPECT_EQ(answer.seq, batch.seq);
        return answer.verdict.outcome;
    };
    Batch good = next_batch(tenure, "second");
    good.timers_on = {{"t", 5}};
    good.values = {{"ref", "value"}};

    Tenure other = tenure;
    other.token = token(99);
    EXPECT_EQ(refused(other, j_, good), Outcome::Epoch);
    other = tenure;
    other.epoch += 1;
    EXPECT_EQ(refused(other, j_, good), Outcome::Epoch);
    EXPECT_EQ(refused(tenure, "nowhere", good), Outcome::Genesis);
    Batch bad = good;
    bad.seq += 1;
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::Seq);
    bad.seq -= 2;
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::Seq);
    bad = good;
    bad.prev[31] ^= 1U;
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::Seq);
    bad = good;
    bad.timers_off = {std::string(keys::dummy)};
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::NeverTaken);
    bad = good;
    bad.timers_on.emplace_back("u", -1);
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::NeverTaken);
    bad = good;
    bad.leaves = 0;
    EXPECT_EQ(refused(tenure, j_, bad), Outcome::NeverTaken);
    EXPECT_EQ(dump(), before);

    commit(tenure, good);
}

TEST_F(Commit, a_key_of_another_type_or_a_lost_one_is_refused_before_anything_is_written) {
    Tenure tenure = acquired();
    for (const std::string& key : {keys::log(j_), keys::due(j_), keys::pd(j_), keys::mail(j_)}) {
        const std::string kept = server_->call({"DUMP", key}).text;
        server_->call({"DEL", key});
        std::string before = dump();
        EXPECT_EQ(store().commit(j_, tenure, next_batch(tenure, "x"), 1000).error().kind,
                  Error::Kind::Corrupt);
        EXPECT_EQ(dump(), before);
        server_->call({"SET", key, "text"});
        before = dump();
        EXPECT_FALSE(store().commit(j_, tenure, next_batch(tenure, "x"), 1000));
        EXPECT_EQ(dump(), before);
        server_->call({"RESTORE", key, "0", kept, "REPLACE"});
    }
    commit(tenure, next_batch(tenure, "x"));
}

TEST_F(Commit, a_place_that_the_stream_has_passed_is_refused) {
    Tenure tenure = acquired();
    server_->call({"XADD", keys::log(j_), "1-0", "b", "forged"});
    const std::string before = dump();
    EXPECT_EQ(store().commit(j_, tenure, next_batch(tenure, "x"), 1000).error().kind,
              Error::Kind::Refused);
    EXPECT_EQ(dump(), before);
}

TEST_F(Commit, after_one_of_several_under_way_is_wrong_the_later_refuse_themselves) {
    Tenure tenure = acquired();
    RedisWriter owner = writer();
    Tenure ahead = tenure;
    std::vector<Batch> batches;
    for (int i = 0; i < 4; ++i) {
        batches.push_back(next_batch(ahead, "batch " + std::to_string(i)));
        advance(ahead, batches.back());
    }
    batches[1].values = {{std::string(keys::dummy), "nobody may"}};
    for (const Batch& batch : batches) owner.commit(j_, tenure.token, tenure.epoch, batch);
    const auto said = answers(owner, 4);
    ASSERT_EQ(said.size(), 4U);
    EXPECT_EQ(outcome_of(said[0]), Outcome::Done);
    EXPECT_EQ(outcome_of(said[1]), Outcome::NeverTaken);
    EXPECT_EQ(outcome_of(said[2]), Outcome::Seq);
    EXPECT_EQ(outcome_of(said[3]), Outcome::Seq);
    EXPECT_EQ(store().place(j_)->seq, 1U);
}

TEST_F(Commit, a_log_is_made_once) {
    const std::string before = dump();
    EXPECT_EQ(store().genesis(j_, "demo").error().kind, Error::Kind::Refused);
    EXPECT_EQ(store().genesis("wrong clock", "lunar").error().kind, Error::Kind::Corrupt);
    EXPECT_EQ(dump(), before);
    server_->call({"SET", keys::pd("half"), "left over"});
    EXPECT_FALSE(store().genesis("half", "system"));
    EXPECT_EQ(store().place("half").error().kind, Error::Kind::NotFound);
}

TEST_F(Commit, the_library_of_another_version_can_stand_beside_it_but_not_under_its_name) {
    Connection connection = server_->connect();
    EXPECT_TRUE(ensure_functions(connection));
    RedisServer another;
    another.call({"FUNCTION", "LOAD",
                  "#!lua name=dudao1\nredis.register_function('dudao1_commit', function() end)"});
    Connection there = another.connect();
    EXPECT_EQ(ensure_functions(there).error().kind, Error::Kind::Refused);
    another.call({"FUNCTION", "FLUSH"});
    another.call({"FUNCTION", "LOAD",
                  "#!lua name=dudao2\nredis.register_function('dudao2_commit', function() end)"});
    EXPECT_TRUE(ensure_functions(there));
}

}  // namespace
}  // namespace dudao::test
