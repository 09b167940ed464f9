#include <gtest/gtest.h>

#include "ledger/hash.h"
#include "store/chain.h"
#include "store/connection.h"
#include "store/store.h"

namespace dudao {
namespace {

Outcome said(const std::string& words) {
    Reply reply;
    reply.kind = Reply::Kind::Error;
    reply.text = words;
    const Verdict verdict = verdict_on(reply);
    EXPECT_EQ(verdict.text, words);
    return verdict.outcome;
}

TEST(Outcome, every_reply_of_the_table_is_read_as_it_says) {
    EXPECT_EQ(said("EPOCH another owner"), Outcome::Epoch);
    EXPECT_EQ(said("SEQ after commit 7"), Outcome::Seq);
    EXPECT_EQ(said("HELD broker-2 800"), Outcome::Held);
    EXPECT_EQ(said("GENESIS nothing at {j}:w"), Outcome::Genesis);
    for (const char* words :
         {"OOM allow-oom flag is not set", "NOREPLICAS Not enough good replicas",
          "BUSY Redis is busy", "LOADING Redis is loading", "CLUSTERDOWN The cluster is down",
          "TRYAGAIN Multiple keys request during rehashing", "ERR max number of clients reached"}) {
        EXPECT_EQ(said(words), Outcome::NotExecuted) << words;
    }
    EXPECT_EQ(said("MISCONF Errors writing to the AOF file"), Outcome::DiskFailed);
    EXPECT_EQ(said("ARGS a list does not add up"), Outcome::NeverTaken);
    for (const char* words : {"READONLY You can't write against a read only replica.",
                              "MOVED 3999 127.0.0.1:6381", "ASK 3999 127.0.0.1:6381",
                              "MASTERDOWN Link with MASTER is down", "UNBLOCKED force unblock"}) {
        EXPECT_EQ(said(words), Outcome::NotHere) << words;
    }
    for (const char* words :
         {"ERR Function not found", "WRONGTYPE Operation against a key", "TYPE a key is missing",
          "NOPERM no", "BUSYKEY exists", "EPOCHS", ""}) {
        EXPECT_EQ(said(words), Outcome::Broken) << words;
    }
}

TEST(Outcome, what_is_no_error_is_done) {
    for (const auto kind : {Reply::Kind::Nil, Reply::Kind::Integer, Reply::Kind::Text,
                            Reply::Kind::Status, Reply::Kind::Array}) {
        Reply reply;
        reply.kind = kind;
        reply.text = "EPOCH";
        EXPECT_EQ(verdict_on(reply).outcome, Outcome::Done);
    }
}

TEST(Chain, a_hash_depends_on_each_of_its_four_parts) {
    const Hash first = chain_hash(Hash{}, 1, "1:aaaaaaaa", "events");
    EXPECT_NE(first, chain_hash(first, 1, "1:aaaaaaaa", "events"));
    EXPECT_NE(first, chain_hash(Hash{}, 2, "1:aaaaaaaa", "events"));
    EXPECT_NE(first, chain_hash(Hash{}, 1, "2:aaaaaaaa", "events"));
    EXPECT_NE(first, chain_hash(Hash{}, 1, "1:aaaaaaaa", "event"));
    // SHA-256 of 32 zero bytes, 00 00 00 00 00 00 00 01, and the two texts.
    const std::string whole =
        std::string(39, '\0') + std::string(1, '\1') + "1:aaaaaaaa" + "events";
    EXPECT_EQ(first, sha256(whole));
    EXPECT_EQ(to_hex(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hash_from_hex(to_hex(first)), first);
    EXPECT_EQ(hash_from_bytes(to_bytes(first)), first);
}

TEST(Address, only_a_socket_or_host_and_port_is_one) {
    EXPECT_EQ(parse_address("unix:/run/redis.sock")->socket, "/run/redis.sock");
    EXPECT_EQ(parse_address("/run/redis.sock")->text(), "unix:/run/redis.sock");
    EXPECT_EQ(parse_address("[::1]:6379")->host, "::1");
    EXPECT_EQ(parse_address("redis.county:7000")->port, 7000);
    for (const char* text : {"", "redis", "redis:", ":1", "redis:0", "redis:65536", "redis:1x"}) {
        EXPECT_FALSE(parse_address(text)) << text;
    }
}

}  // namespace
}  // namespace dudao
