#include "console/papers/scribe.h"

#include <algorithm>
#include <array>

#include "console/api/registry.h"
#include "messages/messages.h"
#include "messages/number_text.h"

namespace dudao::console {

using papers::in;
using papers::say;
using papers::word_of;

std::string Scribe::unit(const UnitId& id) const {
    const UnitRow* row = row_of(state().units, id);
    return !row ? id.text : lang == Lang::Zh ? row->name_zh : row->name_en;
}

std::string Scribe::name_of(const PersonId& id) {
    const PersonRow* row = row_of(state().people, id);
    return row ? console::name_of(reader_, *row) : std::string(pen);
}

std::string Scribe::person(const PersonId& id) {
    if (!state().people.contains(id)) return std::string(pen);
    return say(lang, "frame.comrade", in<"name">(name_of(id)));
}

std::string Scribe::group(const GroupId& id) const {
    const GroupRow* row = row_of(state().groups, id);
    return !row ? id.text : lang == Lang::Zh ? row->name_zh : row->name_en;
}

std::string Scribe::word(std::string_view family, std::string_view of) const {
    const std::string key = std::string(family) + "." + std::string(of);
    return has_text(key) ? std::string(text(lang, key)) : std::string(of);
}

std::string Scribe::sentence(const Text& text) {
    constexpr auto ends = std::to_array<std::string_view>({"。", "！", "？", "；", ".", "!", "?"});
    std::string all = words(text);
    const bool ended = std::any_of(ends.begin(), ends.end(),
                                   [&](std::string_view end) { return all.ends_with(end); });
    if (!all.empty() && !ended) all += lang == Lang::Zh ? "。" : ".";
    return all;
}

std::string Scribe::joined(const std::vector<std::string>& parts) const {
    std::string all;
    for (const std::string& each : parts) {
        all = all.empty() ? each : say(lang, "frame.list", in<"before">(all), in<"next">(each));
    }
    return all;
}

std::string Scribe::sentences(const std::vector<std::string>& parts) const {
    std::string all;
    for (const std::string& each : parts) {
        all =
            all.empty() ? each : say(lang, "frame.sentences", in<"before">(all), in<"next">(each));
    }
    return all;
}

std::string Scribe::day(Moment moment) const {
    return paper_day(lang, state().calendar.zone, moment);
}

std::string Scribe::due(Moment moment) const {
    return paper_due(lang, state().calendar.zone, moment);
}

std::string Scribe::budget(Budget of) const {
    const bool one = of.amount == 1;
    const auto n = in<"n">(of.amount);
    switch (of.unit) {
        case TimeUnit::Hours:
            return one ? say(lang, "budget.one_h", n) : say(lang, "budget.h", n);
        case TimeUnit::Days:
            return one ? say(lang, "budget.one_d", n) : say(lang, "budget.d", n);
        case TimeUnit::WorkingDays:
            return one ? say(lang, "budget.one_wd", n) : say(lang, "budget.wd", n);
        case TimeUnit::Months:
            return one ? say(lang, "budget.one_m", n) : say(lang, "budget.m", n);
    }
    return {};
}

std::string Scribe::mandate(const Task& task) const {
    const Plan* plan = row_of(state().plans, task.plan);
    if (!plan) return std::string(pen);
    const Mandate& mandate = plan->draft.mandate;
    return say(lang, "mandate", in<"by">(mandate.decided_by), in<"number">(mandate.number));
}

std::string Scribe::county() const {
    return lang == Lang::Zh ? state().founding.name_zh : state().founding.name_en;
}

std::string Scribe::issuer() const { return say(lang, "frame.issuer", in<"county">(county())); }

std::string Scribe::leading_group() const {
    return say(lang, "frame.group", in<"county">(county()));
}

std::string Scribe::number(const Rectification& r) const {
    return number_text(lang, MatterKind::Rectification, r.year, r.number);
}

std::string Scribe::number(const Task& task) const {
    return number_text(lang, MatterKind::Task, task.year, task.number);
}

std::string Scribe::number(const Case& lead) const {
    return number_text(lang, MatterKind::Case, lead.year, lead.number);
}

std::string Scribe::item(const Rectification& r, const Course& course) const {
    const Finding& finding = state().findings.at(r.finding);
    return say(lang, "item", in<"number">(number(r)), in<"unit">(unit(course.unit)),
               in<"category">(word("category", name(finding.facts().category))));
}

void add_receipt(const Scribe& scribe, const std::string& runs, Paper& paper, Service service) {
    const auto label = [&](std::string_view code) {
        return std::string(word_of(scribe.lang, code));
    };
    const bool usual = service == Service::Usual;
    paper.receipt_title = label("receipt.title");
    paper.receipt = {
        {label("receipt.paper"), paper.title + "　" + paper.number},
        {label("receipt.to"), paper.to},
        {label("receipt.place"), ""},
        {label("receipt.how"), label(usual ? "receipt.ways" : "receipt.ways_in_person")},
        {label("receipt.from"), runs},
        {label("receipt.signed"), label("receipt.date")}};
    if (usual) paper.receipt.push_back({label("receipt.instead"), ""});
    paper.receipt.push_back({label("receipt.refused"), ""});
    paper.receipt.push_back({label("receipt.witness"), ""});
    paper.receipt.push_back({label("receipt.servers"), label("receipt.date")});
    paper.receipt_note = label(usual ? "receipt.note" : "receipt.note_in_person");
}

void add_strip(const Scribe& scribe, Paper& paper) {
    const auto label = [&](std::string_view code) {
        return std::string(word_of(scribe.lang, code));
    };
    paper.strip = {{label("receipt.strip"), ""},
                   {label("receipt.signer"), ""},
                   {label("receipt.post"), ""},
                   {label("receipt.time"), label("receipt.blank")}};
}

}  // namespace dudao::console
