// What happens, told as it happens, in words a leader understands. Told from the log alone: a
// target is named when the group stands there, not before.
#pragma once

#include <string>

#include "cli/drill/office.h"
#include "messages/messages.h"

namespace dudao::drill {

class Story {
 public:
    Story(const Office& office, Lang lang, bool quiet)
        : office_(office), lang_(lang), quiet_(quiet) {}

    void heard(const Event& event);
    void network(const GroupId& group, bool online);

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

    void print(Moment at, const std::string& words) const;
    std::string say(std::string_view zh, std::string_view en) const {
        return std::string(lang_ == Lang::Zh ? zh : en);
    }
    std::string word(const std::string& key) const { return std::string(text(lang_, key)); }
    std::string group(const GroupId& id) const;
    std::string unit(const UnitId& id) const;
    std::string number(std::string_view kind, std::int32_t year, std::int32_t number) const;
    std::string number(TaskId id) const;
    std::string number(RectificationId id) const;
    const Task& task(TaskId id) const { return office_.state().tasks.at(id); }

    const Office& office_;
    Lang lang_;
    bool quiet_;
};

}  // namespace dudao::drill
