// Who is signed in. A session is a random token in the browser's cookie; here stands only its hash,
// so that a picture of this memory opens nothing. Bounded in number, in all and for each person, in
// idle time and in length.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "wire/personal.h"

namespace dudao::console {

struct SignedIn {
    std::string id;  // hash of the token, for our own tables
    PersonId person;
    std::string csrf;  // sent back in a header with every POST
};

/// Where somebody signed in from, so that they know their own sessions apart.
struct Browser {
    std::string address;
    std::string software;  // what it calls itself; of no worth but to be read
};

class Sessions {
 public:
    explicit Sessions(Random random) : random_(std::move(random)) {}

    struct Fresh {
        std::string token;  // 64 hex digits, told once
        SignedIn session;
    };
    /// Where there is no room, for this person or in all, the longest idle one goes.
    Fresh begin(const PersonId& person, Browser from, std::int64_t now_ms);

    /// What somebody asks for keeps their session alive; what a page asks by itself, and a stream
    /// that stands open, does not.
    enum class Use { Asked, ByItself };
    /// Nothing: unknown or over.
    std::optional<SignedIn> find(const std::string& token, std::int64_t now_ms,
                                 Use use = Use::Asked);
    bool lives(const std::string& id, std::int64_t now_ms) const;

    struct Row {
        std::string id;
        Browser from;
        std::int64_t began_ms = 0;
        std::int64_t used_ms = 0;
    };
    /// A person's own, the latest used first.
    std::vector<Row> of(const PersonId& person, std::int64_t now_ms) const;
    /// Whose it is; nothing: over or unknown.
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
    /// The longest idle one, of this person's where there is one.
    void make_room(const PersonId* person);

    Random random_;
    std::map<std::string, Kept> all_;
};

/// The value of a cookie in a Cookie header, or empty.
std::string cookie(std::string_view header, std::string_view name);
/// A browser that takes __Host- keeps the cookie from other hosts of the domain, other paths, and
/// plain HTTP; it takes it over TLS alone.
inline constexpr std::string_view cookie_name = "dudao_session";
inline constexpr std::string_view secure_cookie_name = "__Host-dudao_session";

}  // namespace dudao::console
