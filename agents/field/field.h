// Handles the HTTP requests of the group's phones (docs/field.md). Pure: responses are effects of a
// turn, so they are sent after its writes are on disk. The pairing gives the person a phone speaks
// for; commands are handled like those of the local API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agents/agent.h"
#include "agents/field/piece_store.h"
#include "agents/limits.h"
#include "http/message.h"
#include "messages/messages.h"

namespace dudao::agent {

class Field {
 public:
    /// What one phone, or its person, may use at most, so that the others keep their share.
    struct Shares {
        std::ptrdiff_t waiters = field_waiters_a_phone_max;
        std::ptrdiff_t waiting = field_waiting_a_person_max;
        std::ptrdiff_t files = field_files_a_person_max;
        std::ptrdiff_t unfinished = unfinished_files_a_phone_max;
        std::ptrdiff_t unattached = unattached_files_a_phone_max;
    };
    /// The agent and the files must outlive it.
    Field(Agent& agent, PieceStore& files) : Field(agent, files, Shares()) {}
    Field(Agent& agent, PieceStore& files, Shares shares)
        : agent_(agent), files_(files), shares_(shares) {}

    void request(const http::Request& request, Now now, Effects& effects);

    /// Answers requests whose change has happened or whose wait is over. Call after Agent::tick.
    void tick(Now now, Effects& effects);
    std::optional<std::int64_t> next_due() const;

    /// Tells all waiting requests to come again, because the core is rebuilt or the process ends.
    void let_go(Effects& effects);

 private:
    struct Waiter {
        std::uint64_t request = 0;
        std::string phone;  // its id; the pairing may end while the request waits
        PersonId person;
        std::optional<std::uint64_t> since;
        std::int64_t until_ms = 0;
        Lang lang = Lang::Zh;
    };
    const Phone* phone_of(const http::Request& request, Now now) const;
    void pair(const http::Request& request, Now now, Effects& effects);
    void unpair(const http::Request& request, const Phone& phone, Effects& effects);
    void state(const http::Request& request, const Phone& phone, Now now, Effects& effects);
    void command(const http::Request& request, const Phone& phone, Now now, Effects& effects);
    void file(const http::Request& request, const Phone& phone, std::string_view name,
              Effects& effects);
    Result<void> may_say(const PersonId& person, const std::string& key) const;
    Result<void> may_bring(const EvidenceHash& hash, const Phone& phone);
    Result<Agent::Kept> keep(const Ask& ask, Now now, Effects& effects);

    Agent& agent_;
    PieceStore& files_;
    Shares shares_;
    std::vector<Waiter> waiters_;
    std::map<EvidenceHash, std::string> brought_;  // files uploaded and not attached yet → phone
};

/// Everything shown on a person's phone, as JSON; refusals of the office are in `lang`.
std::string field_state(const Agent::View& view, const PersonId& person, Moment now, Lang lang);

/// The response to a request that failed. With status 503 the same bytes may be sent again.
http::Response field_refusal(std::uint64_t request, Lang lang, const Error& error);

}  // namespace dudao::agent
