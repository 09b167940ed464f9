// What happens, told as it happens, in words a leader understands. Told from the log alone: a
// target is named when the group stands there, not before.
#pragma once

#include <iosfwd>
#include <optional>
#include <set>
#include <string>

#include "domain/event.h"
#include "domain/state.h"
#include "domain/words.h"
#include "messages/messages.h"

namespace dudao::drill {

class Story {
 public:
    static constexpr int lines_max = 40;      // unless all of it is asked for
    static constexpr int last_lines_max = 8;  // of these, kept for the end of the play

    struct Options {
        Lang lang = Lang::Zh;
        bool quiet = false;
        bool verbose = false;        // every line; else the first of each kind
        bool colour = false;         // slips in their colour
        int progress_each_days = 0;  // a line that begins with \r; 0: none
        Moment start;
        int days = 0;
    };
    /// `state` is the folded log, of which heard() tells the events that came last.
    Story(const State& state, std::ostream& out, Options options)
        : state_(state), out_(out), options_(options) {}

    void heard(const Event& event);
    void network(const GroupId& group, bool online, Moment at);
    /// The last morning is told line by line.
    void end_begins() { ending_ = true; }
    /// What stands where when the play is over, and how a phone takes part.
    void tell_where_it_stands(TaskId sealed, const std::optional<GroupId>& silent) const;

 private:
    // One line for each kind of event that a leader wants to see; all others pass by.
    template <class Body>
    std::string line(const Body&) const {
        return {};
    }
    std::string line(const TaskReleased& body) const;
    std::string line(const TaskAccepted& body) const;
    std::string line(const TaskRecused& body) const;
    std::string line(const TaskCheckedIn& body) const;
    std::string line(const TaskReported& body) const;
    std::string line(const TaskReviewed& body) const;
    std::string line(const TaskMissed& body) const;
    std::string line(const FindingRecorded& body) const;
    std::string line(const FindingStepped& body) const;
    std::string line(const RectificationIssued& body) const;
    std::string line(const RectificationServed& body) const;
    std::string line(const RectificationStepped& body) const;
    std::string line(const ExtensionDecided& body) const;
    std::string line(const StepTaken& body) const;
    std::string line(const DemandStepped& body) const;
    std::string line(const LeadOpened& body) const;
    std::string line(const LeadDisposed& body) const;

    void print(Moment at, const std::string& words);
    void tell_progress(Moment at);
    bool is_told(const std::string& kind);
    std::string say(std::string_view zh, std::string_view en) const {
        return std::string(options_.lang == Lang::Zh ? zh : en);
    }
    std::string word(const std::string& key) const { return std::string(text(options_.lang, key)); }
    std::string group(const GroupId& id) const;
    std::string unit(const UnitId& id) const;
    std::string number(MatterKind kind, std::int32_t year, std::int32_t number) const;
    std::string number(TaskId id) const;
    std::string number(RectificationId id) const;
    const Task& task(TaskId id) const { return state_.tasks.at(id); }

    const State& state_;
    std::ostream& out_;
    Options options_;
    bool ending_ = false;
    int lines_ = 0;
    int days_told_ = 0;
    std::set<std::string> kinds_;  // of which a line was told
};

}  // namespace dudao::drill
