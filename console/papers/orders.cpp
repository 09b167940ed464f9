// The order to put a finding right and what follows it: extension, return, strike-off.
#include "console/api/rows.h"
#include "console/papers/scribe.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

const Task& task_of(const Scribe& scribe, const Finding& finding) {
    return scribe.state().tasks.at(finding.task);
}

/// The question that was answered badly, in the words of the list that was pinned, or the check.
std::string rule_of(const Scribe& scribe, const Finding& finding) {
    const Lang lang = scribe.lang;
    const std::string& rule = finding.facts().rule;
    if (rule.empty()) return std::string(word_of(lang, "rule.none"));
    const Basis basis = basis_of(scribe.state(), finding);
    const std::string& words = lang == Lang::Zh ? basis.zh : basis.en;
    if (words.empty()) return say(lang, "rule.unknown", in<"rule">(rule));
    return basis.check ? say(lang, "rule.check", in<"rule">(rule), in<"words">(words))
                       : say(lang, "rule.item", in<"rule">(rule), in<"words">(words));
}

std::string parts_of(Scribe& scribe, const Course& course) {
    const std::string unit = scribe.unit(course.unit);
    const std::string person = scribe.person(course.responsible);
    if (course.supporting.empty()) {
        return say(scribe.lang, "notice.parts", in<"unit">(unit), in<"person">(person));
    }
    std::vector<std::string> supporting;
    for (const UnitId& each : course.supporting) supporting.push_back(scribe.unit(each));
    return say(scribe.lang, "notice.supporting", in<"unit">(unit), in<"person">(person),
               in<"supporting">(scribe.joined(supporting)));
}

}  // namespace

void write_notice(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper) {
    const Lang lang = scribe.lang;
    const Course course = course_of(scribe.reader(), r, on.index);
    const Finding& finding = scribe.state().findings.at(r.finding);
    const Task& task = task_of(scribe, finding);
    const Policy* policy = row_of(scribe.state().policies, r.policy);
    const ConclusionDates dates = conclusion_dates(scribe.reader(), finding.task);
    const std::string budget = scribe.budget(course.budget);
    paper.red_head = true;
    paper.title = word_of(lang, "notice.title");
    paper.to = scribe.unit(course.unit);
    paper.body = {
        std::string(word_of(lang, "notice.open")),
        say(lang, "notice.facts", in<"day">(scribe.day(finding.recorded_at)),
            in<"place">(scribe.unit(task.target)),
            in<"facts">(scribe.sentence(finding.facts().text))),
        say(lang, "notice.basis", in<"rule">(rule_of(scribe, finding)),
            in<"mandate">(scribe.mandate(task))),
        say(lang, "notice.kind",
            in<"category">(scribe.word("category", name(finding.facts().category))),
            in<"severity">(scribe.word("severity", name(course.severity)))),
        parts_of(scribe, course),
        say(lang, "notice.demand", in<"demand">(scribe.sentence(course.demand))),
        say(lang, "notice.due", in<"budget">(budget),
            in<"deemed">(policy ? scribe.budget(policy->deemed_service) : std::string(pen))),
        say(lang, "notice.test", in<"test">(scribe.sentence(course.test))),
    };
    const std::string contest = scribe.due(dates.contest_until);
    if (dates.contest_until.ms != 0) {
        paper.body.push_back(dates.contest_until > on.event.at
                                 ? say(lang, "notice.contest", in<"due">(contest))
                                 : say(lang, "notice.contest_over", in<"due">(contest)));
    }
    paper.body.emplace_back(word_of(lang, "notice.no_repeat"));
    const Rectification* former = row_of(scribe.state().rectifications, course.reopened_from);
    if (former) {
        paper.body.push_back(say(lang, "notice.reopened", in<"number">(scribe.number(*former))));
    }
    add_receipt(scribe, say(lang, "receipt.runs", in<"budget">(budget)), paper);
}

void write_extension(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& decided = std::get<ExtensionDecided>(on.event.body);
    const Course course = course_of(scribe.reader(), r, on.index);
    const Policy* policy = row_of(scribe.state().policies, r.policy);
    const std::string before = scribe.due(course.former_deadline);
    paper.title = word_of(lang, "extension.title");
    paper.to = scribe.unit(course.unit);
    paper.body.push_back(say(lang, "extension.asked", in<"day">(scribe.day(course.asked_at)),
                             in<"item">(scribe.item(r, course)),
                             in<"budget">(scribe.budget(course.asked.budget)),
                             in<"reason">(scribe.sentence(course.asked.reason))));
    if (decided.granted && course.runs) {
        paper.body.push_back(
            say(lang, "extension.granted", in<"due">(scribe.due(course.deadline))));
    } else if (decided.granted) {
        paper.body.push_back(say(lang, "extension.granted_stands",
                                 in<"budget">(scribe.budget(course.asked.budget))));
    } else if (decided.lapsed) {
        paper.body.push_back(
            say(lang, "extension.lapsed",
                in<"budget">(policy ? scribe.budget(policy->extension_decision) : std::string(pen)),
                in<"due">(before.empty() ? std::string(pen) : before)));
    } else {
        paper.body.push_back(
            say(lang, "extension.refused", in<"due">(before.empty() ? std::string(pen) : before)));
    }
    if (!decided.reason.empty()) {
        paper.body.push_back(
            say(lang, "extension.reason", in<"reason">(scribe.sentence(decided.reason))));
    }
    const std::int32_t most = policy ? policy->extensions_max : 0;
    paper.body.push_back(
        on.event.actor
            ? say(lang, "extension.by", in<"who">(scribe.person(on.event.actor)),
                  in<"n">(course.extensions), in<"most">(most))
            : say(lang, "extension.count", in<"n">(course.extensions), in<"most">(most)));
    add_strip(scribe, paper);
}

void write_return(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& step = std::get<RectificationStepped>(on.event.body);
    const Course course = course_of(scribe.reader(), r, on.index);
    paper.title = word_of(lang, "return.title");
    paper.to = scribe.unit(course.unit);
    paper.body.push_back(say(lang, "return.body", in<"item">(scribe.item(r, course)),
                             in<"gaps">(scribe.sentence(step.text))));
    if (!course.runs) {
        paper.body.emplace_back(word_of(lang, "return.stands"));
    } else if (step.flag) {
        paper.body.push_back(say(lang, "return.hollow", in<"due">(scribe.due(course.deadline))));
    } else {
        paper.body.push_back(say(lang, "return.due", in<"due">(scribe.due(course.deadline))));
    }
    if (course.returns == 1) {
        paper.body.push_back(say(lang, "return.once", in<"n">(course.returns)));
    } else if (course.returns == 2) {
        paper.body.push_back(say(lang, "return.climbs", in<"n">(course.returns)));
    } else {
        paper.body.push_back(say(lang, "return.many", in<"n">(course.returns)));
    }
    add_strip(scribe, paper);
}

void write_strike_off(Scribe& scribe, const PaperEvent& on, const Rectification& r, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& step = std::get<RectificationStepped>(on.event.body);
    const Course course = course_of(scribe.reader(), r, on.index);
    const std::string item = scribe.item(r, course);
    const std::string day = scribe.day(on.event.at);
    paper.title = word_of(lang, "strike_off.title");
    paper.to = scribe.unit(course.unit);
    paper.body.push_back(step.flag
                             ? say(lang, "strike_off.on_site", in<"item">(item), in<"day">(day))
                             : say(lang, "strike_off.on_papers", in<"item">(item), in<"day">(day)));
    if (!course.slips.empty()) {
        paper.body.emplace_back(word_of(lang, "strike_off.listed"));
        // Whoever had a slip of it hears that it is over.
        const UnitId town = ancestor(scribe.state(), course.unit, Level::Township);
        if (town != course.unit && town != scribe.state().founding.root) {
            paper.copy = say(lang, "frame.copy", in<"cc">(scribe.unit(town)));
        }
    }
    paper.body.emplace_back(word_of(lang, "strike_off.recheck"));
    add_strip(scribe, paper);
}

}  // namespace dudao::console
