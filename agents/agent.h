// A group's device, pure: what comes from the office and from local clients goes in, effects come
// out. It touches no socket, file or clock. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/effects.h"
#include "agents/outbox.h"
#include "agents/reply.h"
#include "agents/request.h"
#include "agents/ulid.h"
#include "agents/unseal.h"
#include "agents/uploads.h"
#include "agents/visits.h"

namespace dudao::agent {

class Agent {
 public:
    struct Seams {
        Random random;
        Unseal unseal;
    };
    Agent(Outbox::Options options, Stored stored, Seams seams);
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    /// From the office.
    void receive(const Uplink::Event& event, Now now, Effects& effects);
    void link_lost();
    void piece_unreadable(const EvidenceHash& hash, Now now, Effects& effects);

    /// From a local client. A file to attach is copied by the shell first: see may_attach, attach.
    void request(ClientId client, const Request& request, Now now, Effects& effects);
    Result<void> may_attach(const AttachFile& ask) const;
    struct CopiedFile {
        EvidenceHash hash;
        std::int64_t size = 0;
    };
    void attach(ClientId client, const std::string& id, const AttachFile& ask,
                const CopiedFile& file, Now now, Effects& effects);
    void client_gone(ClientId client);

    /// Call at the end of each turn: starts uploads, asks again, answers who waits for a change.
    void tick(Now now, Effects& effects);
    std::optional<std::int64_t> next_due() const;

    bool wants_online() const { return settings_.online; }
    std::int64_t incarnation() const { return settings_.incarnation; }
    std::int64_t settled_n() const { return outbox_.settled_n(); }
    /// Nothing of its own is unanswered (the commands that wait are the link's to tell).
    bool idle(Now now) const;
    const Outbox& outbox() const { return outbox_; }
    const Visits& visits() const { return visits_; }

 private:
    struct Waiter {
        ClientId client = 0;
        std::string id;
        std::int64_t n = 0;       // of a row, or
        std::uint64_t since = 0;  // a version
    };
    struct Asked {
        std::string what;
        std::int64_t at_ms = 0;
    };

    void hear(const Uplink::Welcomed& event, Now now, Effects& effects);
    void hear(const Uplink::Answered& event, Now now, Effects& effects);
    void hear(const wire::QueryResult& result, Now now, Effects& effects);
    void hear(const wire::Dispatch& dispatch, Now now, Effects& effects);
    void hear(const wire::ChunkTaken& taken, Now now, Effects& effects);
    void hear(const wire::Moved& moved, Now now, Effects& effects);
    void hear(const wire::Problem& problem, Now now, Effects& effects);
    void take(const wire::Dispatch& dispatch, Now now, Effects& effects);
    void acknowledge(TaskId task, Now now, Effects& effects);

    void learn_group(const std::string& result, Now now, Effects& effects);
    void learn_checklists(const std::string& result, Effects& effects);
    void learn_tasks(const std::string& result, std::uint64_t head, Effects& effects);
    void ask(const std::string& what, Now now, Effects& effects);
    bool knows_checklists(const Visit& visit) const;

    // Local requests (agent_requests.cpp).
    void answer(ClientId client, const std::string& id, const AskStatus&, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskTasks&, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskChecklists&, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskOutbox& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const SetUplink& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const WaitForRow& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const WaitForChange& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AttachFile& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const Speak& ask, Now, Effects&);
    void wait(Waiter waiter, Effects& effects);
    Result<void> complete(Command& command, Outbox::About& about, Now now);
    void remember(const Command& command, Effects& effects);
    Result<std::int64_t> keep(const Command& command, const PersonId& as, Outbox::About about,
                              Now now, Effects& effects);
    void settle(const Row& row, Effects& effects);

    Settings settings_;
    Unseal unseal_;
    Outbox outbox_;
    Visits visits_;
    Uploads uploads_;
    Ulids ulids_;
    std::map<Bytes, ChecklistRow> checklists_;
    std::map<TaskId, wire::Dispatch> unopened_;  // until we know whose device this is
    std::map<std::int64_t, Asked> asked_;        // queries without an answer, by q
    std::int64_t last_q_ = 0;
    bool welcomed_ = false;
    std::uint64_t head_ = 0;
    std::uint64_t version_ = 1;
    std::vector<Waiter> waiters_;
};

}  // namespace dudao::agent
