// A real Redis of a test's own: on a unix socket in a temporary folder, no TCP port, AOF with every
// commit synced, nothing evicted, no RDB: the settings of production.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/connection.h"
#include "tests/support/child.h"
#include "tests/support/temp_dir.h"

namespace dudao::test {

class RedisServer {
 public:
    /// Starts it and returns when it answers; `settings`, e.g. {"--appendfsync", "no"}, come last
    /// and so win. Throws if Redis does not start.
    explicit RedisServer(std::vector<std::string> settings = {});

    std::string socket() const { return (folder_ / "s").string(); }
    /// The folder with its appendonlydir, for tests that damage it.
    const TempDir& folder() const { return folder_; }
    Address address() const;
    /// A new connection, or throws.
    Connection connect() const;
    pid_t pid() const { return child_->pid(); }

    void start();    // on the same data; returns when it answers
    void kill_9();   // returns when it is gone
    void restart();  // kill_9, start
    void pause();    // it executes nothing; the kernel still takes connections and bytes
    void resume();

    void config_set(const std::string& name, const std::string& value) const;
    /// A call that must not fail, on a connection of its own.
    Reply call(const std::vector<std::string>& args) const;
    /// All keys with their serialised values: equal texts, equal data.
    std::string dump() const;

 private:
    TempDir folder_;
    std::vector<std::string> settings_;
    std::optional<Child> child_;
};

}  // namespace dudao::test
