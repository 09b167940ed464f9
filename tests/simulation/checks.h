// The history of a run and what must hold of it (I1 to I14): every command said, every answer
// heard, every frame sent, every notice, and the log as it became durable, read by an unbelieving
// reader.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "agents/records.h"
#include "cli/report/acknowledged.h"
#include "cli/report/history.h"
#include "client/uplink.h"
#include "domain/command.h"
#include "replica/replica.h"
#include "tests/simulation/recount.h"
#include "tests/simulation/store_model.h"
#include "tests/simulation/world.h"

namespace dudao::sim {

class Network;

class Checks {
 public:
    explicit Checks(World& world)
        : world_(world), recount_([&world](const std::string& invariant, const std::string& what) {
              world.broken(invariant, what);
          }) {}

    // What the nodes report.
    void said(const KeyId& key, const OutboxRow& row, const Command& command, Moment at);
    void kept(const KeyId& device, const agent::Row& row, Moment at);
    void answered(const KeyId& key, const wire::Answer& answer);
    void sent(const std::string& session, const std::string& bytes, Network& network,
              const StoreModel& durable);
    void opened(TaskId task, const std::string& salt, const KeyId& device);
    /// The key under which the people whom cases are about have their marks.
    void know_cases(const Hash& key) { case_key_ = key; }
    void notice_sent(NoticeId id, const StoreModel& durable);
    void log_line(const std::string& words);
    void follow(std::uint64_t committed, const Hash& head, const std::string& who);
    /// Planted: a frame that gives a sealed task away.
    std::string with_a_salt(const std::string& bytes) const;
    /// Planted: tells clients before Redis has it.
    void answer_early(const Batch& batch, Network& network);

    /// Reads what has become durable since. Call often.
    void read(const StoreModel& durable);
    /// After a crash of the store: nothing that was answered may be gone.
    void after_crash(const StoreModel& durable);
    /// The whole log again, from its beginning, and all that was acknowledged.
    void at_end(const StoreModel& durable, Moment end);

    const State& state() const { return replica_.state; }
    const Replica& replica() const { return replica_; }
    std::uint64_t commands_applied() const { return applied_.size(); }

 private:
    void look_at(const wire::Body& body, const StoreModel& durable);
    struct Sent {
        std::string hash;      // of its body: a refused number may be used again
        std::uint64_t ok = 0;  // commit it was answered with
        bool refused = false;
        std::uint64_t seen = 0;  // highest commit anybody had been answered when it was said
        bool must_arrive = false;
    };
    using Id = std::tuple<KeyId, std::int64_t, std::int64_t>;

    void check(const Commit& commit, std::uint64_t seq);
    void check_case(const Event& event, const std::string& bytes);
    void check_sight();
    /// Who it is about: of those who were named the one whose mark the log has.
    PersonId subject_of(CaseId id) const;

    World& world_;
    Recount recount_;
    Replica replica_;
    std::map<Id, std::vector<Sent>> sent_;
    std::map<Id, std::pair<std::uint64_t, std::string>> applied_;  // commit, body hash
    std::vector<report::Kept> answers_;
    std::map<std::uint64_t, Hash> heads_;  // by commit, as brokers confirmed them
    std::uint64_t highest_answered_ = 0;
    std::map<TaskId, std::string> salts_;  // opened by a device, not revealed yet
    /// What an unbelieving reader keeps of a case.
    struct Conduct {
        std::set<PersonId> named;  // by whomever, taken or refused
        std::set<PersonId> investigated, reviewed, decided, judged;  // judged: all of these
        std::set<PersonId> before_appeal;
        cases::State state = cases::State::Lead;
    };
    std::map<CaseId, Conduct> cases_;
    Hash case_key_{};
    std::map<NoticeId, int> notices_;
    std::map<TimerId, int> fires_;
    std::map<std::pair<KeyId, std::int64_t>, std::int64_t> last_n_;  // applied, by incarnation
    std::uint64_t last_epoch_ = 0;
};

}  // namespace dudao::sim
