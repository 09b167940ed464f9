// Who is asked to verify a rectification: somebody who may, until it is verified, returned, moved
// to another unit, or they may no more.
#include <gtest/gtest.h>

#include "domain/rectification/verifier.h"
#include "tests/support/county.h"

namespace dudao::test {
namespace {

struct Handed : County {
    const RectificationId id = in_progress();

    void submit() { must(SubmitRectification{id, words("已改"), proof}, village); }
    void assign(const PersonId& person) { must(AssignVerifier{id, person}, officer); }
    std::string no(const PersonId& person) {
        return std::string(refused(AssignVerifier{id, person}, officer).said.code);
    }
    PersonId verifier() const { return verifier_of(state, of(id), now); }
    void make_officer(const PersonId& person, const UnitId& unit, Span term) {
        must_both(GiveGrant{person, Role::Officer, unit, now + term}, leader, mayor);
    }
    int told(const PersonId& person, std::string_view text) const {
        int times = 0;
        for (const Event& event : log) {
            const auto* queued = std::get_if<NoticeQueued>(&event.body);
            times += queued && queued->to == person && queued->item.text == text ? 1 : 0;
        }
        return times;
    }
};

}  // namespace

TEST(Verifier, only_who_may_verify_it_is_asked_to) {
    Handed county;
    EXPECT_EQ(county.no(PersonId{"p-nobody"}), "no_such_verifier");
    EXPECT_EQ(county.no(county.leader), "verifier_without_role");
    for (const PersonId& own : {county.village, county.head, county.inspector}) {
        county.make_officer(own, county.city, days(300));
        EXPECT_EQ(county.no(own), "verifier_not_independent") << own.text;
    }
    county.make_officer(county.township, county.v2, days(300));
    EXPECT_EQ(county.no(county.township), "verifier_without_role") << "an officer elsewhere";
    county.assign(county.second);
    EXPECT_EQ(county.verifier(), county.second);
    EXPECT_EQ(county.no(county.second), "verifier_assigned_already");
}

TEST(Verifier, an_assignment_hinders_nobody_and_ends_with_the_strike_off) {
    Handed county;
    county.assign(county.second);
    county.submit();
    EXPECT_EQ(county.verifier(), county.second);
    county.must(VerifyRectification{county.id, true, {}}, county.officer);
    EXPECT_EQ(county.verifier(), PersonId{});
    EXPECT_EQ(county.refused(AssignVerifier{county.id, county.second}, county.officer).why,
              Why::NotNow);
}

TEST(Verifier, a_matter_that_falls_away_is_nobodys_to_verify) {
    Handed county;
    county.assign(county.second);
    const FindingId finding = county.of(county.id).finding;
    county.must(ContestFinding{finding, words("不服"), {}}, county.village);
    county.must(DecideContest{finding, finding::Verb::Dismiss, Severity::Minor, words("不实")},
                county.officer);
    EXPECT_EQ(county.of(county.id).state, rectification::State::StruckOff);
    EXPECT_EQ(county.of(county.id).verifier, PersonId{});
}

TEST(Verifier, is_taken_back_once) {
    Handed county;
    EXPECT_EQ(county.no({}), "no_verifier_assigned");
    county.assign(county.second);
    county.assign({});
    EXPECT_EQ(county.verifier(), PersonId{});
    EXPECT_EQ(county.no({}), "no_verifier_assigned");
}

TEST(Verifier, ends_with_a_return_and_with_another_unit) {
    Handed county;
    county.submit();
    county.assign(county.second);
    county.must(ReturnRectification{county.id, false, words("缺")}, county.officer);
    EXPECT_EQ(county.of(county.id).verifier, PersonId{});
    county.assign(county.second);
    county.must(TransferRectification{county.id, county.v1, county.township, words("换人")},
                county.officer);
    EXPECT_EQ(county.verifier(), county.second) << "the same unit";
    county.must(TransferRectification{county.id, county.v2, county.township, words("划转")},
                county.officer);
    EXPECT_EQ(county.of(county.id).verifier, PersonId{});
}

TEST(Verifier, rests_while_the_person_may_not_verify) {
    Handed county;
    const PersonId clerk{"p-clerk"};
    county.must(PersonRow{clerk, words("壬※"), county.city}, county.keeper);
    county.make_officer(clerk, county.city, days(3));
    county.assign(clerk);
    county.run_for(days(4));
    EXPECT_EQ(county.verifier(), PersonId{}) << "the grant has ended";
    EXPECT_EQ(county.no({}), "no_verifier_assigned");
    county.assign(county.second);
    county.must_both(PersonRow{county.second, words("己※"), county.v1}, county.keeper,
                     county.leader);
    EXPECT_EQ(county.verifier(), PersonId{}) << "now of the unit itself";
}

TEST(Verifier, is_told_when_asked_and_when_it_is_submitted) {
    Handed county;
    county.assign(county.second);
    EXPECT_EQ(county.told(county.second, "verify.assigned.ahead"), 1);
    county.submit();
    EXPECT_EQ(county.told(county.second, "verify.assigned"), 1);
    county.assign({});
    county.assign(county.second);
    EXPECT_EQ(county.told(county.second, "verify.assigned"), 1) << "it has been said";
    county.must(ReturnRectification{county.id, true, words("空")}, county.officer);
    county.submit();
    EXPECT_EQ(county.told(county.second, "verify.assigned"), 1) << "nobody is asked after a return";
    county.assign(county.second);
    EXPECT_EQ(county.told(county.second, "verify.assigned"), 2);
}

TEST(Verifier, who_asks_themselves_is_not_told) {
    Handed county;
    county.submit();
    county.assign(county.officer);
    EXPECT_EQ(county.verifier(), county.officer);
    EXPECT_EQ(county.told(county.officer, "verify.assigned"), 0);
}

TEST(Verifier, hears_of_the_limit_or_that_it_has_passed) {
    Handed county;
    county.submit();
    const Moment limit = county.timers(matter(county.id), TimerKind::Verification).front()->due;
    county.assign(county.second);
    const auto* said = std::get_if<NoticeQueued>(&county.log.at(county.log.size() - 2).body);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->item.due, limit);
    county.assign({});
    county.run_until(limit + hours(1));
    county.assign(county.second);
    EXPECT_EQ(county.told(county.second, "verify.assigned.late"), 1);
}

TEST(Verifier, who_submits_it_is_not_asked_to_verify_it) {
    Handed county;
    county.must_both(GiveGrant{county.second, Role::UnitOfficer, county.v1, county.now + days(30)},
                     county.leader, county.mayor);
    county.assign(county.second);
    county.must(SubmitRectification{county.id, words("已改"), proof}, county.second);
    EXPECT_EQ(county.verifier(), PersonId{});
    EXPECT_EQ(county.told(county.second, "verify.assigned"), 0);
}

}  // namespace dudao::test
