// The drill's side of the platform: its clock, its copy of the log, and one connection at a time to
// speak with, as one person after another. Everything said waits for its final answer, through
// restarts of whatever is on the way, and is repeated with the same bytes until then.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/drill/place.h"
#include "client/issue.h"
#include "client/link.h"
#include "clock.h"
#include "disk/file.h"
#include "domain/command.h"
#include "domain/event.h"
#include "log.h"
#include "net/steady.h"
#include "replica/replica.h"
#include "store/tail.h"

namespace dudao::drill {

class Office {
 public:
    static constexpr std::int64_t patience_ms =
        180'000;  // real time for one answer, then the play fails

    static Result<std::unique_ptr<Office>> open(const Place& place, Log log);

    Moment now() const { return clock_->now(); }
    const State& state() const { return replica_.state; }
    const Log& log() const { return log_; }
    const std::filesystem::path& scratch() const { return place_.scratch; }

    /// True when accepted; the commit is in the journal and in state() then. A refusal is logged.
    bool say(const PersonId& person, const Command& command);
    /// The same as somebody at the pages, who is named nowhere: the person concerned in a case.
    bool say_on_pages(const PersonId& person, const Command& command);
    /// Seals the words with the issuer's own key, and issues the assignment.
    bool issue(const PersonId& person, IssueAssignment command, const AssignmentWords& words,
               const std::vector<TeamDevice>& devices);
    /// Hands a proof in with the office; its hash, or nothing when that was refused.
    std::optional<EvidenceHash> hand_in(const PersonId& person, TaskId task,
                                        const FindingId& finding, const std::string& bytes);
    /// Returns when state() contains this commit.
    bool follow(std::uint64_t commit);
    /// Puts an answer somebody was given into the journal of receipts, on disk before it is acted
    /// on.
    bool keep_receipt(const KeyId& key, std::int64_t incarnation, std::int64_t n,
                      std::uint64_t commit, const std::string& command);
    /// Waits a little while something restarts; false when patience is over or the play must stop.
    bool pause(std::int64_t since_ms);
    std::int64_t steady_ms() const { return steady_.now_ms(); }

    /// What was folded since last asked, in the order of the log.
    std::vector<Event> news();
    /// Nothing is to be done before `next`: says so to the timekeeper, waits for something to
    /// happen.
    void rest(std::optional<Moment> next);

    bool stopped() const { return failed_.has_value() || loop_.stop_asked(); }
    const std::optional<Error>& failed() const { return failed_; }
    void give_up(Error error);
    void acted() { ++activity_; }

 private:
    enum Token { SignalToken = 1, ClockToken, TailToken, LinkToken };

    Office(Place place, Log log, Address redis, PublicKey broker, disk::File journal,
           std::unique_ptr<Clock> clock);
    void turn(long wait_ms);
    void pump_tail();
    void pump_link();
    void watch_tail();
    bool speak_with(const std::filesystem::path& key);
    std::filesystem::path key_of(const PersonId& person) const;
    bool say(const std::filesystem::path& key, const PersonId& as, const Command& command);
    template <class Done>
    bool until(Done done);

    Place place_;
    Log log_;
    Address redis_;
    PublicKey broker_;
    disk::File journal_;
    SystemSteady steady_;
    Loop loop_;
    std::unique_ptr<Clock> clock_;
    Tail tail_;
    int tail_fd_ = -1;
    std::int64_t open_tail_at_ms_ = 0;
    Replica replica_;
    std::vector<Event> news_;
    std::unique_ptr<Link> link_;
    std::filesystem::path speaker_;  // the file of the key that speaks
    KeyPair keys_;
    KeyId key_;
    std::int64_t incarnation_ = 0;
    std::optional<wire::Answer> answer_;
    std::optional<wire::ChunkTaken> taken_;
    std::uint64_t said_ = 0;
    std::uint64_t activity_ = 0;
    std::optional<Error> failed_;
};

}  // namespace dudao::drill
