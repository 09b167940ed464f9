#include "tests/support/redis_server.h"

#include <algorithm>

#include "ensure.h"

namespace dudao::test {
namespace {

constexpr int start_ms = 20'000;
constexpr int answer_ms = 10'000;

}  // namespace

RedisServer::RedisServer(std::vector<std::string> settings) : settings_(std::move(settings)) {
    start();
}

Address RedisServer::address() const {
    Address address;
    address.socket = socket();
    return address;
}

void RedisServer::start() {
    std::vector<std::string> argv{"redis-server",
                                  "--port",
                                  "0",
                                  "--unixsocket",
                                  socket(),
                                  "--unixsocketperm",
                                  "700",
                                  "--dir",
                                  folder_.path().string(),
                                  "--appendonly",
                                  "yes",
                                  "--appendfsync",
                                  "always",
                                  "--no-appendfsync-on-rewrite",
                                  "no",
                                  "--maxmemory-policy",
                                  "noeviction",
                                  "--save",
                                  "",
                                  "--replica-serve-stale-data",
                                  "no",
                                  "--daemonize",
                                  "no",
                                  "--logfile",
                                  "",
                                  "--enable-debug-command",
                                  "local"};
    argv.insert(argv.end(), settings_.begin(), settings_.end());
    child_.reset();
    auto child = Child::start(argv);
    if (!child) throw BrokenInvariant(child.error().text());
    child_ = std::move(*child);
    if (!child_->read_until("ready to accept connections", start_ms)) {
        throw BrokenInvariant("redis-server did not start: " + child_->transcript());
    }
    ensure(call({"PING"}).text == "PONG", "Redis answers");
}

void RedisServer::kill_9() { child_->kill_9(); }

void RedisServer::pause() { child_->pause(); }

void RedisServer::resume() { child_->resume(); }

void RedisServer::restart() {
    kill_9();
    start();
}

Connection RedisServer::connect() const {
    auto connection = Connection::connect(address());
    if (!connection) throw BrokenInvariant(connection.error().text());
    return std::move(*connection);
}

Reply RedisServer::call(const std::vector<std::string>& args) const {
    Connection connection = connect();
    auto reply = connection.call(args, answer_ms);
    if (!reply) throw BrokenInvariant(reply.error().text());
    if (reply->is(Reply::Kind::Error)) throw BrokenInvariant(args.front() + ": " + reply->text);
    return std::move(*reply);
}

void RedisServer::config_set(const std::string& name, const std::string& value) const {
    call({"CONFIG", "SET", name, value});
}

std::string RedisServer::dump() const {
    std::vector<std::string> names;
    for (const Reply& name : call({"KEYS", "*"}).items) names.push_back(name.text);
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) all += name + "=" + call({"DUMP", name}).text + "\n";
    return all;
}

}  // namespace dudao::test
