// One visit of one group: check-in, questions, findings, reports. Planned as it goes; each action
// asks the log whether it still makes sense.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/drill/scene.h"

namespace dudao::drill {

class Visit : public std::enable_shared_from_this<Visit> {
 public:
    Visit(Scene& scene, TaskId task, GroupId group, UnitId target);

    /// The group stands in the village. True when the office took the check-in.
    bool check_in();
    /// Plans the walk through the questions, and the reports after it.
    void go_on();
    /// The report came back: another one follows.
    void supplement();

 private:
    struct Found {
        FindingId id;
        std::string item;
        FindingFacts facts;
        EvidenceHash photo;
    };

    const Task& task() const { return scene_.state().tasks.at(id_); }
    std::string name(std::string_view more = {}) const;
    void later(Moment at, void (Visit::*what)());
    std::vector<const ChecklistItem*> items() const;
    std::vector<std::string> chosen() const;
    const PersonId& member(std::size_t i) const { return members_[i % members_.size()]; }
    void ask_some();
    void ask_one(const ChecklistItem& item, bool wrong);
    void record(const ChecklistItem& item);
    EvidenceHash photograph(const Found& found, std::string_view what, std::string_view picture);
    void look_again();
    void preliminary();
    void final_report();
    bool has_answer(const std::string& item) const;
    bool report(bool final);

    Scene& scene_;
    TaskId id_;
    GroupId group_;
    UnitId target_;
    PersonId head_;
    std::vector<PersonId> members_;
    std::vector<Found> found_;
    std::size_t asked_ = 0;  // items so far
    int supplements_ = 0;
    int attempts_ = 0;  // at the final report
};

}  // namespace dudao::drill
