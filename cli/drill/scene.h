// What all players share: the office they speak to, the agenda they write in, chance and working
// hours.
#pragma once

#include <map>
#include <string>

#include "cli/drill/agenda.h"
#include "cli/drill/casebook.h"
#include "cli/drill/chance.h"
#include "cli/drill/devices.h"
#include "cli/drill/hours.h"
#include "cli/drill/office.h"
#include "cli/drill/phrases.h"
#include "cli/drill/pictures.h"

namespace dudao::drill {

struct Scene {
    Office& office;
    Devices& devices;
    Agenda& agenda;
    const Chance& chance;
    const Pictures& pictures;
    Moment start;
    Lang lang;                                // of what people write
    std::map<FindingId, std::string>& items;  // which item's wrong answer a finding is

    const State& state() const { return office.state(); }
    Moment now() const { return office.now(); }
    Hours hours() const { return Hours(state().calendar, chance); }

    bool maybe(int percent, std::string_view question, std::string_view matter) const {
        return chance.in_hundred(percent, question, matter);
    }
    std::int64_t between(std::int64_t least, std::int64_t most, std::string_view question,
                         std::string_view matter) const {
        return chance.between(least, most, question, matter);
    }
    /// What the play says of a finding's item; null: found before the play was taken up again.
    const Lack* lack(const FindingId& finding) const {
        const auto at = items.find(finding);
        return at == items.end() ? nullptr : lack_of(at->second);
    }
    /// The item's own words where it has some, else those for the occasion.
    Text words(const Said& own, Saying saying, std::string_view matter) const {
        return own.zh.empty() ? words(saying, matter) : Text{marked(own.in(lang)), {}, {}};
    }
    Text words(Saying saying, std::string_view matter) const {
        return Text{phrase(saying, lang, chance.draw("words", matter)), {}, {}};
    }
};

// What matters are called by chance: by numbers that a replay gives again, never by random ids.
inline std::string called(const Task& task) {
    return "task/" + std::to_string(task.year) + "/" + std::to_string(task.number);
}
inline std::string called(const Rectification& r) {
    return "rect/" + std::to_string(r.year) + "/" + std::to_string(r.number);
}
inline std::string called(const Case& lead) {
    return "case/" + std::to_string(lead.year) + "/" + std::to_string(lead.number);
}
inline std::string called(const Assignment& row) {
    return "assignment/" + std::to_string(row.year) + "/" + std::to_string(row.number);
}
inline std::string called(const State& state, const Finding& finding) {
    const Task& task = state.tasks.at(finding.task);
    std::size_t place = 0;
    while (place < task.findings.size() && task.findings[place] != finding.id) ++place;
    return called(task) + "/" + std::to_string(place);
}
inline std::string called(const State& state, const Demand& demand) {
    const auto at = state.rectifications.find(demand.rectification);
    return (at == state.rectifications.end() ? std::string("rect") : called(at->second)) + "/" +
           std::to_string(at == state.rectifications.end() ? 0 : at->second.generation) + "/" +
           std::to_string(demand.step);
}

}  // namespace dudao::drill
