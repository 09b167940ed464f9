// What a person concerned is shown of the own case: how it stands, the papers served on them, what
// they said, what they may do and until when. Nobody else is answered with a case here, and the row
// of the register, its hands and its assignments are not in it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/matters.h"
#include "console/api/may.h"
#include "console/api/rows.h"
#include "console/papers/case_course.h"
#include "domain/cases/clock.h"
#include "domain/command.h"

namespace dudao::console {
namespace {

/// As the person may know of it: a decision is one from its announcement on.
std::string_view told_state(const Case& lead) {
    switch (lead.state) {
        case cases::State::Review:
            return name(cases::State::Investigation);
        case cases::State::Exempted:
            return name(cases::State::Decided);
        default:
            return name(lead.state);
    }
}

/// Gathers what the events tell, oldest first.
class Course {
 public:
    Course(Reader& reader, const Case& lead)
        : reader_(reader), served_(served_papers(reader, lead)) {}

    void add(std::uint64_t index, const Event& event) {
        at_ = event.at;
        if (served_by(event.body) != assignment::Paper::None) drafted_ = index;
        std::visit(*this, event.body);
    }

    void operator()(const CaseServed& e) {
        papers_.push_back({{"paper", name(e.paper)}, {"at", e.at.ms}, {"serial", serial(e.paper)}});
        const bool decides = e.paper == assignment::Paper::Decision ||
                             e.paper == assignment::Paper::AppealDecision ||
                             e.paper == assignment::Paper::Clearing;
        // What was decided is theirs to know once it was served on them.
        if (decides && !pending_.is_null()) decisions_.push_back(std::move(pending_));
        if (decides) pending_ = nullptr;
    }
    void operator()(const CaseDefended& e) {
        said_.push_back({{"kind", e.waived ? "waiver" : "defence"},
                         {"at", at_.ms},
                         {"text", reader_.words.of(e.statement)}});
    }
    void operator()(const CaseAppealed& e) {
        said_.push_back(
            {{"kind", "appeal"}, {"at", at_.ms}, {"text", reader_.words.of(e.statement)}});
    }
    void operator()(const CaseStepped& e) {
        using cases::Verb;
        switch (e.verb) {
            case Verb::Notify:
                filed_ = at_;
                break;
            case Verb::Decide:
            case Verb::Exempt:
            case Verb::Uphold:
            case Verb::Amend:
            case Verb::Revoke:
            case Verb::Withdraw:
                keep(e);
                break;
            default:
                break;
        }
    }
    template <class Other>
    void operator()(const Other&) {}

    Json papers() { return std::move(papers_); }
    Json said() { return std::move(said_); }
    Json decisions() { return std::move(decisions_); }
    Moment filed() const { return filed_; }

 private:
    /// Of the paper to print; empty for one that is not printed here.
    std::string serial(assignment::Paper paper) const {
        const bool printed =
            std::any_of(served_.begin(), served_.end(), [&](const ServedPaper& each) {
                return each.index == drafted_ && each.paper == paper && each.theirs;
            });
        return printed ? std::to_string(drafted_) : std::string();
    }
    void keep(const CaseStepped& e) {
        Json measures = Json::array();
        for (const Measure each : e.measures) measures.push_back(name(each));
        pending_ = {{"verb", name(e.verb)},
                    {"at", at_.ms},
                    {"organ", served_words(e.organ)},
                    {"measures", std::move(measures)},
                    {"answer", served_words(e.answer)},
                    {"reason", served_words(e.reason)}};
    }
    std::string served_words(const Text& text) { return reader_.words.of(text); }

    Reader& reader_;
    std::vector<ServedPaper> served_;
    std::uint64_t drafted_ = 0;  // the event that the next paper served rests on
    Moment at_;
    Moment filed_;
    Json papers_ = Json::array();
    Json said_ = Json::array();
    Json decisions_ = Json::array();
    Json pending_ = nullptr;  // not served yet
};

Json own_case(Reader& reader, const Case& lead) {
    Course course(reader, lead);
    for (const std::uint64_t index : reader.record.of(matter_text("case", lead.id.value))) {
        course.add(index, reader.record.event(index));
    }
    const Text words = some_words();
    Json may = Json::array();
    const bool defends = takes(reader, DefendCase{lead.id, false, words});
    const bool appeals = takes(reader, AppealCase{lead.id, words});
    if (defends) may = {DefendCase::as_command.name, "case.waive"};
    if (appeals) may.push_back(AppealCase::as_command.name);
    const Moment until = appeals ? appeal_until(reader.state, lead).value_or(Moment{}) : Moment{};
    return {{"id", id_text(lead.id)},
            {"number", short_number(lead.year, lead.number)},
            {"state", told_state(lead)},
            {"track", name(lead.track)},
            {"filed_at", course.filed().ms},
            {"papers", course.papers()},
            {"said", course.said()},
            {"decisions", course.decisions()},
            {"defend_until", defends ? lead.due.ms : 0},
            {"appeal_until", until.ms},
            {"may", std::move(may)}};
}

}  // namespace

Json own_cases(Reader& reader) {
    Json list = Json::array();
    for (const auto& [id, lead] : reader.state.cases) {
        if (reader.sight.is_own(lead)) list.push_back(own_case(reader, lead));
    }
    return list;
}

}  // namespace dudao::console
