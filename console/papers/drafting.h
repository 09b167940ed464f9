// The papers of a case. Each is a draft: the competent organ issues it on its own form, in person,
// and it is never deemed served; each says so. The record does not name the person concerned (a
// keyed mark stands for them), and has no status of persons, no basis, no proposed measure, no
// number of a decision and no term of a measure: a blank is left for the pen, as such forms have.
//
// What is never on them: where a lead came from, who reported it, and that anybody is guilty. So an
// inquiry has none of the words of its lead: who is told them could tell who wrote them.
#pragma once

#include <string>
#include <string_view>

#include "console/papers/case_course.h"
#include "console/papers/scribe.h"

namespace dudao::console {

/// One paper as it is written: what every part of it needs.
struct Drafting {
    Scribe& scribe;
    const PaperEvent& on;
    const Case& lead;
    CaseCourse course;

    Lang lang() const { return scribe.lang; }
    const State& state() const { return scribe.state(); }
    /// Of a paper that rests on a step of the case.
    const CaseStepped& step() const { return std::get<CaseStepped>(on.event.body); }
    std::string line(std::string_view code) const;
    /// nullptr: there is no such limit.
    const CaseLimit* row(CaseLimitKind limit) const;
    std::string budget(CaseLimitKind limit) const;
};

/// What it is about, without a word of what was raised.
std::string issue(const Drafting& w);
void to_person(const Drafting& w, Paper& paper);
void copy_to_unit(const Drafting& w, Paper& paper);
/// Until when it is to be served, by the limit that the event began.
void serve_by(const Drafting& w, Paper& paper);
/// What runs from the service, for a receipt.
std::string runs(const Drafting& w, CaseLimitKind limit);

/// The window to appeal against the decision; None: no appeal follows.
CaseLimitKind window_of(const Drafting& w);

void write_referral(const Drafting& w, Paper& paper);
void write_inquiry(const Drafting& w, Paper& paper);
void write_opened(const Drafting& w, Paper& paper);
void write_facts(const Drafting& w, Paper& paper);
void write_proposal(const Drafting& w, Paper& paper);
void write_decision(const Drafting& w, Paper& paper);
void write_clearing(const Drafting& w, Paper& paper);

}  // namespace dudao::console
