#include "console/papers/drafting.h"

namespace dudao::console {

using papers::in;
using papers::say;
using papers::word_of;

std::string Drafting::line(std::string_view code) const {
    return std::string(word_of(lang(), code));
}

const CaseLimit* Drafting::row(CaseLimitKind limit) const {
    return limit_row(state(), lead, course.track, limit);
}

std::string Drafting::budget(CaseLimitKind limit) const {
    const CaseLimit* found = row(limit);
    return found ? scribe.budget(found->budget) : std::string(pen);
}

std::string issue(const Drafting& w) {
    const std::string unit = w.scribe.unit(w.lead.unit);
    if (!w.course.found) return say(w.lang(), "case.issue_of_unit", in<"unit">(unit));
    return say(w.lang(), "case.issue", in<"unit">(unit),
               in<"category">(w.scribe.word("category", name(w.course.found->category))));
}

void to_person(const Drafting& w, Paper& paper) {
    paper.to = say(w.lang(), "case.person", in<"pen">(pen));
}

void copy_to_unit(const Drafting& w, Paper& paper) {
    const std::string cc = say(w.lang(), "case.unit_and_party", in<"pen">(pen));
    paper.copy = say(w.lang(), "frame.copy", in<"cc">(cc));
}

void serve_by(const Drafting& w, Paper& paper) {
    if (w.course.due.ms == 0) return;
    paper.facts.push_back({w.line("case.serve_by"), w.scribe.due(w.course.due)});
}

std::string runs(const Drafting& w, CaseLimitKind limit) {
    if (!w.row(limit)) return w.line("case.no_clock");
    return say(w.lang(), "receipt.runs", in<"budget">(w.budget(limit)));
}

namespace {

/// When it was served and what ends when: of the moment at which it is printed, as the foot is.
std::string service_told(const Drafting& w, const ServedPaper& served) {
    const Lang lang = w.lang();
    const Zone& zone = w.state().calendar.zone;
    const auto at = in<"at">(paper_instant(lang, zone, served.at));
    const auto until = in<"due">(w.scribe.due(served.until));
    switch (served_by(w.on.event.body)) {
        case assignment::Paper::Inquiry:
            if (served.until.ms != 0) return say(lang, "case.served_answer", at, until);
            break;
        case assignment::Paper::Proposal:
            if (served.until.ms != 0) return say(lang, "case.served_defence", at, until);
            break;
        case assignment::Paper::Decision:
        case assignment::Paper::AppealDecision: {
            const CaseLimit* row = w.row(window_of(w));
            if (!row) break;
            const Moment due = derive(w.state().calendar, served.at, row->budget).due;
            return say(lang, "case.served_appeal", at, in<"due">(w.scribe.due(due)));
        }
        default:
            break;
    }
    return say(lang, "case.served", at);
}

}  // namespace

std::string title_of_case_paper(Lang lang, PaperKind kind, cases::Track track) {
    if (kind != PaperKind::CaseOpened) {
        return std::string(word_of(lang, std::string(name(kind)) + ".title"));
    }
    const bool started = track == cases::Track::Accountability || track == cases::Track::None;
    return std::string(word_of(lang, started ? "case_opened.started" : "case_opened.filed"));
}

void write_case_paper(Scribe& scribe, const PaperEvent& on, const Case& lead, Paper& paper) {
    const Drafting w{scribe, on, lead, case_course(scribe.reader(), lead, on.index)};
    paper.title = title_of_case_paper(w.lang(), paper.kind, w.course.track);
    paper.mark = w.line("case.mark");
    switch (paper.kind) {
        case PaperKind::Referral:
            write_referral(w, paper);
            break;
        case PaperKind::Inquiry:
            write_inquiry(w, paper);
            break;
        case PaperKind::CaseOpened:
            write_opened(w, paper);
            break;
        case PaperKind::FactsShown:
            write_facts(w, paper);
            break;
        case PaperKind::ToDefend:
            write_proposal(w, paper);
            break;
        case PaperKind::Clearing:
            write_clearing(w, paper);
            break;
        default:
            write_decision(w, paper);
            break;
    }
    const bool sent = paper.kind == PaperKind::Referral;  // to an organ, not served on a person
    paper.after.push_back(w.line(sent ? "case.sent" : "case.draft"));
}

void frame_draft(Scribe& scribe, const PaperEvent& on, const Case& lead, bool own, Paper& paper) {
    const Lang lang = scribe.lang;
    const Drafting w{scribe, on, lead, case_course(scribe.reader(), lead, on.index)};
    paper.issuer = say(lang, "case.issuer", in<"issuer">(paper.issuer));
    paper.seal = say(lang, "case.seal", in<"pen">(pen));
    paper.date = w.line("case.date");
    if (own) {
        const Zone& zone = scribe.state().calendar.zone;
        paper.foot.back() =
            say(lang, "case.printed_own", in<"at">(paper_instant(lang, zone, scribe.reader().now)));
    }
    for (const ServedPaper& each : served_papers(scribe.reader(), lead)) {
        if (each.index == on.index) paper.foot.push_back(service_told(w, each));
    }
}

}  // namespace dudao::console
