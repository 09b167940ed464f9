// The slips by colour: what is late, what was asked for before, what is asked for now.
#include <algorithm>

#include "console/papers/scribe.h"
#include "domain/deadline.h"
#include "domain/rectification/clock.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

/// One slip as it is written: what every part of it needs.
struct Writing {
    Scribe& scribe;
    const Rectification& r;
    const StepTaken& step;
    Moment at;
    Moment stood_at;  // the moment before: a step at 24:00 belongs to the day that ends then
    Course course;
    const Policy* policy;
    LadderStep rung;
    bool early;  // taken before the deadline, though it is a step of the overdue

    Lang lang() const { return scribe.lang; }
};

std::string late(const Writing& w) {
    const int over = WorkingDays(w.scribe.state().calendar).over(w.course.deadline, w.stood_at);
    if (over == 0) return std::string(word_of(w.lang(), "late.now"));
    return say(w.lang(), "late.days", in<"n">(over));
}

/// Its days run from its service, which is still to come.
std::string by(const Writing& w) {
    if (w.rung.demand_days == 0) return std::string(pen);
    return say(w.lang(), "by.service", in<"n">(w.rung.demand_days));
}

std::string slip_told(const Writing& w, const SlipSent& sent) {
    const Lang lang = w.lang();
    std::string slip = say(lang, "slips.one", in<"day">(w.scribe.day(sent.at)),
                           in<"slip">(word_of(lang, std::string(name(sent.slip)) + ".title")),
                           in<"step">(sent.step));
    if (sent.demand == DemandKind::None) return slip;
    const std::string kind = w.scribe.word("demand", name(sent.demand));
    if (sent.accepted) return say(lang, "slips.accepted", in<"slip">(slip), in<"kind">(kind));
    if (sent.answered.ms == 0) {
        return say(lang, "slips.unanswered", in<"slip">(slip), in<"kind">(kind));
    }
    return say(lang, "slips.answered", in<"slip">(slip), in<"kind">(kind),
               in<"day">(w.scribe.day(sent.answered)));
}

std::string slips_told(const Writing& w) {
    std::vector<std::string> told;
    told.reserve(w.course.slips.size());
    for (const SlipSent& each : w.course.slips) told.push_back(slip_told(w, each));
    return told.empty() ? std::string(word_of(w.lang(), "slips.none")) : w.scribe.sentences(told);
}

std::string body(Writing& w) {
    const Lang lang = w.lang();
    const std::string item = w.scribe.item(w.r, w.course);
    const std::string due = w.scribe.due(w.course.deadline);
    const auto unit = [&] { return in<"unit">(w.scribe.unit(w.course.unit)); };
    const auto person = [&] { return in<"person">(w.scribe.person(w.course.responsible)); };
    switch (w.step.slip) {
        case Slip::None:
            break;
        case Slip::Blue:
            return say(lang, "blue.body", in<"item">(item), in<"due">(due),
                       in<"n">(working_days_between(w.scribe.state().calendar, w.stood_at,
                                                    w.course.deadline)));
        case Slip::Yellow:
            if (w.early) {
                return say(lang, "yellow.early", in<"item">(item), in<"due">(due),
                           in<"part">(w.scribe.words(w.course.demand)), in<"by">(by(w)), person());
            }
            return say(lang, "yellow.body", in<"item">(item), in<"due">(due), in<"late">(late(w)),
                       in<"part">(w.scribe.words(w.course.demand)), in<"by">(by(w)), person());
        case Slip::Orange:
            if (w.early) {
                return say(lang, "orange.early", unit(), in<"item">(item), in<"due">(due),
                           in<"slips">(slips_told(w)), in<"by">(by(w)));
            }
            return say(lang, "orange.body", unit(), in<"item">(item), in<"due">(due),
                       in<"late">(late(w)), in<"slips">(slips_told(w)), in<"by">(by(w)));
        case Slip::Red:
            if (w.early) {
                return say(lang, "red.early", in<"item">(item), in<"due">(due),
                           in<"slips">(slips_told(w)), in<"by">(by(w)), person());
            }
            return say(lang, "red.body", in<"item">(item), in<"due">(due), in<"late">(late(w)),
                       in<"slips">(slips_told(w)), in<"by">(by(w)), person());
    }
    return {};
}

/// In words, and only while the calendar still says what it said then.
std::string clock_told(const Writing& w) {
    const Course& course = w.course;
    const Calendar& calendar = w.scribe.state().calendar;
    if (course.deadline.ms == 0) return {};
    const Derivation derivation =
        course.used == 0 ? derive(calendar, course.started_at, course.counted)
                         : resume(calendar, course.started_at, course.counted, course.used);
    if (derivation.due != course.deadline) return {};
    const Lang lang = w.lang();
    std::vector<std::string> parts{say(
        lang, "clock.counted", in<"budget">(w.scribe.budget(course.counted)),
        in<"start">(w.scribe.day(course.started_at)), in<"due">(w.scribe.due(course.deadline)))};
    if (course.used > 0) parts.push_back(say(lang, "clock.used", in<"n">(course.used)));
    if (derivation.skipped_count > 0) {
        parts.push_back(say(lang, "clock.skipped", in<"n">(derivation.skipped_count)));
    }
    if (course.extensions > 0) {
        parts.push_back(say(lang, "clock.extended", in<"n">(course.extensions)));
    }
    parts.push_back(say(lang, "clock.revision", in<"revision">(derivation.calendar_revision)));
    return w.scribe.sentences(parts);
}

std::string next_told(const Writing& w) {
    if (!w.policy || w.course.deadline.ms == 0) return {};
    for (const DueStep& each : dudao::ladder_of(w.scribe.state().calendar, *w.policy,
                                                w.course.severity, w.course.deadline)) {
        if (each.step <= w.step.step) continue;
        const Slip slip = w.policy->ladder.at(static_cast<std::size_t>(each.step - 1)).slip;
        if (slip <= w.step.slip) continue;
        return say(w.lang(), "next.step", in<"due">(w.scribe.due(each.due)),
                   in<"slip">(word_of(w.lang(), "next." + std::string(name(slip)))));
    }
    return {};
}

std::string rights_told(const Writing& w) {
    if (w.step.slip == Slip::Blue) return std::string(word_of(w.lang(), "rights.extension"));
    const Finding& finding = w.scribe.state().findings.at(w.r.finding);
    const Moment until = conclusion_dates(w.scribe.reader(), finding.task).review_until;
    if (until.ms == 0) return {};
    const std::string due = w.scribe.due(until);
    return until > w.at ? say(w.lang(), "rights.review", in<"due">(due))
                        : say(w.lang(), "rights.review_over", in<"due">(due));
}

std::string addressee(const Writing& w, Addressee to) {
    const State& state = w.scribe.state();
    const Lang lang = w.lang();
    const UnitId& unit = w.course.unit;
    switch (to) {
        case Addressee::Unit:
            return w.scribe.unit(unit);
        case Addressee::UpperUnit:
            return w.scribe.unit(state.units.at(unit).parent);
        case Addressee::Officer:
            return std::string(word_of(lang, "to.officer"));
        case Addressee::TownshipLeader:
            return say(lang, "to.township_leader",
                       in<"unit">(w.scribe.unit(ancestor(state, unit, Level::Township))));
        case Addressee::LeadingGroup:
            return w.scribe.leading_group();
        case Addressee::GroupHead:
            return std::string(word_of(lang, "to.group_head"));
    }
    return {};
}

/// The first addressee of the step has the paper, the others a copy; from orange on also the unit,
/// on red its township.
void address(const Writing& w, Paper& paper) {
    std::vector<Addressee> to = w.rung.to;
    if (to.empty()) to.push_back(Addressee::Unit);
    if (w.step.slip >= Slip::Orange) to.push_back(Addressee::Unit);
    if (w.step.slip == Slip::Red) to.push_back(Addressee::UpperUnit);
    std::vector<std::string> names;
    for (const Addressee each : to) {
        const std::string told = addressee(w, each);
        if (told.empty() || std::find(names.begin(), names.end(), told) != names.end()) continue;
        names.push_back(told);
    }
    paper.to = names.front();
    names.erase(names.begin());
    if (!names.empty()) {
        paper.copy = say(w.lang(), "frame.copy", in<"cc">(w.scribe.joined(names)));
    }
}

void add_facts(Writing& w, Paper& paper) {
    const Lang lang = w.lang();
    const Finding& finding = w.scribe.state().findings.at(w.r.finding);
    const Task& task = w.scribe.state().tasks.at(finding.task);
    const auto add = [&](std::string_view label, std::string value) {
        if (value.empty()) return;
        paper.facts.push_back({std::string(word_of(lang, label)), std::move(value)});
    };
    add("label.unit", say(lang, "unit.and_person", in<"unit">(w.scribe.unit(w.course.unit)),
                          in<"person">(w.scribe.person(w.course.responsible))));
    add("label.problem", w.scribe.words(finding.facts().text));
    add("label.source", say(lang, "source", in<"task">(w.scribe.number(task)),
                            in<"day">(w.scribe.day(finding.recorded_at))));
    add("label.clock", clock_told(w));
    if (w.step.slip <= Slip::Yellow && !w.course.slips.empty()) {
        add("label.slips", slips_told(w));  // the others say so in their body
    }
    add("label.next", next_told(w));
    add("label.rights", rights_told(w));
}

}  // namespace

void write_slip(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& step = std::get<StepTaken>(on.event.body);
    Writing w{scribe,
              r,
              step,
              on.event.at,
              on.event.at - Span{1},
              course_of(scribe.reader(), r, on.index),
              row_of(scribe.state().policies, r.policy),
              {},
              false};
    const auto rung = static_cast<std::size_t>(step.step - 1);
    if (w.policy && rung < w.policy->ladder.size()) w.rung = w.policy->ladder.at(rung);
    w.early = step.slip >= Slip::Yellow && w.at < w.course.deadline;
    const std::string colour(name(step.slip));
    paper.title = word_of(lang, colour + ".title");
    switch (step.slip) {
        case Slip::None:
            break;
        case Slip::Blue:
            paper.mark = say(lang, "blue.mark", in<"step">(step.step));
            break;
        case Slip::Yellow:
            paper.mark = say(lang, "yellow.mark", in<"step">(step.step));
            break;
        case Slip::Orange:
            paper.mark = say(lang, "orange.mark", in<"step">(step.step));
            break;
        case Slip::Red:
            paper.mark = say(lang, "red.mark", in<"step">(step.step));
            break;
    }
    address(w, paper);
    paper.body.push_back(body(w));
    if (step.by_hand && !step.reason.empty()) {
        paper.body.push_back(
            say(lang, "early.by_hand", in<"reason">(scribe.sentence(step.reason))));
    } else if (w.early && w.course.returns >= 2) {
        paper.body.emplace_back(word_of(lang, "early.returned"));
    }
    add_facts(w, paper);
    add_strip(scribe, paper);
}

}  // namespace dudao::console
