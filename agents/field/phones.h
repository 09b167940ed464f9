// The phones paired with this device, the person of each, and the open pairing codes. Pure. Only
// the hash of a token is kept; a code is only in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agents/effects.h"
#include "http/rate_limit.h"
#include "result.h"
#include "wire/personal.h"

namespace dudao::agent {

class Phones {
 public:
    Phones(std::vector<Phone> phones, Random random);

    struct Offer {
        std::string code;  // "ABCD-2345"
        Moment expires_at;
    };
    /// Creates a code that pairs one phone with this person within ten minutes. A second code for
    /// the same person replaces the first.
    Offer offer(const PersonId& person, Now now);

    struct Paired {
        PersonId person;
        std::string token;
    };
    /// Who asks to be paired: the name of the phone, and its network address.
    struct Asking {
        std::string device;
        std::string peer;
    };
    /// Pairs a phone and uses up the code. BadInput: no such code is open. Busy: 32 phones are
    /// paired, or five wrong codes came from this address; the codes stay valid for others.
    Result<Paired> pair(std::string_view code, Asking asking, Now now, Effects& effects);

    /// The phone with this token; nullptr if there is none or its 90 days are over.
    const Phone* find(std::string_view token, Now now) const;
    /// NotFound if there is no such phone.
    Result<void> unpair(const std::string& id, Effects& effects);

    const std::vector<Phone>& all() const { return phones_; }

 private:
    struct Open {
        std::string code;  // without the dash
        PersonId person;
        std::int64_t until_ms = 0;  // steady: people pair phones in real time, also in a demo
    };

    std::vector<Phone> phones_;
    std::vector<Open> open_;
    http::RateLimit wrong_;  // failed tries by address
    Random random_;
};

}  // namespace dudao::agent
