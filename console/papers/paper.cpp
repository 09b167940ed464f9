#include "console/papers/paper.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/row_json.h"
#include "console/api/timeline.h"
#include "console/papers/case_course.h"
#include "console/papers/scribe.h"
#include "domain/cases/about.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

std::optional<PaperKind> kind_of_case_paper(const EventBody& body) {
    switch (served_by(body)) {
        case assignment::Paper::Inquiry:
            return PaperKind::Inquiry;
        case assignment::Paper::Filing:
            return PaperKind::CaseOpened;
        case assignment::Paper::Proposal:
            return PaperKind::ToDefend;
        case assignment::Paper::Decision:
        case assignment::Paper::AppealDecision:
            return PaperKind::CaseDecided;
        default:
            break;
    }
    if (const auto* step = std::get_if<CaseStepped>(&body)) {
        if (step->verb == cases::Verb::Refer) return PaperKind::Referral;
    } else if (const auto* disposed = std::get_if<LeadDisposed>(&body)) {
        if (disposed->verb == cases::Verb::Refer) return PaperKind::Referral;
    } else if (const auto* issued = std::get_if<AssignmentIssued>(&body)) {
        if (issued->kind == assignment::Kind::ShowFacts) return PaperKind::FactsShown;
        if (clears(*issued)) return PaperKind::Clearing;
    }
    return std::nullopt;
}

std::optional<PaperKind> kind_of(const EventBody& body) {
    if (const auto of_case = kind_of_case_paper(body)) return of_case;
    if (std::holds_alternative<RectificationIssued>(body)) return PaperKind::Notice;
    if (std::holds_alternative<ExtensionDecided>(body)) return PaperKind::Extension;
    if (std::holds_alternative<TaskCheckedIn>(body)) return PaperKind::Attendance;
    if (const auto* reviewed = std::get_if<TaskReviewed>(&body)) {
        return reviewed->pass ? std::optional(PaperKind::Conclusion) : std::nullopt;
    }
    if (const auto* step = std::get_if<RectificationStepped>(&body)) {
        if (step->verb == rectification::Verb::Return) return PaperKind::Return;
        if (step->verb == rectification::Verb::Verify) return PaperKind::StrikeOff;
    }
    if (const auto* taken = std::get_if<StepTaken>(&body)) {
        switch (taken->slip) {
            case Slip::None:
                break;
            case Slip::Blue:
                return PaperKind::Blue;
            case Slip::Yellow:
                return PaperKind::Yellow;
            case Slip::Orange:
                return PaperKind::Orange;
            case Slip::Red:
                return PaperKind::Red;
        }
    }
    return std::nullopt;
}

/// What a paper is about, as far as the reader may have it.
struct Subject {
    const Rectification* r = nullptr;
    const Task* task = nullptr;
    bool needs = false;  // the words in it
    const Case* lead = nullptr;
    bool own = false;  // the case is about the reader

    explicit operator bool() const { return r != nullptr || task != nullptr || lead != nullptr; }
};

Subject subject_of(const Reader& reader, const Record::Line& line, const EventBody& body) {
    const State& state = reader.state;
    if (const CaseId about = case_about(state, body)) {
        // Who sees that a case is there, and does not read it, has none of its papers.
        const Case& lead = state.cases.at(about);
        if (!reader.sight.reads(lead)) return {};
        return {nullptr, nullptr, true, &lead};
    }
    if (const auto* reviewed = std::get_if<TaskReviewed>(&body)) {
        // The conclusion is the unit's paper, though the task is none of its rows.
        const Task& task = state.tasks.at(reviewed->id);
        const bool own = reader.sight.of_unit(task.target);
        if (!own && !reader.sees(line)) return {};
        return {nullptr, &task, own || reader.reads(line.matter)};
    }
    if (!reader.sees(line)) return {};
    const bool needs = reader.reads(line.matter);
    if (const auto* in = std::get_if<TaskCheckedIn>(&body)) {
        return {nullptr, &state.tasks.at(in->id), needs};
    }
    const auto colon = line.matter.find(':');
    return {row_of(state.rectifications, RectificationId{id_number(line.matter.substr(colon + 1))}),
            nullptr, needs};
}

/// Of the event itself, where it stands, and all that was logged before it. The words in a paper
/// are held by commitments of those events, so the code holds them too.
std::string code_of(const Reader& reader, PaperKind kind, std::uint64_t index) {
    const Record& record = reader.record;
    std::string hashed = "dudao paper 1\n" + reader.state.founding.jurisdiction + "\n" +
                         std::string(name(kind)) + "\n" + std::to_string(index) + "\n" +
                         to_hex(record.head(index)) + "\n";
    hashed += record.bytes(index);
    return stamp_code(hashed);
}

void write(Scribe& scribe, const PaperEvent& on, const Subject& of, Paper& paper) {
    switch (paper.kind) {
        case PaperKind::Notice:
            return write_notice(scribe, on, *of.r, paper);
        case PaperKind::Blue:
        case PaperKind::Yellow:
        case PaperKind::Orange:
        case PaperKind::Red:
            return write_slip(scribe, on, *of.r, paper);
        case PaperKind::Extension:
            return write_extension(scribe, on, *of.r, paper);
        case PaperKind::Return:
            return write_return(scribe, on, *of.r, paper);
        case PaperKind::StrikeOff:
            return write_strike_off(scribe, on, *of.r, paper);
        case PaperKind::Attendance:
            return write_attendance(scribe, on, *of.task, paper);
        case PaperKind::Conclusion:
            return write_conclusion(scribe, on, *of.task, paper);
        case PaperKind::Report:
            return;  // rests on no event
        case PaperKind::Referral:
        case PaperKind::Inquiry:
        case PaperKind::CaseOpened:
        case PaperKind::FactsShown:
        case PaperKind::ToDefend:
        case PaperKind::CaseDecided:
        case PaperKind::Clearing:
            return write_case_paper(scribe, on, *of.lead, paper);
    }
}

std::string number_of(const Scribe& scribe, const Subject& of) {
    return of.lead ? scribe.number(*of.lead)
           : of.r  ? scribe.number(*of.r)
                   : scribe.number(*of.task);
}

Paper made(Reader& reader, const PaperEvent& on, PaperKind kind, const Subject& of) {
    Paper paper;
    paper.serial = std::to_string(on.index);
    paper.kind = kind;
    paper.at = on.event.at;
    Scribe scribe(reader, of.needs);
    paper.number = number_of(scribe, of);
    write(scribe, on, of, paper);
    frame_paper(scribe,
                {paper.serial, code_of(reader, kind, on.index), reader.record.line(on.index).seq,
                 reader.record.head(on.index)},
                paper);
    if (of.lead) frame_draft(scribe, on, *of.lead, of.own, paper);
    return paper;
}

std::optional<Paper> paper_on(Reader& reader, std::uint64_t index) {
    if (index < reader.record.begin() || index >= reader.record.end()) return std::nullopt;
    const PaperEvent on{index, reader.record.event(index)};
    const auto kind = kind_of(on.event.body);
    if (!kind) return std::nullopt;
    const Subject of = subject_of(reader, reader.record.line(index), on.event.body);
    if (!of) return std::nullopt;
    return made(reader, on, *kind, of);
}

/// The case that the paper is of, if it is about the reader and the paper was served on them.
const Case* own_case_of(const Reader& reader, const PaperEvent& on) {
    const Case* lead = row_of(reader.state.cases, case_about(reader.state, on.event.body));
    if (!lead || !reader.sight.is_own(*lead)) return nullptr;
    const auto served = served_papers(reader, *lead);
    const bool theirs = std::any_of(served.begin(), served.end(), [&](const ServedPaper& each) {
        return each.index == on.index && each.theirs;
    });
    return theirs ? lead : nullptr;
}

/// What the paper is listed under: a paper of an assignment under its case.
std::string listed_under(const Record::Line& line, const Subject& of) {
    return of.lead ? matter_text("case", of.lead->id.value) : std::string(line.matter);
}

std::string title_of(Lang lang, PaperKind kind, const Subject& of) {
    if (of.lead) return title_of_case_paper(lang, kind, of.lead->track);
    return std::string(papers::word_of(lang, std::string(name(kind)) + ".title"));
}

/// The papers of a matter in the order in which they were written. Nobody's words are read for it.
void list_of(const Reader& reader, const std::string& matter, Json& out) {
    for (const std::uint64_t index : reader.record.of(matter)) {
        const Record::Line line = reader.record.line(index);
        const Event event = reader.record.event(index);
        const auto kind = kind_of(event.body);
        if (!kind) continue;
        const Subject of = subject_of(reader, line, event.body);
        // Its own: the order of another that was opened after a re-check is listed there.
        if (!of || listed_under(line, of) != matter) continue;
        out.push_back({{"serial", std::to_string(index)},
                       {"kind", name(*kind)},
                       {"title", title_of(reader.lang, *kind, of)},
                       {"at", event.at.ms}});
    }
}

}  // namespace

bool is_paper(const EventBody& body) { return kind_of(body).has_value(); }

std::optional<Json> paper_page(Reader& reader, const std::string& serial) {
    const std::uint64_t index = id_number(serial);
    const auto paper = index == 0 ? report_paper(reader, serial) : paper_on(reader, index);
    if (!paper) return std::nullopt;
    return json_of(*paper);
}

std::optional<Json> own_paper_page(Reader& reader, const std::string& serial) {
    const std::uint64_t index = id_number(serial);
    if (index < reader.record.begin() || index >= reader.record.end()) return std::nullopt;
    const PaperEvent on{index, reader.record.event(index)};
    const auto kind = kind_of_case_paper(on.event.body);
    const Case* lead = kind ? own_case_of(reader, on) : nullptr;
    if (!lead) return std::nullopt;
    return json_of(made(reader, on, *kind, {nullptr, nullptr, true, lead, true}));
}

Result<Json> paper_list(const Reader& reader, const Query& query) {
    const auto asked = matter_in(query);
    if (!asked) return tl::unexpected<Error>(asked.error());
    const std::string& matter = *asked;
    Json out = Json::array();
    list_of(reader, matter, out);
    // What an order rests on is the conclusion of its inspection.
    if (matter.starts_with("rectification:")) {
        const Rectification* r =
            row_of(reader.state.rectifications, RectificationId{id_number(matter.substr(14))});
        if (r && reader.sight.sees(*r)) {
            const Finding& finding = reader.state.findings.at(r->finding);
            Json visit = Json::array();
            list_of(reader, matter_text("task", finding.task.value), visit);
            for (Json& each : visit) {
                if (each["kind"] == name(PaperKind::Conclusion)) out.push_back(std::move(each));
            }
        }
    }
    return out;
}

Json paper_check(Reader& reader, const Query& query) {
    const std::string serial = plain_code(query.text("serial"));
    const std::string code = plain_code(query.text("code"));
    const std::uint64_t index = id_number(serial);
    Json out{{"genuine", false}, {"paper", nullptr}};
    if (index == 0) {
        out["genuine"] = is_report(reader, serial, code);
        return out;
    }
    if (index < reader.record.begin() || index >= reader.record.end()) return out;
    const auto kind = kind_of(reader.record.event(index).body);
    if (!kind || code != code_of(reader, *kind, index)) return out;
    out["genuine"] = true;
    if (const auto paper = paper_on(reader, index)) out["paper"] = json_of(*paper);
    return out;
}

}  // namespace dudao::console
