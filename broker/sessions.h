// The connections of a jurisdiction: the key that uses each, its next command number, and when it
// was last heard from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"

namespace dudao::broker {

struct Peer {
    std::string session;
    KeyId key;
    std::int64_t incarnation = 0;
    std::int64_t expected_n = 0;  // number of the next command on this connection
    std::int64_t heard_ms = 0;    // last message, steady ms
    bool reads_said = false;      // understands the `said` field of an answer
    bool reads_bundles = false;
};

class Sessions {
 public:
    /// Creates or renews a session. An older session of the same key is dropped.
    Peer& greet(Peer peer);
    Peer* find(const std::string& session);
    const Peer* find(const std::string& session) const;
    /// The present session of a key; nullptr if it is not connected.
    const Peer* of_key(const KeyId& key) const;
    void forget(const std::string& session);
    /// Drops sessions whose last message is older than `before_ms`, which never goes back. Looks at
    /// all of them only when one may be that old: it is called each turn, and there are thousands.
    void drop_silent(std::int64_t before_ms);
    void clear();
    std::vector<std::string> all() const;
    std::size_t size() const { return peers_.size(); }

 private:
    std::map<std::string, Peer> peers_;
    std::map<KeyId, std::string> of_key_;
    std::int64_t oldest_ms_ = INT64_MIN;  // no session was heard before this
};

}  // namespace dudao::broker
