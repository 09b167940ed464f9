// A small county to test rules on: one city, a township, three villages, a group, officers,
// leaders; a clock to set; commands that are decided and folded at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/apply.h"
#include "domain/decide.h"
#include "outside/outside.h"

namespace dudao::test {

/// A personal text under a reference of its own, ref-<words>, with the commitment it opens.
Text words(const std::string& value);
/// As it lies beside the log: salt and words.
std::string stored_words(const std::string& value);
/// One piece of evidence, as a submission names it.
inline const std::vector<EvidenceHash> proof{EvidenceHash{std::string(64, 'a')}};

/// A code of invitations in tests.
inline const std::string invitation_code = "ABCDEFGHIJKLMNOPQRSTUVWX";

class County {
 public:
    County();

    /// Decides and folds; the test fails when the command is refused.
    Accepted must(const Command& command, const PersonId& actor);
    /// The refusal; the test fails when the command is accepted.
    Rejection refused(const Command& command, const PersonId& actor);
    Decision decide_only(const Command& command, const Context& context) const;
    Context as(const PersonId& actor) const;
    Context process(KeyKind kind) const;
    Accepted must_as(const Command& command, const Context& context);
    /// Proposed by the one, confirmed by the other.
    Accepted must_both(const Command& command, const PersonId& maker, const PersonId& checker);
    /// A gateway that speaks for nobody yet, as it speaks for itself.
    Context pages();
    /// Proposed by an officer, confirmed by a leader; for a week, with `invitation_code`.
    void invite(const PersonId& person);
    /// The refusal of what a process says.
    Rejection refused_as(const Command& command, const Context& context);
    /// A row of a key whose id begins with `name`, as the rules want it in these tests.
    static KeyRow key(const std::string& name, KeyKind kind);

    /// Fires every timer that is due, as a worker would, until none is; returns how many acted.
    int fire_due();
    /// Moves the clock, firing each timer at its moment.
    void run_until(Moment moment);
    void run_for(Span span) { run_until(now + span); }

    /// A second later: what is to be sent by then went out, and each has its outcome.
    void send_notices();

    // Short roads to common situations.
    TaskId released();
    TaskId on_site();
    FindingId recorded(TaskId task, Severity severity = Severity::Ordinary);
    /// A finding confirmed by a passed report.
    FindingId confirmed(Severity severity = Severity::Ordinary);
    RectificationId issued(Severity severity = Severity::Ordinary);
    RectificationId in_progress(Severity severity = Severity::Ordinary);

    const Rectification& of(RectificationId id) const { return state.rectifications.at(id); }
    std::vector<const Timer*> timers(Matter matter, TimerKind kind) const;
    int count(std::string_view event_name) const;
    /// The first that waits or is under way to this person.
    const Notice& notice_to(const PersonId& person) const;
    /// Whether this person was told this, by the notices of the log.
    bool was_told(const PersonId& person, std::string_view text) const;

    // NOLINTBEGIN(misc-non-private-member-variables-in-classes): a test sets and reads them
    State state;
    Moment now;
    std::vector<Event> log;
    int refusals = 0;
    std::optional<Hash> case_key;  // of every speaker; none: no process has it

    // People.
    const PersonId leader{"p-leader"}, mayor{"p-mayor"}, officer{"p-officer"}, second{"p-second"},
        keeper{"p-keeper"}, head{"p-head"}, inspector{"p-inspector"}, village{"p-village"},
        township{"p-township"}, township_leader{"p-tleader"};
    const UnitId city{"c"}, town{"t1"}, v1{"v1"}, v2{"v2"}, v3{"v3"};
    const GroupId group{"g1"};
    const std::string salt = std::string(32, 's');
    // NOLINTEND(misc-non-private-member-variables-in-classes)

 private:
    void found();
    void fold(std::vector<Event> events);
    int ulids_ = 0;
};

/// An instant of Asia/Shanghai: "2026-09-14T09:00".
Moment at(const std::string& local);

}  // namespace dudao::test
