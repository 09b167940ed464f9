// The sessions of people who are signed in. A session is a random token in the browser's cookie;
// only its hash is kept here, so that a copy of this memory cannot be used to sign in. Bounded in
// number, in all and per person, in idle time and in duration.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "wire/personal.h"

namespace dudao::console {

struct SignedIn {
    std::string id;  // hash of the token, used as the session's id
    PersonId person;
    std::string csrf;     // sent back in a header with every POST
    std::string account;  // the name that was signed in with
};

/// Where a session was started from, so that people can recognize their own sessions.
struct Browser {
    std::string address;
    std::string software;  // the browser's own name; only for display
};

class Sessions {
 public:
    explicit Sessions(Random random) : random_(std::move(random)) {}

    struct Fresh {
        std::string token;  // 64 hex digits, returned only here
        SignedIn session;
    };
    /// Where there is no room, for this person or in all, the longest idle one goes.
    Fresh begin(const PersonId& person, Browser from, std::int64_t now_ms,
                std::string account = {});

    /// Requests by the user keep a session alive; requests that a page makes by itself, and open
    /// streams, do not.
    enum class Use { Asked, ByItself };
    /// std::nullopt if the session is unknown or over.
    std::optional<SignedIn> find(const std::string& token, std::int64_t now_ms,
                                 Use use = Use::Asked);
    /// True if the session exists and is not over.
    bool lives(const std::string& id, std::int64_t now_ms) const;

    struct Row {
        std::string id;
        Browser from;
        std::int64_t began_ms = 0;
        std::int64_t used_ms = 0;
    };
    /// The sessions of a person, the most recently used first.
    std::vector<Row> of(const PersonId& person, std::int64_t now_ms) const;
    /// The sessions that were begun by signing in as one of these accounts.
    std::vector<SignedIn> of_accounts(const std::set<std::string>& names,
                                      std::int64_t now_ms) const;
    /// The person of a session; std::nullopt if it is over or unknown.
    std::optional<PersonId> whose(const std::string& id, std::int64_t now_ms) const;
    void end(const std::string& id) { all_.erase(id); }
    std::size_t size() const { return all_.size(); }

 private:
    struct Kept {
        SignedIn session;
        Browser from;
        std::int64_t began_ms = 0;
        std::int64_t used_ms = 0;
    };
    bool is_over(const Kept& kept, std::int64_t now_ms) const;
    /// Ends the session idle longest: of this person, or of anyone if null.
    void make_room(const PersonId* person);

    Random random_;
    std::map<std::string, Kept> all_;
};

/// The value of a cookie in a Cookie header; empty if it is not there.
std::string cookie(std::string_view header, std::string_view name);
/// The prefix __Host- makes browsers keep the cookie from other hosts of the domain, other paths
/// and plain HTTP. They accept it only over TLS.
inline constexpr std::string_view cookie_name = "dudao_session";
inline constexpr std::string_view secure_cookie_name = "__Host-dudao_session";

}  // namespace dudao::console
