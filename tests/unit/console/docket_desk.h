// A county with cases in every stage, and the office that prints their papers.
#pragma once

#include "console/papers/dates.h"
#include "office.h"

namespace dudao::console::test {

using assignment::Kind;
using cases::Track;
using cases::Verb;
using dudao::test::words;
using Served = assignment::Paper;

inline const std::vector<Track> every_track{Track::Accountability, Track::Discipline,
                                            Track::Administrative, Track::Personnel};
inline const std::vector<Lang> both{Lang::Zh, Lang::En};
inline const Bytes salt(std::string(32, 'h'));

struct DocketDesk : Office {
    DocketDesk() {
        county.staff();
        commit();
    }

    std::string matter(CaseId id) { return matter_text("case", id.value); }

    Json list(CaseId id, const PersonId& person, Lang lang = Lang::Zh) {
        commit();
        const Answer said = get("/papers?matter=" + matter(id), person, lang);
        EXPECT_EQ(said.status, 200) << said.body;
        return Json::parse(said.body).value("data", Json());
    }
    std::vector<std::string> kinds(CaseId id, const PersonId& person) {
        std::vector<std::string> kinds;
        for (const Json& each : list(id, person)) kinds.push_back(each["kind"]);
        return kinds;
    }
    /// The last of its kind; empty: there is none.
    std::string serial(CaseId id, const std::string& kind) {
        std::string serial;
        for (const Json& each : list(id, county.officer)) {
            if (each["kind"] == kind) serial = each["serial"];
        }
        return serial;
    }
    Json paper(CaseId id, const std::string& kind, Lang lang = Lang::Zh) {
        const std::string found = serial(id, kind);
        EXPECT_NE(found, "") << "no paper of the kind " << kind;
        return shown("/papers/" + found, county.officer, lang);
    }
    Json shown(const std::string& target, const PersonId& person, Lang lang = Lang::Zh) {
        commit();
        const Answer said = get(target, person, lang);
        EXPECT_EQ(said.status, 200) << target << ": " << said.body;
        return Json::parse(said.body).value("data", Json());
    }
    int status(const std::string& target, const PersonId& person) {
        commit();
        return get(target, person).status;
    }
    /// As the person concerned prints it: the last that was served of this kind.
    std::string own_serial(Served served) {
        commit();
        std::string serial;
        for (const Json& lead : data("/own-cases", county.subject)) {
            for (const Json& each : lead["papers"]) {
                if (each["paper"] == name(served)) serial = each["serial"];
            }
        }
        return serial;
    }

    std::string due(Moment moment, Lang lang = Lang::Zh) const {
        return paper_due(lang, county.state.calendar.zone, moment);
    }

    /// A lead that a grave finding opened.
    CaseId of_finding() {
        county.confirmed(Severity::Grave);
        return county.state.cases.rbegin()->first;
    }
    void verify(CaseId id, Track track) {
        county.must(NameSubject{id, county.subject, salt}, county.officer);
        county.dispose(id, Verb::Verify, track);
        county.must(AssignTeam{id, Part::Verified, county.investigators}, county.officer);
        county.done(id, Kind::Verify, county.investigators);
    }
    void notify(CaseId id) {
        county.done(id, Kind::Serve, county.investigators, Served::Filing);
        county.must(StepCase{id, Verb::Notify, {}}, county.officer);
    }
    void announce(CaseId id, Served served) {
        county.done(id, Kind::Serve, county.investigators, served);
        county.done(id, Kind::Announce, county.investigators, served);
    }
    /// A case that an inquiry came before, with all papers up to the decision.
    CaseId with_every_paper(Track track) {
        const CaseId id = of_finding();
        county.dispose(id, Verb::Inquire);
        county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
        verify(id, track);
        county.authorise(id, Verb::Start, county.authority);
        notify(id);
        county.done(id, Kind::ShowFacts, county.investigators);
        county.done(id, Kind::Hear, county.investigators);
        propose(id, track);
        county.done(id, Kind::Serve, county.investigators, Served::Proposal);
        county.must_as(DefendCase{id, false, words("申辩")}, county.on_pages(county.subject));
        county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
        return id;
    }
    void propose(CaseId id, Track track) {
        if (track == Track::Accountability) {
            county.must(StepCase{id, Verb::Propose, words("拟办内部意见")}, county.officer);
            return;
        }
        county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
        county.must(AssignTeam{id, Part::Reviewed, county.reviewers}, county.officer);
        county.done(id, Kind::Review, county.reviewers);
        county.must(StepCase{id, Verb::AcceptReview, words("审理内部意见")}, county.reviewer);
    }
    /// The appeal is taken up by others and decided.
    void decide_appeal(CaseId id, Verb how, const PersonId& by) {
        county.must(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer);
        county.must(StepCase{id, Verb::TakeUp, {}}, county.appeals);
        county.done(id, Kind::Review, county.appeal_team);
        county.must_both(county.decision(id, how), county.appeals, by);
    }
};

inline std::string lines_of(const Json& list) {
    std::string all;
    for (const Json& each : list) all += each.get<std::string>() + "\n";
    return all;
}

inline std::string fact_of(const Json& paper, const std::string& label) {
    for (const Json& each : paper["facts"]) {
        if (each["label"] == label) return each["value"];
    }
    return "(none)";
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

inline const std::vector<std::string> every_kind{"inquiry", "case_opened", "facts_shown",
                                                 "to_defend", "case_decided"};

}  // namespace dudao::console::test
