// Who is signed in. A session is a random token in the browser's cookie; here stands only its hash,
// so that a picture of this memory opens nothing. Bounded in number, in idle time and in length.
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

class Sessions {
 public:
    explicit Sessions(Random random) : random_(std::move(random)) {}

    struct Fresh {
        std::string token;  // 64 hex digits, told once
        SignedIn session;
    };
    /// The longest idle one goes when there is no room.
    Fresh begin(const PersonId& person, std::int64_t now_ms);
    /// Nothing: unknown or over. A look keeps it alive.
    std::optional<SignedIn> find(const std::string& token, std::int64_t now_ms);
    /// An open stream keeps its session alive too; false: it is over.
    bool touch(const std::string& id, std::int64_t now_ms);
    void end(const std::string& id) { all_.erase(id); }
    std::size_t size() const { return all_.size(); }

 private:
    struct Kept {
        SignedIn session;
        std::int64_t began_ms = 0;
        std::int64_t used_ms = 0;
    };
    bool is_over(const Kept& kept, std::int64_t now_ms) const;

    Random random_;
    std::map<std::string, Kept> all_;
};

/// The value of a cookie in a Cookie header, or empty.
std::string cookie(std::string_view header, std::string_view name);
inline constexpr std::string_view cookie_name = "dudao_session";

}  // namespace dudao::console
