#include "workers/audit.h"

#include "model.h"

namespace dudao::workers::test {
namespace {

Due due_of(const Model& model) { return {model.due.begin(), model.due.end()}; }

TEST(WorkerAudit, an_index_that_says_what_the_log_says_has_no_differences) {
    Model model;
    model.county.in_progress();
    model.commit();
    EXPECT_TRUE(differences(model.county.state, due_of(model), model.now()).empty());
    model.county.now = Moment{INT64_MAX / 2};
    model.claim(model.now(), 100);
    EXPECT_TRUE(differences(model.county.state, due_of(model), model.now()).empty())
        << "a claim moves a score within its lease";
}

TEST(WorkerAudit, missing_foreign_and_moved_timers_are_told_when_seen_twice) {
    Model model;
    model.county.in_progress();
    model.commit();
    auto timer = model.county.state.timers.begin();
    const std::string lost = due_key(timer->first);
    const std::string moved = due_key(std::next(timer)->first);
    model.due.erase(lost);
    model.due[moved] -= 1;
    model.due["zz"] = 5;
    const auto found = differences(model.county.state, due_of(model), model.now());
    EXPECT_EQ(found, (std::set<std::string>{lost + " is not in the index", "zz is not pending",
                                            moved + " stands at another moment"}));
    Audit audit;
    EXPECT_TRUE(audit.round(found).empty());
    EXPECT_EQ(audit.round({"zz is not pending", "another"}),
              std::vector<std::string>{"zz is not pending"});
}

}  // namespace
}  // namespace dudao::workers::test
