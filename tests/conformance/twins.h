// The model and the real Redis side by side: each call goes to both, the answers must be equal; so
// must be all that is kept, whenever it is looked at.
#pragma once

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/doctor.h"
#include "tests/conformance/call.h"
#include "tests/support/redis_server.h"

namespace dudao::test {

/// One real Redis for the suite.
class OneRedis : public ::testing::Test {
 protected:
    static void SetUpTestSuite() {
        std::signal(SIGPIPE, SIG_IGN);
        server_ =
            std::make_unique<RedisServer>(std::vector<std::string>{"--busy-reply-threshold", "1"});
        Connection connection = server_->connect();
        const auto loaded = ensure_functions(connection);
        ASSERT_TRUE(loaded) << loaded.error().text();
        // What is written outlives a kill -9 without a disk being waited for; power is lost by
        // cutting the file.
        server_->config_set("appendfsync", "no");
    }
    static void TearDownTestSuite() { server_.reset(); }

    static std::string another_j() { return "j" + std::to_string(++count_); }

    static inline std::unique_ptr<RedisServer> server_;
    static inline int count_ = 0;
};

class Twins {
 public:
    Twins(RedisServer& server, std::string j)
        : server_(server), j_(std::move(j)), redis_(server.connect()) {
        note_file();
    }

    /// The answer that both gave.
    std::string ask(const StoreCall& call);
    /// The same data in both; asked while the server is well.
    void expect_equal();

    void set(sim::Mood mood);
    /// kill -9 and start: nothing that was answered is gone.
    void restart();
    /// kill -9, the last `bytes` of the append-only file are gone, start: in both, each call whose
    /// writes are not whole in the file never was. Returns how many bytes were cut: never more than
    /// this jurisdiction has written since the last start.
    std::uintmax_t cut(std::uintmax_t bytes);
    /// From now on the real one is another server with the same data, in this mood of its own.
    void speak_to(RedisServer& other, sim::Mood mood);

    const sim::StoreModel& model() const { return model_; }
    sim::Mood mood() const { return mood_; }
    std::uintmax_t written() const { return kept_.back().bytes - kept_.front().bytes; }

 private:
    struct Kept {
        std::uintmax_t bytes;  // of the append-only file
        sim::StoreModel model;
    };
    std::filesystem::path file() const;
    void note_file() { kept_.push_back({std::filesystem::file_size(file()), model_}); }
    void start_again();
    void spin();
    void stop_spinning();

    RedisServer& server_;
    std::string j_;
    Connection redis_;
    std::optional<Connection> spinning_;
    sim::StoreModel model_;
    sim::Mood mood_ = sim::Mood::Well;
    std::vector<Kept> kept_;  // after each call
};

}  // namespace dudao::test
