#include "tests/conformance/twins.h"

#include <algorithm>

#include "ensure.h"

namespace dudao::test {
namespace {

constexpr int ping_ms = 10'000;
constexpr int asks_max = 100'000;

std::string pinged(Connection& redis) {
    const auto reply = redis.call({"PING"}, ping_ms);
    if (!reply) throw BrokenInvariant(reply.error().text());
    return reply->text;
}

/// A word of a server's mind that comes with its next turn or the one after.
template <class Is>
void wait_for(Connection& redis, Is is) {
    for (int i = 0; i < asks_max; ++i) {
        if (is(pinged(redis))) return;
    }
    throw BrokenInvariant("Redis does not change its mind");
}

}  // namespace

std::string Twins::ask(const StoreCall& call) {
    const std::string real = answer(redis_, j_, call);
    const std::string modelled = answer(model_, mood_, call);
    EXPECT_EQ(real, modelled) << describe(call);
    note_file();
    return modelled;
}

void Twins::expect_equal() { EXPECT_EQ(dump(redis_, j_), dump(model_)); }

void Twins::set(sim::Mood mood) {
    if (mood == mood_) return;
    if (mood_ == sim::Mood::NoMemory) server_.config_set("maxmemory", "0");
    if (mood_ == sim::Mood::Busy) stop_spinning();
    if (mood_ == sim::Mood::CutOffReplica) server_.call({"REPLICAOF", "NO", "ONE"});
    if (mood == sim::Mood::NoMemory) server_.config_set("maxmemory", "1");
    if (mood == sim::Mood::Busy) spin();
    // Port 1: nobody is there.
    if (mood == sim::Mood::CutOffReplica) server_.call({"REPLICAOF", "127.0.0.1", "1"});
    mood_ = mood;
}

void Twins::spin() {
    spinning_ = server_.connect();
    const auto sent = spinning_->send({"EVAL", "while true do end", "0"});
    ensure(sent.has_value(), "a script can be sent");
    spinning_->flush();
    wait_for(redis_, [](const std::string& said) { return said.starts_with("BUSY"); });
}

void Twins::stop_spinning() {
    server_.call({"SCRIPT", "KILL"});
    wait_for(redis_, [](const std::string& said) { return said == "PONG"; });
    spinning_.reset();
}

void Twins::start_again() {
    spinning_.reset();
    server_.start();
    redis_ = server_.connect();
    mood_ = sim::Mood::Well;
    const auto checked = check_server(redis_);  // as every owner does first
    EXPECT_TRUE(checked) << checked.error().text();
    server_.config_set("appendfsync", "no");
    kept_.clear();  // the file was written anew
    note_file();
}

void Twins::restart() {
    server_.kill_9();
    start_again();
}

std::uintmax_t Twins::cut(std::uintmax_t bytes) {
    server_.kill_9();
    bytes = std::min(bytes, written());
    const std::uintmax_t left = kept_.back().bytes - bytes;
    std::filesystem::resize_file(file(), left);
    while (kept_.back().bytes > left) kept_.pop_back();
    model_ = kept_.back().model;
    start_again();
    return bytes;
}

void Twins::speak_to(RedisServer& other, sim::Mood mood) {
    redis_ = other.connect();
    mood_ = mood;
}

std::filesystem::path Twins::file() const {
    // appendonly.aof.<number>.incr.aof; those before the last rewrite are on their way out.
    constexpr std::string_view before = "appendonly.aof.";
    std::pair<int, std::filesystem::path> newest;
    for (const auto& each :
         std::filesystem::directory_iterator(server_.folder() / "appendonlydir")) {
        const std::string name = each.path().filename().string();
        if (!name.ends_with(".incr.aof")) continue;
        newest = std::max(newest, {std::stoi(name.substr(before.size())), each.path()});
    }
    return newest.second;
}

}  // namespace dudao::test
