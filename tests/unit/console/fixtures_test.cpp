// What the pages' own tests are shown: a played county, answered by the console's own routes for
// each role. The recorded answers stand in console/web/test/fixtures, a file a person, an answer a
// line; `DUDAO_RENEW=1` writes them anew.
#include "office.h"

#include <sstream>

#include "console/api/registry.h"
#include "recorded.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

/// Matters in every state that a page shows in its own way.
struct Played : Office {
    RectificationId late, submitted, done;
    TaskId sealed, visit;
    FindingId photographed, contested;
    CaseId lead, tried;

    Played() {
        health.broker = health.store = true;
        health.started = county.now;
        health.time_zone = "Asia/Shanghai";
        matters();
        field();
        what_waits_for_two();
        cases();
        health.log_seq = replica.seq;
    }

    std::string asked(std::string target) const {
        const std::map<std::string, std::string> ids{
            {"{late}", id_text(late)},          {"{submitted}", id_text(submitted)},
            {"{done}", id_text(done)},          {"{sealed}", id_text(sealed)},
            {"{visit}", id_text(visit)},        {"{photographed}", photographed.text},
            {"{contested}", contested.text},    {"{lead}", id_text(lead)},
            {"{tried}", id_text(tried)},        {"{notice}", notice_of(late)},
            {"{proposal}", proposal_of(tried)}, {"{morning}", std::to_string(morning().ms)}};
        for (const auto& [hole, id] : ids) {
            const auto at = target.find(hole);
            if (at != target.npos) target.replace(at, hole.size(), id);
        }
        return target;
    }

 private:
    /// The serial of the paper that tells what is proposed.
    std::string proposal_of(CaseId id) const {
        for (const std::uint64_t index : record.of(matter_text("case", id.value))) {
            const Event event = record.event(index);
            const auto* step = std::get_if<CaseStepped>(&event.body);
            if (step && step->verb == cases::Verb::Propose) return std::to_string(index);
        }
        ADD_FAILURE() << "nothing was proposed";
        return {};
    }
    void matters() {
        late = county.in_progress(Severity::Minor);
        done = county.in_progress();
        hand_in(done);
        county.must(VerifyRectification{done, true, words("现场核验属实※")}, county.officer);
        const RectificationId suspended = county.in_progress(Severity::Serious);
        county.must(SuspendRectification{suspended, SuspendCode::Season, words("汛期后施工※")},
                    county.officer);
        commit();
        pass(county.of(late).deadline + days(4));
        const DemandId demand = county.state.demands.begin()->first;
        county.must(AnswerDemand{demand, words("因雨延误※")}, county.village);
        county.must(ReportProgress{late, words("门锁已换※")}, county.village);
        submitted = county.in_progress();
        hand_in(submitted);
        const RectificationId asked = county.in_progress();
        county.must(RequestExtension{asked, Budget{5, TimeUnit::WorkingDays}, words("等新门锁※")},
                    county.village);
        county.issued();
        contested = county.confirmed();
        county.must(ContestFinding{contested, words("当日公出，有记录※"), {}}, county.village);
        OpenLead petition;
        petition.unit = county.v1;
        petition.matter = words("群众来信※");
        lead = CaseId{county.must(petition, county.officer).id};
        commit();
    }
    void field() {
        pass(county.now + days(1) + hours(2));
        visit = county.on_site();
        photographed = county.recorded(visit);
        county.must(AnswerItem{visit, "F1", "n", {}}, county.head);
        county.must(AttachEvidence{visit, photographed, EvidenceHash{std::string(64, 'b')}, 412'000,
                                   "image/jpeg"},
                    county.inspector);
        commit();
        sealed = county.released();
        commit();
    }
    void what_waits_for_two() {
        county.must(WithdrawTask{county.released(), words("大雪封路※")}, county.mayor);
        county.must(PostRow{PostId{"lead-2"}, county.city, Role::Leader, stranger, {}},
                    county.keeper);
        commit();
    }
    /// One that may be appealed against, and one whose decision waits for the authority.
    void cases() {
        using assignment::Kind;
        county.staff();
        county.in_force(cases::Track::Administrative);
        tried = county.proposed(cases::Track::Accountability);
        county.done(tried, Kind::Serve, county.investigators, assignment::Paper::Proposal);
        county.must_as(DefendCase{tried, false, words("当日值班※\n记录已补※")},
                       county.on_pages(county.subject));
        DecideCase decides = county.decision(tried, cases::Verb::Decide);
        decides.answer = words("值班表属实※\n记录系事后补写※");
        county.must(decides, county.officer);
        commit();
    }
    /// Hour by hour: each is a commit, as the log is told of it.
    void pass(Moment until) {
        while (county.now < until) {
            county.run_until(std::min(until, county.now + hours(1)));
            commit();
        }
    }
    void hand_in(RectificationId id) {
        county.must(SubmitRectification{id, words("已开门，值班到人※"), proof}, county.village);
    }
    /// When offices open today: what the policy's page starts its example with.
    Moment morning() const {
        const Zone& zone = county.state.calendar.zone;
        return zone.local_moment(zone.local_day(county.now), 9 * 60);
    }
};

/// What the pages ask for, as they write it.
const std::vector<std::string> everybody_asks{
    "/names",
    "/overview",
    "/todo",
    "/tasks?days=30",
    "/tasks/{visit}",
    "/tasks/{sealed}",
    "/map",
    "/rectifications?state=open&sort=days_left&limit=100",
    "/rectifications?state=open&sort=days_left",
    "/rectifications?state=struck_off&sort=-moved_at",
    "/rectifications?state=fallen_away&sort=-moved_at",
    "/rectifications/{late}",
    "/rectifications/{submitted}",
    "/rectifications/{done}",
    "/papers?matter=rectification:{late}",
    "/papers?matter=rectification:{submitted}",
    "/papers?matter=rectification:{done}",
    "/papers?matter=task:{visit}",
    "/papers?matter=case:{lead}",
    "/papers?matter=case:{tried}",
    "/papers/{notice}",
    "/papers/{proposal}",
    "/own-papers/{proposal}",
    "/reports?kind=week",
    "/findings",
    "/findings/{photographed}",
    "/findings/{contested}",
    "/escalations",
    "/contact",
    "/notices",
    "/cases",
    "/case-figures",
    "/cases/{lead}",
    "/cases/{tried}",
    "/own-cases",
    "/proposals",
    "/plans",
    "/draws",
    "/groups",
    "/people",
    "/conflicts",
    "/log?news=1&limit=12",
    "/calendar?year=2026",
    "/checklists",
    "/policy",
    "/policy/simulate?start={morning}&severity=ordinary",
    "/system",
    "/due?start=1790471760000&budget=10wd",
};

/// An answer a line, so that a change of one is seen as one.
std::string recorded(Played& office, const PersonId& person) {
    const Facts seen = office.facts();
    std::ostringstream out;
    Reader reader(seen, person, Lang::Zh, office.kept);
    signed_in(reader);
    office.read(reader.words.wanted());
    Reader known(seen, person, Lang::Zh, office.kept);
    out << "{\n\"me\":" << signed_in(known).dump();
    std::vector<std::string> asks = everybody_asks;
    if (person == office.auditor) asks.emplace_back("/log?limit=100&deeds=1");
    for (const std::string& pattern : asks) {
        const std::string target = office.asked(pattern);
        const Answer zh = office.get(target, person, Lang::Zh);
        const Answer en = office.get(target, person, Lang::En);
        out << ",\n"
            << Json(target).dump() << ":{\"status\":" << zh.status << ",\"zh\":" << zh.body;
        if (en.body != zh.body) out << ",\"en\":" << en.body;
        out << "}";
    }
    out << "\n}\n";
    return out.str();
}

}  // namespace

TEST(Fixtures, of_the_pages_tests_are_what_the_console_answers) {
    Played office;
    for (const char* who : {"leader", "officer", "keeper", "auditor", "admin", "head", "village"}) {
        stands_recorded(std::string("test/fixtures/") + who + ".json",
                        recorded(office, office.everybody().at(who)));
    }
    stands_recorded("test/fixtures/authority.json", recorded(office, office.county.authority));
}

}  // namespace dudao::console::test
