// What the pages say of the domain is made from common/messages and from the names of the record:
// console/web/src/domain holds nothing else, and nobody writes there by hand.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "console/api/row_json.h"
#include "console/api/rows.h"
#include "console/api/todo.h"
#include "domain/cases/types.h"
#include "domain/command.h"
#include "domain/event.h"
#include "domain/figures.h"
#include "domain/finding/table.h"
#include "domain/policy.h"
#include "domain/rectification/types.h"
#include "domain/task/types.h"
#include "domain/words.h"
#include "messages/messages.h"
#include "recorded.h"
#include "visible.h"

namespace dudao::vocabulary {
namespace {

using console::test::stands_recorded;
using Families = std::vector<std::string_view>;

/// What the page of a group's phones says too, and what the console's pages say beside it.
const Families of_a_visit{"state.task.",      "state.finding.", "state.assignment.", "severity.",
                          "category.",        "theme.",         "answer.",           "check.",
                          "assignment.",      "case_paper.",    "outcome.",          "number.case",
                          "number.assignment"};
/// What every page of the console and the first of them say: fetched before all others.
const Families of_the_first{"role.",         "step.",
                            "demand.",       "command.",
                            "event.",        "via.",
                            "figure.",       "number.",
                            "slip.d1.title", "slip.d2.title",
                            "slip.d3.title", "slip.d4.title",
                            "severity.",     "state.finding.single_witness"};
const Families of_the_office{"state.plan.",    "state.rectification.",
                             "state.recheck.", "state.demand.",
                             "state.case.",    "state.notice.",
                             "notice.",        "level.",
                             "verb.",          "field.",
                             "area.",          "task.kind.",
                             "served.",        "code.",
                             "source.",        "to.",
                             "kind.",          "limit.",
                             "track.",         "measure.",
                             "part.",          "case_limit."};

std::string quoted(std::string_view text) { return nlohmann::json(text).dump(); }

std::string table(std::string_view name, Lang lang, const Families& families) {
    std::string out = "\nexport const " + std::string(name) + " = {\n";
    for (const std::string_view key : text_keys()) {
        if (std::none_of(families.begin(), families.end(),
                         [&](std::string_view family) { return key.starts_with(family); })) {
            continue;
        }
        out += "  " + quoted(key) + ": " + quoted(text(lang, key)) + ",\n";
    }
    return out + "}\n";
}

constexpr const char* head =
    "// Made from common/messages and common/domain by tests/unit/console/vocabulary_test.cpp.\n";

std::string words(Lang lang) {
    return head + table("visit", lang, of_a_visit) + table("domain", lang, of_the_office);
}

std::string first_words(Lang lang) { return head + table("first", lang, of_the_first); }

/// `export const severities = [...] as const`, and the type of its members.
template <NamedEnum E>
std::string codes(std::string_view list, std::string_view type) {
    std::string out = "\nexport const " + std::string(list) + " = [\n";
    for (const auto& [value, word] : Names<E>::table) out += "  " + quoted(word) + ",\n";
    return out + "] as const\nexport type " + std::string(type) + " = (typeof " +
           std::string(list) + ")[number]\n";
}

std::string all_codes() {
    return head + codes<Level>("levels", "Level") + codes<Role>("roles", "Role") +
           codes<KeyKind>("key_kinds", "KeyKind") + codes<Severity>("severities", "Severity") +
           codes<Category>("categories", "Category") + codes<Slip>("slips", "Slip") +
           codes<task::State>("task_states", "TaskState") +
           codes<TaskKind>("task_kinds", "TaskKind") +
           codes<finding::State>("finding_states", "FindingState") +
           codes<rectification::State>("rectification_states", "RectificationState") +
           codes<ServedHow>("served_ways", "ServedHow") +
           codes<SuspendCode>("suspend_codes", "SuspendCode") +
           codes<demand::State>("demand_states", "DemandState") +
           codes<DemandKind>("demand_kinds", "DemandKind") +
           codes<cases::State>("case_states", "CaseState") +
           codes<cases::Track>("case_tracks", "CaseTrack") +
           codes<CaseLimitKind>("case_limits", "CaseLimit") +
           codes<Part>("parts_of_a_case", "Part") + codes<Measure>("measures", "Measure") +
           codes<assignment::State>("assignment_states", "AssignmentState") +
           codes<assignment::Kind>("assignment_kinds", "AssignmentKind") +
           codes<assignment::Paper>("case_papers", "CasePaper") +
           codes<assignment::Outcome>("outcomes", "Outcome") +
           codes<LeadSource>("lead_sources", "LeadSource") +
           codes<console::TodoKind>("todo_kinds", "TodoKind") + codes<Figure>("figures", "Figure");
}

/// The TypeScript of a member; an enum by the name that all_codes() gives it.
template <class T>
std::string type_of() {
    if constexpr (std::is_same_v<T, Moment>) return "number";
    if constexpr (std::is_same_v<T, bool>) return "boolean";
    if constexpr (std::is_integral_v<T>) return "number";
    if constexpr (std::is_same_v<T, Category>) return "Category";
    if constexpr (std::is_same_v<T, DemandKind>) return "DemandKind";
    if constexpr (std::is_same_v<T, LeadSource>) return "LeadSource";
    if constexpr (std::is_same_v<T, Severity>) return "Severity";
    if constexpr (std::is_same_v<T, Slip>) return "Slip";
    if constexpr (std::is_same_v<T, TaskKind>) return "TaskKind";
    if constexpr (std::is_same_v<T, cases::State>) return "CaseState";
    if constexpr (std::is_same_v<T, cases::Track>) return "CaseTrack";
    if constexpr (std::is_same_v<T, CaseLimitKind>) return "CaseLimit";
    if constexpr (std::is_same_v<T, assignment::State>) return "AssignmentState";
    if constexpr (std::is_same_v<T, assignment::Kind>) return "AssignmentKind";
    if constexpr (std::is_same_v<T, assignment::Paper>) return "CasePaper";
    if constexpr (std::is_same_v<T, assignment::Outcome>) return "Outcome";
    if constexpr (std::is_same_v<T, demand::State>) return "DemandState";
    if constexpr (std::is_same_v<T, finding::State>) return "FindingState";
    if constexpr (std::is_same_v<T, task::State>) return "TaskState";
    if constexpr (std::is_same_v<T, console::TodoKind>) return "TodoKind";
    if constexpr (console::MaybeOf<T>::value) {
        return type_of<typename console::MaybeOf<T>::Item>() + " | null";
    }
    if constexpr (console::ListOf<T>::value) {
        return type_of<typename console::ListOf<T>::Item>() + "[]";
    }
    if constexpr (std::is_same_v<T, console::NextStep>) return "NextStep";
    if constexpr (std::is_same_v<T, console::EvidenceRow>) return "Evidence";
    return "string";
}

template <class Row>
std::string interface_of(std::string_view type) {
    std::string out = "\nexport interface " + std::string(type) + " {\n";
    const Row row;
    for_each_field(row, [&](std::string_view field, const auto& member) {
        out += "  " + std::string(field) + ": " + type_of<std::remove_cvref_t<decltype(member)>>() +
               "\n";
    });
    return out + "}\n";
}

template <std::size_t N>
std::string table_of(std::string_view name, const std::array<Letters, N>& table) {
    std::ostringstream out;
    out << "\nexport const " << name << ": [number, number][] = [\n" << std::hex;
    for (const Letters& each : table) {
        out << "  [0x" << std::uint32_t{each.first} << ", 0x" << std::uint32_t{each.last} << "],\n";
    }
    out << "]\n";
    return out.str();
}

/// Which letters are drawn as nothing, for the forms.
std::string all_letters() {
    return std::string(head) + table_of("blankLetters", blank_letters) +
           table_of("hiddenLetters", hidden_letters);
}

/// What a field is for is said in console/api/rows.h.
std::string all_rows() {
    std::string out =
        std::string(head) +
        "import type {\n  AssignmentKind,\n  AssignmentState,\n  CaseLimit,\n  CasePaper,\n"
        "  CaseState,\n  CaseTrack,\n  Category,\n  DemandKind,\n  DemandState,\n  FindingState,\n"
        "  LeadSource,\n  Outcome,\n  RectificationState,\n  Severity,\n  Slip,\n  TaskKind,\n  "
        "TaskState,\n"
        "  TodoKind,\n"
        "} from './codes'\n" +
        interface_of<console::EvidenceRow>("Evidence") + interface_of<console::TaskRow>("TaskRow") +
        interface_of<console::FindingRow>("FindingRow") +
        interface_of<console::NextStep>("NextStep") +
        interface_of<console::RectificationRow>("RectificationRow") +
        interface_of<console::DemandRow>("DemandRow") + interface_of<console::CaseRow>("CaseRow") +
        interface_of<console::AssignmentRow>("AssignmentRow") +
        interface_of<console::TodoRow>("TodoRow");
    const std::string row = "RectificationRow {\n  id: string\n  number: string\n  state: ";
    const auto at = out.find(row + "string");
    EXPECT_NE(at, out.npos);
    return out.replace(at + row.size(), 6, "RectificationState | 'fallen_away'");
}

}  // namespace

TEST(Vocabulary, of_the_pages_is_the_catalogues) {
    stands_recorded("src/domain/zh.ts", words(Lang::Zh));
    stands_recorded("src/domain/en.ts", words(Lang::En));
    stands_recorded("src/domain/zh-first.ts", first_words(Lang::Zh));
    stands_recorded("src/domain/en-first.ts", first_words(Lang::En));
    stands_recorded("src/domain/codes.ts", all_codes());
    stands_recorded("src/domain/rows.ts", all_rows());
    stands_recorded("src/domain/visible.ts", all_letters());
}

TEST(Vocabulary, every_event_has_its_words) {
    for (const std::string_view event : event_names) {
        EXPECT_TRUE(has_text("event." + std::string(event))) << event;
    }
}

TEST(Vocabulary, every_kind_of_thing_has_its_word) {
    const auto all = [](std::string_view family, const auto& table) {
        for (const auto& [value, word] : table) {
            if (word == "none") continue;
            EXPECT_TRUE(has_text(std::string(family) + std::string(word))) << family << word;
        }
    };
    all("via.", Names<KeyKind>::table);
    all("kind.", Names<KeyKind>::table);
    all("task.kind.", Names<TaskKind>::table);
    all("served.", Names<ServedHow>::table);
    all("code.", Names<SuspendCode>::table);
    all("source.", Names<LeadSource>::table);
    all("assignment.", Names<assignment::Kind>::table);
    all("case_paper.", Names<assignment::Paper>::table);
    all("outcome.", Names<assignment::Outcome>::table);
    all("figure.", Names<Figure>::table);
    for (const auto& [figure, word] : Names<Figure>::table) {
        EXPECT_TRUE(has_text("figure." + std::string(word) + ".text")) << word << " is not defined";
    }
}

}  // namespace dudao::vocabulary
