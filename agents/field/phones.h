// The phones of a group: which are paired with this device and as whom, and the codes with which
// new ones may be. Pure; a token is known here by its hash alone, a code lives in memory alone.
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
    /// A code for one phone of this person's, for ten minutes. A second one for the same person
    /// takes the first one's place.
    Offer offer(const PersonId& person, Now now);

    struct Paired {
        PersonId person;
        std::string token;
    };
    /// Who wants to be paired: what the phone is called, and the address it asks from.
    struct Asking {
        std::string device;
        std::string peer;
    };
    /// Uses the code up. BadInput: no code is open that reads so. Busy: 32 phones are paired, or
    /// five wrong codes came from this address; the codes stay good for others.
    Result<Paired> pair(std::string_view code, Asking asking, Now now, Effects& effects);

    /// Whose phone has this token; nobody's once 90 days are over.
    const Phone* find(std::string_view token, Now now) const;
    /// NotFound: no such phone.
    Result<void> unpair(const std::string& id, Effects& effects);

    const std::vector<Phone>& all() const { return phones_; }

 private:
    struct Open {
        std::string code;  // without its dash
        PersonId person;
        std::int64_t until_ms = 0;  // steady: a phone pairs in the people's time
    };

    std::vector<Phone> phones_;
    std::vector<Open> open_;
    http::RateLimit wrong_;  // by address
    Random random_;
};

}  // namespace dudao::agent
