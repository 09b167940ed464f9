// A decision as it is served, with the appeal that its track has against it.
#include "console/papers/drafting.h"

namespace dudao::console {
namespace {

using cases::Track;
using cases::Verb;
using papers::in;
using papers::say;

/// True if the track has another appeal against what was decided.
bool may_appeal(const Drafting& w) {
    if (w.step().verb == Verb::Revoke) return false;
    const bool again = (cases::second_appeals & cases::on(w.course.track)) != 0;
    return w.course.appeals == 0 || (w.course.appeals == 1 && again);
}

std::string first_appeal(const Drafting& w) {
    const Lang lang = w.lang();
    const auto window = in<"window">(w.budget(CaseLimitKind::AppealWindow));
    const auto answer = in<"answer">(w.budget(CaseLimitKind::Appeal));
    const auto again = in<"again">(w.budget(CaseLimitKind::SecondWindow));
    const auto last = in<"last">(w.budget(CaseLimitKind::SecondAppeal));
    switch (w.course.track) {
        case Track::None:
        case Track::Accountability:
            return say(lang, "appeal.accountability", window, answer);
        case Track::Discipline:
            return w.row(CaseLimitKind::AppealWindow)
                       ? say(lang, "appeal.discipline_within", window, answer)
                       : say(lang, "appeal.discipline", answer);
        case Track::Administrative:
            return say(lang, "appeal.administrative", window, answer, again, last);
        case Track::Personnel: {
            const CaseLimit* row = w.row(CaseLimitKind::SecondAppeal);
            const auto more = in<"more">(row ? w.scribe.budget(row->extension) : std::string(pen));
            return say(lang, "appeal.personnel", window, answer, again, last, more);
        }
    }
    return {};
}

std::string second_appeal(const Drafting& w) {
    const auto again = in<"again">(w.budget(CaseLimitKind::SecondWindow));
    const auto last = in<"last">(w.budget(CaseLimitKind::SecondAppeal));
    if (w.course.track != Track::Personnel) {
        return say(w.lang(), "appeal.administrative_again", again, last);
    }
    const CaseLimit* row = w.row(CaseLimitKind::SecondAppeal);
    const auto more = in<"more">(row ? w.scribe.budget(row->extension) : std::string(pen));
    return say(w.lang(), "appeal.personnel_again", again, last, more);
}

std::string decided(const Drafting& w) {
    const Lang lang = w.lang();
    const CaseStepped& step = w.step();
    std::vector<std::string> measures;
    measures.reserve(step.measures.size());
    for (const Measure each : step.measures) {
        measures.push_back(w.scribe.word("measure", name(each)));
    }
    const auto organ = in<"organ">(w.scribe.words(step.organ));
    const auto day = in<"day">(w.scribe.day(w.on.event.at));
    const auto number = in<"pen">(pen);
    const auto measure = in<"measure">(w.scribe.joined(measures));
    switch (step.verb) {
        case Verb::Exempt:
            return say(lang, "case_decided.exempt", organ, day, number);
        case Verb::Uphold:
            return say(lang, "case_decided.uphold", organ, day, number);
        case Verb::Amend:
            return say(lang, "case_decided.amend", organ, day, number, measure);
        case Verb::Revoke:
            return say(lang, "case_decided.revoke", organ, day, number);
        default:
            return say(lang, "case_decided.decide", organ, day, number, measure);
    }
}

}  // namespace

CaseLimitKind window_of(const Drafting& w) {
    if (!may_appeal(w)) return CaseLimitKind::None;
    return w.course.appeals == 0 ? CaseLimitKind::AppealWindow : CaseLimitKind::SecondWindow;
}

void write_decision(const Drafting& w, Paper& paper) {
    const CaseStepped& step = w.step();
    const bool appeals = may_appeal(w);
    to_person(w, paper);
    paper.body = {decided(w), w.line("case_decided.served")};
    if (appeals) {
        paper.body.push_back(w.course.appeals == 0 ? first_appeal(w) : second_appeal(w));
        paper.body.push_back(w.line("case_decided.stands"));
    } else if (step.verb != Verb::Revoke) {
        paper.body.push_back(w.line("appeal.over"));
    }
    const auto add = [&](std::string_view label, std::string value) {
        if (!value.empty()) paper.facts.push_back({w.line(label), std::move(value)});
    };
    add("case_decided.reason", w.scribe.words(step.reason));
    add("case_decided.answer", w.scribe.words(step.answer));
    if (!step.measures.empty()) add("case_decided.term", std::string(pen));
    serve_by(w, paper);
    copy_to_unit(w, paper);
    add_receipt(w.scribe, runs(w, window_of(w)), paper, Service::InPerson);
}

}  // namespace dudao::console
