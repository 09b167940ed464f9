// A case from the lead to its end: two persons with two keys, limits that never go silent, rights
// that cannot be skipped, and a person concerned who stands nowhere in the log.
#include <gtest/gtest.h>

#include <map>

#include "domain/cases/clock.h"
#include "domain/evidence.h"
#include "domain/sight.h"
#include "tests/support/docket.h"
#include "wire/event_codec.h"

namespace dudao::test {
namespace {

using assignment::Kind;
using assignment::Outcome;
using assignment::Paper;
using cases::Track;
using cases::Verb;

constexpr auto all_tracks = {Track::Accountability, Track::Discipline, Track::Administrative,
                             Track::Personnel};

bool sees(const Docket& county, CaseId lead, const PersonId& person) {
    return Sight(county.state, county.on_pages(person)).sees(county.the(lead));
}

TEST(Case, runs_to_its_end_on_every_track) {
    for (const Track track : all_tracks) {
        StaffedDocket county;
        const CaseId id = county.in_force(track);
        EXPECT_EQ(county.the(id).measures, std::vector{Measure::Admonition});
        county.done(id, Kind::CarryOut, county.investigators);
        county.must(StepCase{id, Verb::CarryOut, {}}, county.officer);
        EXPECT_EQ(county.the(id).state, cases::State::Closed);
        EXPECT_EQ(county.the(id).limit, CaseLimitKind::None);
        EXPECT_EQ(county.broken(), "") << name(track);
    }
}

TEST(Case, is_disposed_of_by_two_persons_with_two_keys) {
    StaffedDocket county;
    const CaseId id = county.opened();
    const DisposeLead disposes{id, Verb::Hold, Track::None, words("查")};
    const ProposalId waits = county.must(disposes, county.officer).proposal;
    EXPECT_TRUE(waits);
    EXPECT_EQ(county.the(id).state, cases::State::Lead);
    county.refused(ConfirmProposal{waits}, county.officer);
    county.refused(ConfirmProposal{waits}, county.leader);
    county.must(ConfirmProposal{waits}, county.second);
    EXPECT_EQ(county.the(id).state, cases::State::Held);
    EXPECT_EQ(county.the(id).hands, (std::vector<Hand>{{county.officer, Part::Disposed},
                                                       {county.second, Part::Disposed}}));
}

TEST(Case, is_started_and_decided_by_the_authority_and_by_nobody_else) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    county.done(id, Kind::Verify, county.investigators);
    const ProposalId start =
        county.must(AuthoriseCase{id, Verb::Start, words("批")}, county.officer).proposal;
    for (const PersonId& no : {county.second, county.leader, county.superior}) {
        county.refused(ConfirmProposal{start}, no);
    }
    county.must(ConfirmProposal{start}, county.authority);
    EXPECT_EQ(county.the(id).state, cases::State::Started);
}

TEST(Case, takes_a_step_only_by_its_own_command_and_on_its_own_track) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Accountability);
    EXPECT_EQ(county.refused(StepCase{id, Verb::SendToReview, {}}, county.officer).why,
              Why::NotNow);
    EXPECT_EQ(county.refused(StepCase{id, Verb::Withdraw, words("假")}, county.officer).why,
              Why::BadInput);
    EXPECT_EQ(county.refused(DisposeLead{id, Verb::Refer, {}, words("移")}, county.officer).why,
              Why::BadInput);
    county.must(StepCase{id, Verb::Propose, {}}, county.officer);
    EXPECT_EQ(county.refused(StepCase{id, Verb::Decide, {}}, county.officer).why, Why::BadInput);
    EXPECT_EQ(county.refused(StepCase{id, Verb::Notify, {}}, county.officer).why, Why::NotNow);
}

TEST(Case, is_not_there_for_those_it_keeps_out) {
    StaffedDocket county;
    const CaseId id = county.filed(Track::Discipline);
    EXPECT_TRUE(sees(county, id, county.officer));
    EXPECT_TRUE(sees(county, id, county.authority));
    EXPECT_FALSE(sees(county, id, county.subject));
    EXPECT_FALSE(sees(county, id, county.inspector));
    EXPECT_FALSE(sees(county, id, county.keeper));
    county.must_both(RecuseFromCase{id, county.second, words("亲属")}, county.officer,
                     county.authority);
    EXPECT_FALSE(sees(county, id, county.second));
    EXPECT_EQ(county.refused(StepCase{id, Verb::Notify, {}}, county.second).why, Why::NotFound);
}

TEST(Case, keeps_out_an_officer_whom_it_is_about) {
    StaffedDocket county;
    const CaseId id = county.opened();
    EXPECT_TRUE(sees(county, id, county.second));
    county.must(NameSubject{id, county.second, Bytes(std::string(32, 's'))}, county.officer);
    EXPECT_FALSE(sees(county, id, county.second));
    // Nothing that is proposed in it reaches them, and they cannot agree to it.
    const ProposalId waits =
        county.must(DisposeLead{id, Verb::Hold, {}, words("查")}, county.officer).proposal;
    EXPECT_EQ(county.refused(ConfirmProposal{waits}, county.second).why, Why::NotFound);
    EXPECT_FALSE(county.was_told(county.second, "case.proposal.waits"));
    const Proposal& proposal = county.state.proposals.at(waits);
    EXPECT_FALSE(Sight(county.state, county.on_pages(county.second)).sees(proposal));
    EXPECT_TRUE(Sight(county.state, county.on_pages(PersonId{"p-i1"})).sees(proposal));
}

TEST(Case, hides_every_proposal_in_it_from_those_it_keeps_out) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    county.must_both(RecuseFromCase{id, county.second, words("亲属")}, county.officer,
                     county.authority);
    const std::vector<Command> proposed{AuthoriseCase{id, Verb::Withdraw, words("不实")},
                                        ExtendCase{id, CaseLimitKind::Investigation, words("复杂")},
                                        RecuseFromCase{id, PersonId{"p-i2"}, words("亲属")}};
    for (const Command& each : proposed) {
        const Proposal& proposal =
            county.state.proposals.at(county.must(each, county.officer).proposal);
        const auto shown = [&](const PersonId& person) {
            return Sight(county.state, county.on_pages(person)).sees(proposal);
        };
        EXPECT_FALSE(shown(county.second)) << name(each);
        EXPECT_FALSE(shown(county.keeper)) << name(each);
        EXPECT_FALSE(shown(county.village)) << name(each);
        EXPECT_FALSE(shown(county.leader)) << name(each);
        EXPECT_TRUE(shown(county.authority)) << name(each);
    }
}

TEST(Case, gives_the_authority_no_sight_of_anything_else) {
    StaffedDocket county;
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task);
    for (const PersonId& person : {county.authority, county.superior}) {
        const Sight sight(county.state, county.on_pages(person));
        EXPECT_TRUE(sight.cases());
        EXPECT_FALSE(sight.office());
        EXPECT_FALSE(sight.sees(county.state.tasks.at(task)));
        EXPECT_FALSE(sight.sees(county.state.findings.at(finding)));
    }
}

TEST(Case, of_a_named_person_is_shown_to_nobody_where_its_key_is_missing) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    EXPECT_TRUE(sees(county, id, county.officer));
    county.case_key.reset();
    EXPECT_FALSE(sees(county, id, county.officer));
    EXPECT_EQ(county.refused_as(AppealCase{id, words("不服")}, county.on_pages(county.subject)).why,
              Why::NotFound);
}

TEST(Case, keeps_its_finding_from_being_dismissed_until_it_is_over) {
    StaffedDocket county;
    const FindingId finding = county.recorded(county.on_site(), Severity::Grave);
    const CaseId id = county.state.findings.at(finding).lead;
    const DismissFinding dismisses{finding, words("不实")};
    county.dispose(id, Verb::Verify, Track::Discipline);
    EXPECT_EQ(county.refused(dismisses, county.officer).why, Why::NotNow);
    county.must(AssignTeam{id, Part::Verified, county.investigators}, county.officer);
    county.done(id, Kind::Verify, county.investigators);
    county.dispose(id, Verb::CloseNoCase);
    county.must(dismisses, county.officer);
}

TEST(Case, lets_nobody_investigate_what_they_reviewed) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
    county.must(AssignTeam{id, Part::Reviewed, county.reviewers}, county.officer);
    county.done(id, Kind::Review, county.reviewers);
    county.must(StepCase{id, Verb::ReturnAnew, words("不清")}, county.reviewer);
    county.done(id, Kind::ShowFacts, county.investigators);
    county.done(id, Kind::Hear, county.investigators);
    const StepCase sends{id, Verb::SendToReview, {}};
    EXPECT_EQ(county.refused(sends, county.reviewer).why, Why::OwnMatter);
    county.must(sends, county.officer);
    // Nor when the team is changed after it was assigned.
    const AssignmentId review = county.issue_assignment(id, Kind::Review, county.reviewers);
    county.must_both(
        TeamRow{
            county.reviewers, "组", "Team", county.reviewer, {county.reviewer, PersonId{"p-i2"}}},
        county.officer, county.authority);
    county.must(StepAssignment{review, assignment::Verb::Accept, {}, {}, {}}, county.reviewer);
    EXPECT_EQ(
        county
            .refused(
                StepAssignment{
                    review, assignment::Verb::Begin, {county.reviewer, PersonId{"p-i2"}}, {}, {}},
                county.reviewer)
            .why,
        Why::OwnMatter);
    EXPECT_EQ(county.broken(), "");
}

TEST(Case, withdraws_what_it_no_longer_asks_for) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    const AssignmentId open = county.issue_assignment(id, Kind::Hear, county.investigators);
    const AssignmentId said = county.reported_assignment(id, Kind::ShowFacts, county.investigators);
    county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
    for (const AssignmentId each : {open, said}) {
        EXPECT_EQ(county.state.assignments.at(each).state, assignment::State::Withdrawn);
    }
    EXPECT_EQ(county.broken(), "");
}

TEST(Case, asks_the_level_above_when_the_head_of_the_authority_is_to_keep_out) {
    StaffedDocket county;
    const CaseId id = county.filed(Track::Discipline);
    const RecuseFromCase of_head{id, county.authority, words("亲属")};
    const ProposalId waits = county.must(of_head, county.officer).proposal;
    county.refused(ConfirmProposal{waits}, county.authority_2);
    county.must(ConfirmProposal{waits}, county.superior);
    EXPECT_FALSE(sees(county, id, county.authority));
}

TEST(Case, names_the_person_concerned_nowhere_in_its_log) {
    StaffedDocket county;
    const std::size_t before = county.log.size();
    const CaseId id = county.in_force(Track::Administrative);
    county.must_as(AppealCase{id, words("不服")}, county.on_pages(county.subject));
    const CaseId waives = county.proposed(Track::Accountability);
    county.done(waives, Kind::Serve, county.investigators, Paper::Proposal);
    county.must_as(DefendCase{waives, true, {}}, county.on_pages(county.subject));
    for (std::size_t i = before; i < county.log.size(); ++i) {
        EXPECT_EQ(encode_event(county.log[i]).find(county.subject.text), std::string::npos)
            << name(county.log[i].body);
    }
    // The same person has another mark in each case.
    EXPECT_NE(county.the(id).subject, county.the(waives).subject);
}

TEST(Case, hears_the_person_concerned_through_the_pages_alone) {
    StaffedDocket county;
    const CaseId id = county.proposed(Track::Discipline);
    county.done(id, Kind::Serve, county.investigators, Paper::Proposal);
    const DefendCase defends{id, false, words("申辩")};
    EXPECT_EQ(county.refused(defends, county.subject).why, Why::Forbidden);
    EXPECT_EQ(county.refused_as(defends, county.on_pages(county.officer)).why, Why::NotFound);
    EXPECT_EQ(
        county.refused_as(DefendCase{id, true, words("又")}, county.on_pages(county.subject)).why,
        Why::BadInput);
    county.must_as(defends, county.on_pages(county.subject));
    EXPECT_EQ(county.refused_as(defends, county.on_pages(county.subject)).why, Why::NotNow);
}

TEST(Case, without_its_key_names_nobody) {
    StaffedDocket county;
    const CaseId id = county.opened();
    county.case_key.reset();
    EXPECT_EQ(
        county.refused(NameSubject{id, county.subject, Bytes(std::string(32, 's'))}, county.officer)
            .why,
        Why::NotNow);
}

TEST(Case, notes_a_look_once_a_day_for_each_reader_and_refuses_others) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    EXPECT_EQ(county.refused(LookAtCase{id}, county.leader).why, Why::NotFound);
    const auto noted = [&](const PersonId& reader) {
        county.must(LookAtCase{id}, reader);
        return county.state.cases.at(id).looks.back().at == county.now;
    };
    EXPECT_TRUE(noted(county.officer));
    county.now = county.now + hours(1);
    EXPECT_FALSE(noted(county.officer)) << "the same day";
    EXPECT_TRUE(noted(county.second)) << "each reader for themselves";
    EXPECT_TRUE(noted(county.appeals)) << "also who is shown no words";
    county.now = county.now + days(1);
    EXPECT_TRUE(noted(county.officer));
    EXPECT_EQ(county.state.cases.at(id).looks.size(), 3U) << "of each reader the last";
}

TEST(Case, is_seen_by_the_authority_once_something_was_put_to_it) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    const auto sees = [&](const PersonId& person) {
        return Sight(county.state, county.as(person)).sees(county.the(id));
    };
    EXPECT_FALSE(sees(county.authority));
    county.done(id, Kind::Verify, county.investigators);
    county.must(AuthoriseCase{id, Verb::Start, words("批")}, county.officer);
    EXPECT_TRUE(sees(county.authority)) << "asked to agree";
    EXPECT_TRUE(sees(county.superior));
    const ProposalId asked = county.state.proposals.rbegin()->first;
    county.must(RefuseProposal{asked, words("不足")}, county.authority);
    EXPECT_TRUE(sees(county.authority)) << "what it refused it has seen";

    const CaseId late = county.opened();
    EXPECT_FALSE(Sight(county.state, county.as(county.authority)).sees(county.the(late)));
    county.run_for(days(40));
    EXPECT_TRUE(Sight(county.state, county.as(county.authority)).sees(county.the(late)));
}

TEST(Case, is_read_by_its_hands_and_whoever_is_asked_to_agree) {
    StaffedDocket county;
    const CaseId id = county.opened();
    const auto reads = [&](const PersonId& person) {
        return Sight(county.state, county.as(person)).reads(county.the(id));
    };
    EXPECT_TRUE(reads(county.appeals)) << "every officer may dispose of a lead";
    county.dispose(id, Verb::Verify, Track::Discipline);
    EXPECT_TRUE(reads(county.officer) && reads(county.second)) << "they disposed of it";
    EXPECT_FALSE(reads(county.appeals));
    EXPECT_FALSE(reads(county.reviewer));
    county.must(AssignTeam{id, Part::Verified, county.investigators}, county.officer);
    EXPECT_TRUE(reads(PersonId{"p-i1"}));
    county.done(id, Kind::Verify, county.investigators);
    county.must(DisposeLead{id, Verb::CloseNoCase, {}, words("不实")}, county.officer);
    EXPECT_TRUE(reads(county.appeals)) << "asked to agree";
}

TEST(CaseClock, never_goes_silent) {
    StaffedDocket county;
    const CaseId id = county.opened();
    for (int month = 0; month < 14; ++month) {
        county.run_for(days(30));
        EXPECT_EQ(county.timers(matter(id), TimerKind::CaseLimit).size(), 1U);
        ASSERT_EQ(county.broken(), "");
    }
    EXPECT_EQ(county.the(id).state, cases::State::Lead);
    EXPECT_TRUE(county.was_told(county.authority, "lead.late"));
    EXPECT_FALSE(county.was_told(county.leader, "lead.late"));  // leaders see counts only
}

TEST(CaseClock, of_an_inquiry_starts_at_service) {
    StaffedDocket county;
    const CaseId id = county.opened();
    county.dispose(id, Verb::Inquire);
    EXPECT_EQ(county.the(id).limit, CaseLimitKind::Service);
    county.must(AssignTeam{id, Part::Verified, county.investigators}, county.officer);
    const AssignmentId letter =
        county.reported_assignment(id, Kind::Serve, county.investigators, Paper::Inquiry);
    const Moment served = county.state.assignments.at(letter).reported_at;
    county.now = county.now + days(1);
    county.must(ReviewAssignment{letter, assignment::Verb::Pass, {}}, county.officer);
    EXPECT_EQ(county.the(id).limit, CaseLimitKind::Answer);
    EXPECT_EQ(county.the(id).due,
              derive(county.state.calendar, served, {15, TimeUnit::WorkingDays}).due);
}

TEST(CaseClock, gives_the_person_ten_working_days_and_then_the_decision_its_month) {
    StaffedDocket county;
    const CaseId id = county.proposed(Track::Discipline);
    county.done(id, Kind::Serve, county.investigators, Paper::Proposal);
    const Moment ends = county.the(id).due;
    EXPECT_EQ(ends, derive(county.state.calendar, county.now, {10, TimeUnit::WorkingDays}).due);
    EXPECT_EQ(county.refused(county.decision(id, Verb::Decide), county.officer).why, Why::NotNow);
    county.run_until(ends);
    EXPECT_EQ(county.the(id).limit, CaseLimitKind::Decision);
    EXPECT_FALSE(county.was_told(county.authority, "case.late"));  // nobody was late
    county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
}

TEST(CaseClock, of_a_review_stands_for_a_supplement_and_begins_anew_otherwise) {
    for (const Verb how : {Verb::ReturnReview, Verb::ReturnAnew}) {
        StaffedDocket county;
        const CaseId id = county.investigated(Track::Discipline);
        county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
        county.must(AssignTeam{id, Part::Reviewed, county.reviewers}, county.officer);
        county.done(id, Kind::Review, county.reviewers);
        county.now = county.now + days(5);
        const Span left = county.the(id).due - county.now;
        county.must(StepCase{id, how, words("补")}, county.reviewer);
        county.now = county.now + days(5);
        county.done(id, Kind::ShowFacts, county.investigators);
        county.done(id, Kind::Hear, county.investigators);
        county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
        const Moment anew = derive(county.state.calendar, county.now, {1, TimeUnit::Months}).due;
        EXPECT_EQ(county.the(id).due, how == Verb::ReturnReview ? county.now + left : anew);
    }
}

TEST(CaseClock, is_extended_once_by_the_level_that_the_policy_names) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    const Moment before = county.the(id).due;
    const ProposalId waits =
        county.must(ExtendCase{id, CaseLimitKind::Investigation, words("复杂")}, county.officer)
            .proposal;
    county.refused(ConfirmProposal{waits}, county.authority);
    county.must(ConfirmProposal{waits}, county.superior);
    EXPECT_EQ(county.the(id).due, derive(county.state.calendar, before, {90, TimeUnit::Days}).due);
    EXPECT_EQ(
        county.refused(ExtendCase{id, CaseLimitKind::Investigation, words("再")}, county.officer)
            .why,
        Why::NotNow);
    EXPECT_EQ(county.broken(), "");
}

TEST(CaseClock, is_not_extended_when_another_limit_runs_by_the_time_it_is_agreed_to) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    const ExtendCase asks{id, CaseLimitKind::Investigation, words("复杂")};
    const ProposalId waits = county.must(asks, county.officer).proposal;
    county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
    const Moment due = county.the(id).due;
    EXPECT_FALSE(county.decide_only(ConfirmProposal{waits}, county.as(county.superior)));
    EXPECT_FALSE(county.decide_only(ConfirmProposal{waits}, county.as(county.authority)));
    EXPECT_EQ(county.the(id).due, due);
}

TEST(CaseClock, ends_no_limit_after_the_year_between_filing_and_decision) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Administrative);
    const Moment year =
        derive(county.state.calendar, county.the(id).filed_at, {12, TimeUnit::Months}).due;
    county.run_until(year - days(20));
    county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
    EXPECT_EQ(county.the(id).due, year);
    // A month more would pass the year, which only the level above extends.
    const ProposalId waits =
        county.must(ExtendCase{id, CaseLimitKind::Review, words("复杂")}, county.officer).proposal;
    county.refused(ConfirmProposal{waits}, county.authority);
    county.must(ConfirmProposal{waits}, county.superior);
    EXPECT_TRUE(county.the(id).filed_extended);
    EXPECT_GT(county.the(id).due, year);
}

TEST(CaseAppeal, is_asked_in_the_time_of_its_track) {
    const std::map<Track, int> days_to_ask{{Track::Accountability, 31},
                                           {Track::Administrative, 31},
                                           {Track::Personnel, 30},
                                           {Track::Discipline, 3000}};
    for (const auto& [track, most] : days_to_ask) {
        StaffedDocket county;
        const CaseId id = county.in_force(track);
        const AppealCase appeal{id, words("不服")};
        county.now = county.the(id).served_at + days(most - 1);
        EXPECT_TRUE(county.decide_only(appeal, county.on_pages(county.subject))) << name(track);
        county.now = county.the(id).served_at + days(most + 12);
        EXPECT_EQ(county.decide_only(appeal, county.on_pages(county.subject)).has_value(),
                  track == Track::Discipline)
            << name(track);
    }
}

TEST(CaseAppeal, is_heard_a_second_time_only_where_the_track_has_it) {
    for (const Track track : all_tracks) {
        StaffedDocket county;
        const CaseId id = county.appealed(track);
        county.must(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer);
        county.must(StepCase{id, Verb::TakeUp, {}}, county.appeals);
        EXPECT_EQ(county.the(id).limit, CaseLimitKind::Appeal);
        county.done(id, Kind::Review, county.appeal_team);
        county.must_both(county.decision(id, Verb::Uphold), county.appeals, county.authority_2);
        county.done(id, Kind::Serve, county.investigators, Paper::AppealDecision);
        const bool again = track == Track::Administrative || track == Track::Personnel;
        EXPECT_EQ(
            county.decide_only(AppealCase{id, words("仍不服")}, county.on_pages(county.subject))
                .has_value(),
            again)
            << name(track);
        EXPECT_EQ(county.broken(), "");
    }
}

TEST(CaseAppeal, is_heard_a_second_time_by_others_than_the_first) {
    StaffedDocket county;
    const CaseId id = county.appealed(Track::Administrative);
    county.must(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer);
    county.must(StepCase{id, Verb::TakeUp, {}}, county.appeals);
    county.done(id, Kind::Review, county.appeal_team);
    county.must_both(county.decision(id, Verb::Uphold), county.appeals, county.authority_2);
    // Carried out before it was served, the time for the second appeal would never begin.
    county.done(id, Kind::CarryOut, county.investigators);
    EXPECT_EQ(county.refused(StepCase{id, Verb::CarryOut, {}}, county.officer).why, Why::NotNow);
    county.done(id, Kind::Serve, county.investigators, Paper::AppealDecision);
    county.must_as(AppealCase{id, words("仍不服")}, county.on_pages(county.subject));
    EXPECT_EQ(
        county.refused(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer).why,
        Why::OwnMatter);
    county.must_both(
        TeamRow{
            TeamId{"t-2"}, "组", "Team", PersonId{"p-y1"}, {PersonId{"p-y1"}, PersonId{"p-y2"}}},
        county.officer, county.authority);
    county.must(AssignTeam{id, Part::Appealed, TeamId{"t-2"}}, county.officer);
    EXPECT_EQ(county.refused(StepCase{id, Verb::TakeUp, {}}, county.appeals).why, Why::OwnMatter);
}

TEST(CaseAppeal, is_decided_by_others_than_all_before) {
    StaffedDocket county;
    const CaseId id = county.appealed(Track::Discipline);
    for (const TeamId& team : {county.investigators, county.reviewers}) {
        EXPECT_EQ(county.refused(AssignTeam{id, Part::Appealed, team}, county.officer).why,
                  Why::OwnMatter);
    }
    county.must(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer);
    county.must(StepCase{id, Verb::TakeUp, {}}, county.appeals);
    county.done(id, Kind::Review, county.appeal_team);
    const ProposalId waits =
        county.must(county.decision(id, Verb::Uphold), county.appeals).proposal;
    EXPECT_EQ(county.refused(ConfirmProposal{waits}, county.authority).why, Why::OwnMatter);
    county.must(ConfirmProposal{waits}, county.authority_2);
}

TEST(CasePolicy, wants_each_limit_of_each_track_once) {
    Policy policy = default_policy();
    EXPECT_TRUE(faults(policy).empty());  // none: the defaults
    policy.case_limits = default_case_limits();
    EXPECT_TRUE(faults(policy).empty());
    for (std::size_t i = 0; i < policy.case_limits.size(); ++i) {
        Policy without = policy;
        const CaseLimit gone = policy.case_limits[i];
        without.case_limits.erase(without.case_limits.begin() + static_cast<std::ptrdiff_t>(i));
        const bool needed = gone.limit != CaseLimitKind::Filed;
        EXPECT_EQ(faults(without).empty(), !needed) << name(gone.limit) << name(gone.track);
        Policy twice = policy;
        twice.case_limits.push_back(gone);
        EXPECT_FALSE(faults(twice).empty()) << name(gone.limit);
        Policy negative = policy;
        negative.case_limits[i].budget.amount = -1;
        EXPECT_FALSE(faults(negative).empty()) << name(gone.limit);
    }
    policy.case_limits[0].approver = CaseApprover::Superior;
    EXPECT_FALSE(faults(policy).empty());
}

}  // namespace
}  // namespace dudao::test
