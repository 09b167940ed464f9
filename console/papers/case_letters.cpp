// What goes to the person concerned before a decision: the letter of inquiry, the notice of the
// opening on its track, the facts, the proposal. And what clears their name when a case failed.
#include "console/papers/drafting.h"

namespace dudao::console {
namespace {

using cases::Track;
using cases::Verb;
using papers::in;
using papers::say;

constexpr int questions_left = 3;      // blanks for what an inquiry asks
constexpr std::size_t facts_left = 3;  // rows of facts, with that of the finding

std::string opened(const Drafting& w) {
    const Lang lang = w.lang();
    const TeamRow* team = row_of(w.state().teams, w.course.team);
    const std::string named = !team              ? std::string(pen)
                              : lang == Lang::Zh ? team->name_zh
                                                 : team->name_en;
    const auto approver = in<"approver">(w.scribe.person(w.on.event.second));
    const auto day = in<"day">(w.scribe.day(w.on.event.at));
    const auto by = in<"team">(named);
    const auto about = in<"issue">(issue(w));
    switch (w.course.track) {
        case Track::None:
        case Track::Accountability:
            return say(lang, "case_opened.accountability", approver, day, by, about);
        case Track::Discipline:
            return say(lang, "case_opened.discipline", approver, day, by, about);
        case Track::Administrative:
            return say(lang, "case_opened.administrative", approver, day, by, about);
        case Track::Personnel:
            return say(lang, "case_opened.personnel", approver, day, by, about);
    }
    return {};
}

/// The fact that the finding tells, and rows for those that only the team knows.
void list_facts(const Drafting& w, Paper& paper) {
    for (const char* head : {"no", "fact", "mark", "why"}) {
        paper.table.heads.push_back(w.line(std::string("case_facts.") + head));
    }
    for (std::size_t n = 1; n <= facts_left; ++n) {
        const bool told = n == 1 && w.course.found;
        paper.table.rows.push_back(
            {std::to_string(n), told ? w.scribe.words(w.course.found->text) : "", "", ""});
    }
}

void add_signature(const Drafting& w, Paper& paper) {
    paper.after.push_back(w.line("case_facts.answered"));
    paper.after.push_back(say(w.lang(), "case_facts.sign", in<"pen">(pen)));
}

}  // namespace

void write_inquiry(const Drafting& w, Paper& paper) {
    const Lang lang = w.lang();
    to_person(w, paper);
    paper.body.push_back(say(lang, "inquiry.body", in<"issue">(issue(w)),
                             in<"budget">(w.budget(CaseLimitKind::Answer))));
    for (int n = 1; n <= questions_left; ++n) {
        paper.body.push_back(
            say(lang, "case.blank", in<"n">(n), in<"pen">(std::string(pen) + std::string(pen))));
    }
    paper.body.push_back(w.line("inquiry.way"));
    paper.body.push_back(say(lang, "inquiry.talk", in<"pen">(pen)));
    paper.body.push_back(w.line("inquiry.rights"));
    serve_by(w, paper);
    paper.copy = say(lang, "frame.copy", in<"cc">(say(lang, "case.party_head", in<"pen">(pen))));
    add_receipt(w.scribe, runs(w, CaseLimitKind::Answer), paper, Service::InPerson);
}

void write_opened(const Drafting& w, Paper& paper) {
    to_person(w, paper);
    paper.body.push_back(opened(w));
    if (w.step().verb == Verb::StartSimple) paper.body.push_back(w.line("case_opened.simple"));
    paper.body.push_back(w.line("case_opened.rights"));
    paper.body.push_back(w.line("case_opened.open"));
    serve_by(w, paper);
    copy_to_unit(w, paper);
    add_receipt(w.scribe, w.line("case.no_clock"), paper, Service::InPerson);
}

void write_facts(const Drafting& w, Paper& paper) {
    to_person(w, paper);
    paper.body = {w.line("facts_shown.body"), say(w.lang(), "case_facts.basis", in<"pen">(pen))};
    list_facts(w, paper);
    add_signature(w, paper);
}

void write_proposal(const Drafting& w, Paper& paper) {
    const Lang lang = w.lang();
    to_person(w, paper);
    paper.body = {w.line("to_defend.body"), say(lang, "case_facts.basis", in<"pen">(pen)),
                  say(lang, "to_defend.proposal", in<"pen">(pen)),
                  say(lang, "to_defend.until", in<"budget">(w.budget(CaseLimitKind::Defence)))};
    serve_by(w, paper);
    list_facts(w, paper);
    add_signature(w, paper);
    add_receipt(w.scribe, runs(w, CaseLimitKind::Defence), paper, Service::InPerson);
}

void write_clearing(const Drafting& w, Paper& paper) {
    const Lang lang = w.lang();
    to_person(w, paper);
    const Event failed = w.scribe.reader().record.event(w.course.failed);  // the table asks for it
    const auto& step = std::get<CaseStepped>(failed.body);
    const auto day = in<"day">(w.scribe.day(failed.at));
    const auto about = in<"issue">(issue(w));
    if (step.verb == Verb::Revoke) {
        const auto organ = in<"organ">(w.scribe.words(step.organ));
        paper.body.push_back(say(lang, "clearing.revoked", about, organ, day));
    } else {
        const auto approver = in<"approver">(w.scribe.person(failed.second));
        paper.body.push_back(say(lang, "clearing.withdrawn", about, approver, day));
    }
    paper.body.push_back(w.line("clearing.cleared"));
    paper.body.push_back(w.line("clearing.unit"));
    serve_by(w, paper);
    copy_to_unit(w, paper);
    add_receipt(w.scribe, w.line("case.no_clock"), paper, Service::InPerson);
}

}  // namespace dudao::console
