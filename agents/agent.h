// A group's device, pure: what comes from the office and from local clients goes in, effects come
// out. It touches no socket, file or clock. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/effects.h"
#include "agents/field/phones.h"
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
        std::string door = {};  // where phones find this device, "0.0.0.0:8443"; empty: nowhere
    };
    Agent(Outbox::Options options, Stored stored, Seams seams);

    /// A command in the outbox, and what the device made of it ("finding", "hash").
    struct Kept {
        std::int64_t n = 0;
        RowState state = RowState::Saved;
        std::vector<std::pair<std::string, std::string>> more;
    };
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    /// From the office.
    void receive(const Uplink::Event& event, Now now, Effects& effects);
    void link_lost();
    void piece_unreadable(const EvidenceHash& hash, Now now, Effects& effects);

    /// From a local client. A file to attach is copied by the shell first: see may_attach, attach.
    void request(ClientId client, const Request& request, Now now, Effects& effects);
    /// Nothing: its bytes are wanted. A row: the same command was kept before, and is not again.
    Result<std::optional<Kept>> may_attach(const AttachFile& ask) const;
    struct CopiedFile {
        EvidenceHash hash;
        std::int64_t size = 0;
    };
    void attach(ClientId client, const std::string& id, const AttachFile& ask,
                const CopiedFile& file, Now now, Effects& effects);
    void client_gone(ClientId client);

    /// What a person says, kept as a row; the same key again is the same row.
    Result<Kept> speak(const Speak& ask, Now now, Effects& effects);
    Result<Kept> attach(const AttachFile& ask, const CopiedFile& file, Now now, Effects& effects);

    Phones& phones() { return phones_; }
    const Phones& phones() const { return phones_; }
    /// Of the group, as far as this device has heard.
    bool may_be_member(const PersonId& person) const;

    /// All that the group's phones are shown.
    struct View {
        const Settings& settings;
        bool welcomed = false;
        std::uint64_t head = 0;
        std::uint64_t version = 0;
        std::vector<reply::Task> tasks;
        const std::map<Bytes, ChecklistRow>& checklists;
        const std::map<FindingId, FindingNote>& findings;
        std::vector<UnitName> units;
        std::vector<const Row*> rows;  // the newest
        std::vector<const EvidenceFile*> files;
    };
    View view() const;
    /// Another number after each change; no two lives of the process count through the same ones.
    std::uint64_t version() const { return version_; }

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
    void open_dispatch(const wire::Dispatch& dispatch, Now now, Effects& effects);
    void acknowledge(TaskId task, Now now, Effects& effects);

    void learn_group(const std::string& result, Now now, Effects& effects);
    void learn_members(const std::string& result, Effects& effects);
    void learn_units(const std::string& result, Effects& effects);
    void learn_checklists(const std::string& result, Effects& effects);
    void learn_tasks(const std::string& result, std::uint64_t head, Effects& effects);
    void ask(const std::string& what, Now now, Effects& effects);
    bool knows_checklists(const Visit& visit) const;
    bool knows_unit(const UnitId& unit) const;
    std::vector<reply::Task> tasks() const;
    std::vector<const Row*> rows(std::int64_t from, std::size_t limit) const;

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
    void answer(ClientId client, const std::string& id, const AskPair& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskPhones& ask, Now, Effects&);
    void answer(ClientId client, const std::string& id, const EndPairing& ask, Now, Effects&);
    std::optional<Kept> known(const std::string& key) const;
    void wait(Waiter waiter, Effects& effects);
    Result<void> complete(Command& command, Outbox::About& about, Now now);
    void remember(const Command& command, const PersonId& as, Effects& effects);
    void note(FindingNote finding, Effects& effects);
    Result<std::int64_t> keep(const Command& command, const PersonId& as, Outbox::About about,
                              Now now, Effects& effects);
    void settle(const Row& row, Effects& effects);

    Settings settings_;
    Unseal unseal_;
    Outbox outbox_;
    Visits visits_;
    Uploads uploads_;
    Ulids ulids_;
    Phones phones_;
    std::string door_;
    std::map<FindingId, FindingNote> findings_;
    std::vector<UnitName> units_;
    std::map<Bytes, ChecklistRow> checklists_;
    std::map<TaskId, wire::Dispatch> unopened_;  // until we know whose device this is
    std::map<std::int64_t, Asked> asked_;        // queries without an answer, by q
    std::int64_t last_q_ = 0;
    bool welcomed_ = false;
    std::uint64_t head_ = 0;
    std::uint64_t version_ = 1;
    bool status_changed_ = false;  // on line or not, held or not: told, and not kept on disk
    std::vector<Waiter> waiters_;
};

}  // namespace dudao::agent
