// The pure core of a device of a group or case team: takes messages from the office and requests of
// local clients, returns effects. It does no I/O and reads no clock. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/effects.h"
#include "agents/errands.h"
#include "agents/field/phones.h"
#include "agents/outbox.h"
#include "agents/reply.h"
#include "agents/request.h"
#include "agents/ulid.h"
#include "agents/unseal.h"
#include "agents/uploads.h"

namespace dudao::agent {

class Agent {
 public:
    struct Seams {
        Random random;
        Openers open;
        /// Address at which phones reach this device, e.g. "0.0.0.0:8443"; empty: none.
        std::string door = {};
    };
    Agent(Outbox::Options options, Stored stored, Seams seams);

    /// A command in the outbox, and the values the device added to it ("finding", "hash").
    struct Kept {
        std::int64_t n = 0;
        RowState state = RowState::Saved;
        std::vector<std::pair<std::string, std::string>> more;
    };
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    /// Input from the office.
    void receive(const Uplink::Event& event, Now now, Effects& effects);
    /// The connection to the office was lost: unanswered queries and unopened tasks are dropped.
    void link_lost();
    /// A piece that was to be sent could not be read from disk.
    void piece_unreadable(const EvidenceHash& hash, Now now, Effects& effects);

    /// Input from local clients. To attach a file, the shell calls may_attach, copies the file, and
    /// then calls attach.
    void request(ClientId client, const Request& request, Now now, Effects& effects);
    /// Checks an attachment before the file is copied. Returns std::nullopt if the file is needed,
    /// or the existing row if the same command was already kept.
    Result<std::optional<Kept>> may_attach(const AttachFile& ask) const;
    struct CopiedFile {
        EvidenceHash hash;
        std::int64_t size = 0;
    };
    void attach(ClientId client, const std::string& id, const AttachFile& ask,
                const CopiedFile& file, Now now, Effects& effects);
    /// The client has disconnected: forgets what it was waiting for.
    void client_gone(ClientId client);

    /// Keeps a person's command as a row. The call is idempotent: the same key returns the same
    /// row.
    Result<Kept> speak(const Speak& ask, Now now, Effects& effects);
    Result<Kept> attach(const AttachFile& ask, const CopiedFile& file, Now now, Effects& effects);

    Phones& phones() { return phones_; }
    const Phones& phones() const { return phones_; }
    /// True if the person is a member of the group or team according to the last answer of the
    /// office.
    bool may_be_member(const PersonId& person) const;

    /// Everything shown on phones.
    struct View {
        const Settings& settings;
        bool welcomed = false;
        bool refused = false;
        std::uint64_t head = 0;
        std::uint64_t version = 0;
        std::vector<reply::Task> tasks;
        std::vector<reply::Assignment> assignments;
        const std::map<Bytes, ChecklistRow>& checklists;
        const std::map<FindingId, FindingNote>& findings;
        std::vector<UnitName> units;
        std::vector<const Row*> rows;  // the newest rows
        std::vector<const EvidenceFile*> files;
    };
    View view() const;
    /// Changes after every change. The values of two runs of the process do not overlap.
    std::uint64_t version() const { return version_; }

    /// Call at the end of each turn: starts uploads, repeats unanswered queries, and answers
    /// clients waiting for a change.
    void tick(Now now, Effects& effects);
    /// When tick() is next needed (steady ms); std::nullopt: not at all.
    std::optional<std::int64_t> next_due() const;

    bool wants_online() const { return settings_.online; }
    const Settings& settings() const { return settings_; }
    std::int64_t incarnation() const { return settings_.incarnation; }
    std::int64_t settled_n() const { return outbox_.settled_n(); }
    /// True if no query or upload of the device is unanswered. Commands in flight are counted by
    /// the link.
    bool idle(Now now) const;
    const Outbox& outbox() const { return outbox_; }
    const Visits& visits() const { return visits_; }
    const TeamWorks& team_works() const { return team_works_; }

 private:
    struct Waiter {
        ClientId client = 0;
        std::string id;
        std::int64_t n = 0;       // number of a row; 0: waits for a version
        std::uint64_t since = 0;  // the version the client already has
    };
    struct Asked {
        Question question;
        std::int64_t at_ms = 0;
    };

    void hear(const Uplink::Welcomed& event, Now now, Effects& effects);
    void hear(const Uplink::Answered& event, Now now, Effects& effects);
    void hear(const wire::QueryResult& result, Now now, Effects& effects);
    void hear(const wire::Dispatch& dispatch, Now now, Effects& effects);
    void hear(const wire::AssignmentDispatch& dispatch, Now now, Effects& effects);
    void hear(const wire::ChunkTaken& taken, Now now, Effects& effects);
    void hear(const wire::Moved& moved, Now now, Effects& effects);
    void hear(const wire::Problem& problem, Now now, Effects& effects);
    void open_dispatch(const wire::Dispatch& dispatch, Now now, Effects& effects);
    template <class Acknowledge, class Kind>
    void acknowledge(const Errands<Kind>& errands, typename Kind::Id id, Now now, Effects& effects);

    void learn_group(const std::string& result, Now now, Effects& effects);
    void ask_for_findings(Now now, Effects& effects);
    void learn_findings(const std::string& result, Now now, Effects& effects);
    void learn_words(const Question& asked, const std::string& result, Effects& effects);
    template <class Team, class Code>
    void learn_members(const std::string& result, const Code& ours, Effects& effects);
    void learn_units(const std::string& result, Effects& effects);
    void learn_checklists(const std::string& result, Effects& effects);
    template <class Kind>
    void learn(Errands<Kind>& errands, const std::string& what, const std::string& result,
               std::uint64_t head, Effects& effects);
    void ask(const std::string& what, Now now, Effects& effects);
    void ask(Question question, Now now, Effects& effects);
    /// Asks why reports were returned or assignments withdrawn whose reason is not here yet.
    void ask_for_reasons(Now now, Effects& effects);
    void learn_reason(const Question& asked, const std::string& result, Effects& effects);
    const std::vector<PersonId>& readers_of(const TeamWork& work) const;
    /// Asks in the name of the next reader; false: there is none.
    bool ask_as_next_reader(const Question& refused, Now now, Effects& effects);
    bool knows_checklists(const Visit& visit) const;
    bool knows_unit(const UnitId& unit) const;
    std::vector<reply::Task> tasks() const;
    std::vector<reply::Assignment> assignments() const;
    bool knows_finding(const FindingId& finding) const;
    std::vector<const Row*> rows(std::int64_t from, std::size_t limit) const;

    // Requests of local clients (agent_requests.cpp).
    void answer(ClientId client, const std::string& id, const AskStatus&, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskTasks&, Now, Effects&);
    void answer(ClientId client, const std::string& id, const AskAssignments&, Now, Effects&);
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
    Openers open_;
    Outbox outbox_;
    Visits visits_;
    TeamWorks team_works_;
    Uploads uploads_;
    Ulids ulids_;
    Phones phones_;
    std::string door_;
    std::map<FindingId, FindingNote> findings_;
    std::vector<UnitName> units_;
    std::map<Bytes, ChecklistRow> checklists_;
    std::map<TaskId, wire::Dispatch> unopened_;  // received before the device knew its group
    std::map<std::int64_t, Asked> asked_;        // unanswered queries by q
    std::map<FindingId, Bytes> words_of_;        // commitments of words that were asked for
    std::int64_t last_q_ = 0;
    bool welcomed_ = false;
    bool refused_ = false;  // the office does not admit the key
    std::uint64_t head_ = 0;
    std::uint64_t version_ = 1;
    bool status_changed_ = false;  // online or held changed; shown to clients, not stored
    std::vector<Waiter> waiters_;
};

}  // namespace dudao::agent
