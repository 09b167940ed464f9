// A jurisdiction of its own for each test, on one Redis for the suite, and the few verbs tests
// need.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/calls.h"
#include "store/chain.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "store/redis_writer.h"
#include "tests/support/redis_server.h"

namespace dudao::test {

/// A token of 32 hex digits, another one for every n.
inline std::string token(unsigned n) {
    std::string digits = std::to_string(n);
    return std::string(32 - digits.size(), 'a') + digits;
}

/// The commit after `before`, with its place in the chain.
inline Batch next_batch(const Tenure& before, std::string bytes) {
    Batch batch;
    batch.seq = before.seq + 1;
    batch.confirmed = batch.seq;
    batch.leaves = before.leaves + 1;
    batch.prev = before.head;
    batch.bytes = std::move(bytes);
    batch.head =
        chain_hash(batch.prev, batch.seq, owner_mark(before.epoch, before.token), batch.bytes);
    return batch;
}

/// Where the owner stands once `batch` is committed.
inline void advance(Tenure& tenure, const Batch& batch) {
    tenure.seq = batch.seq;
    tenure.leaves = batch.leaves;
    tenure.head = batch.head;
}

/// Pumps until n answers have come or the writer has closed and said all.
inline std::vector<StoreReply> answers(RedisWriter& writer, std::size_t n) {
    std::vector<StoreReply> all;
    for (int turn = 0; turn < 10'000 && all.size() < n; ++turn) {
        for (StoreReply& reply : writer.pump(0)) all.push_back(std::move(reply));
        if (all.size() >= n || writer.closed()) break;
        pollfd waiting{.fd = writer.fd(), .events = POLLIN, .revents = 0};
        if (writer.wants_write()) waiting.events |= POLLOUT;
        if (poll(&waiting, 1, 10'000) <= 0) break;
    }
    return all;
}

template <class Answer>
Answer one(RedisWriter& writer) {
    auto all = answers(writer, 1);
    EXPECT_EQ(all.size(), 1U);
    if (all.size() != 1 || !std::holds_alternative<Answer>(all[0])) {
        ADD_FAILURE() << "another answer came";
        return {};
    }
    return std::get<Answer>(all[0]);
}

inline Outcome outcome_of(const StoreReply& reply) {
    return std::visit([](const auto& typed) { return typed.verdict.outcome; }, reply);
}

class OnRedis : public ::testing::Test {
 protected:
    static void SetUpTestSuite() {
        std::signal(SIGPIPE, SIG_IGN);
        server_ = std::make_unique<RedisServer>();
        Connection connection = server_->connect();
        const auto loaded = ensure_functions(connection);
        ASSERT_TRUE(loaded) << loaded.error().text();
    }
    static void TearDownTestSuite() { server_.reset(); }

    OnRedis() : j_("j" + std::to_string(++count_)), connection_(server_->connect()) {}

    void SetUp() override {
        const auto made = store().genesis(j_, "system");
        ASSERT_TRUE(made) << made.error().text();
    }

    Store store() { return Store(connection_); }

    Tenure acquired(const std::string& me = "broker-1", unsigned n = 1) {
        const auto tenure = store().acquire(j_, me, token(n), 60'000);
        if (tenure) return *tenure;
        ADD_FAILURE() << tenure.error().text();
        return {};
    }

    /// Commits in one call, and advances the tenure.
    void commit(Tenure& tenure, const Batch& batch) {
        const auto done = store().commit(j_, tenure, batch, 60'000);
        ASSERT_TRUE(done) << done.error().text();
        advance(tenure, batch);
    }

    RedisWriter writer() {
        RedisWriter made;
        const auto opened = made.open(server_->address());
        EXPECT_TRUE(opened) << opened.error().text();
        return made;
    }

    /// What a refused call must leave as it was. The lease's end is Redis' clock and no one's data.
    std::string dump() { return server_->dump(); }

    static inline std::unique_ptr<RedisServer> server_;
    static inline std::atomic<int> count_ = 0;
    std::string j_;
    Connection connection_;
};

}  // namespace dudao::test
