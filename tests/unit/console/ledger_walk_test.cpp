// The ledger answers from flat rows that are kept as the log is followed. Here it is held against a
// plain walk of the state: each row of it made, filtered by what the row says, and sorted whole.
#include "office.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <random>

#include "console/api/rows.h"
#include "domain/number.h"
#include "domain/roles.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

/// A county at a random moment, with matters in many states; each deed is a commit.
struct Random : Office {
    std::mt19937 random;

    explicit Random(unsigned seed) : random(seed) {
        for (int round = 0; round < 45; ++round) {
            deed();
            commit();
            county.run_until(county.now + hours(static_cast<int>(random() % 40)));
            commit();
        }
    }

    template <class List>
    auto any(const List& list) {
        return *(list.begin() + static_cast<std::ptrdiff_t>(random() % list.size()));
    }

 private:
    void deed() {
        const auto severity = any(
            std::vector{Severity::Minor, Severity::Ordinary, Severity::Serious, Severity::Grave});
        if (random() % 5 == 0) {
            county.issued(severity);
            return;
        }
        const RectificationId id = county.in_progress(severity);
        switch (random() % 8) {
            case 0:
                county.must(SuspendRectification{id, SuspendCode::Season, words("汛")},
                            county.officer);
                break;
            case 1:
                county.must(ReferUp{id, words("权限外")}, county.officer);
                break;
            case 2:
                county.must(RequestExtension{id, {5, TimeUnit::WorkingDays}, words("雨")},
                            county.village);
                break;
            case 3:
                county.must(ContestFinding{county.of(id).finding, words("不实"), {}},
                            county.village);
                break;
            case 4:
            case 5:
                county.must(SubmitRectification{id, words("已改"), proof}, county.village);
                commit();
                if (random() % 2 == 0) {
                    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
                } else {
                    county.must(ReturnRectification{id, false, words("缺")}, county.officer);
                }
                break;
            default:
                break;
        }
    }
};

struct Filter {
    std::string state, severity, slip, category, unit, responsible, q, sort;
    std::string query() const {
        std::string out = "?state=" + state + "&sort=" + sort;
        const auto add = [&](const char* key, const std::string& value) {
            if (!value.empty()) out += std::string("&") + key + "=" + value;
        };
        add("severity", severity);
        add("slip", slip);
        add("category", category);
        add("unit", unit);
        add("responsible", responsible);
        add("q", q);
        return out;
    }
};

Filter any_filter(Random& county) {
    using Words = std::vector<std::string>;
    Filter f;
    const auto one_of = [&](const Words& list) {
        return county.random() % 3 == 0 ? county.any(list) : std::string();
    };
    f.state = county.any(Words{"all", "all", "open", "overdue", "struck_off", "in_progress",
                               "suspended", "clock_stands", "due_in_week", "awaiting_interview"});
    f.severity = one_of({"minor", "ordinary", "serious", "grave"});
    f.slip = one_of({"none", "blue", "yellow", "red"});
    f.category = one_of({"help", "records"});
    f.unit = one_of({"v1", "v2", "t1", "c"});
    f.responsible = one_of({"p-village", "p-village2"});
    f.q = one_of({"F1", "v1", "2026-3", "5", "p-vill", "nothing"});
    f.sort = (county.random() % 2 == 0 ? "-" : "") +
             county.any(Words{"days_left", "number", "deadline", "severity", "slip", "step",
                              "state", "extensions", "returns", "issued_at", "moved_at",
                              "struck_off_at", "unit", "responsible", "category"});
    return f;
}

bool fits(Reader& reader, const Rectification& r, const Filter& f) {
    const State& state = reader.state;
    const Json row = rectification_row(reader, r);
    const Duty duty = standing(reader, r).duty;
    if (const auto figure = find_name<Figure>(f.state); figure && is_of_rectifications(*figure)) {
        if (!counts(*figure, duty, state.calendar.zone, reader.now)) return false;
    } else if (f.state != "all" && row["state"] != f.state) {
        return false;
    }
    if (!f.severity.empty() && row["severity"] != f.severity) return false;
    if (!f.slip.empty() && row["slip"] != f.slip) return false;
    if (!f.category.empty() && row["category"] != f.category) return false;
    if (!f.responsible.empty() && row["responsible"] != f.responsible) return false;
    if (!f.unit.empty() && !is_within(state, r.unit, UnitId{f.unit})) return false;
    if (f.q.empty()) return true;
    const UnitRow& unit = state.units.at(r.unit);
    for (const std::string& text : {r.responsible.text, r.unit.text, unit.name_en,
                                    state.findings.at(r.finding).facts().rule}) {
        std::string lower;
        for (const char each : text) lower += static_cast<char>(std::tolower(each));
        std::string looked;
        for (const char each : f.q) looked += static_cast<char>(std::tolower(each));
        if (lower.find(looked) != lower.npos) return true;
    }
    const auto typed = read_number(f.q);
    const int year = civil(state.calendar.zone.local_day(reader.now)).year;
    return typed && fit(*typed, MatterKind::Rectification, r.year, r.number, year) != NumberFit::No;
}

/// What a row is sorted by, as it stands in the row.
std::pair<std::int64_t, std::string> key_of(const Reader& reader, const Rectification& r,
                                            const Json& row, const std::string& column) {
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    const std::int64_t deadline = row["deadline"].get<std::int64_t>();
    if (column == "days_left") return {row["days_left"].is_null() ? last : deadline, {}};
    if (column == "deadline") return {deadline == 0 ? last : deadline, {}};
    if (column == "number") return {r.year * std::int64_t{1'000'000} + r.number, {}};
    if (column == "severity") return {static_cast<std::int64_t>(r.severity), {}};
    if (column == "slip") return {static_cast<std::int64_t>(slip_of(reader.state, r)), {}};
    if (column == "state") return {static_cast<std::int64_t>(r.state), {}};
    if (column == "unit") {
        return {0, row["township"].get<std::string>() + "/" + row["unit"].get<std::string>()};
    }
    if (column == "responsible" || column == "category") return {0, row[column]};
    return {row[column].get<std::int64_t>(), {}};
}

std::vector<std::string> walked(Office& office, const PersonId& person, const Filter& f) {
    const Facts facts = office.facts();
    Reader reader(facts, person, Lang::En, office.kept);
    const bool descending = f.sort.starts_with('-');
    const std::string column = f.sort.substr(descending ? 1 : 0);
    std::vector<std::pair<std::pair<std::int64_t, std::string>, std::string>> rows;
    for (const auto& [id, r] : reader.state.rectifications) {
        if (!reader.sight.sees(r) || !fits(reader, r, f)) continue;
        const Json row = rectification_row(reader, r);
        rows.emplace_back(key_of(reader, r, row, column), id_text(id));
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return descending ? b.first < a.first : a.first < b.first;
    });
    std::vector<std::string> ids;
    for (const auto& [key, id] : rows) ids.push_back(id);
    return ids;
}

/// Page behind page, and the counts that each of them tells.
std::vector<std::string> paged(Office& office, const PersonId& person, const Filter& f,
                               std::size_t limit) {
    std::vector<std::string> ids;
    std::string after;
    do {
        const std::string target = "/rectifications" + f.query() +
                                   "&limit=" + std::to_string(limit) +
                                   (after.empty() ? "" : "&after=" + after);
        const Answer said = office.get(target, person);
        EXPECT_EQ(said.status, 200) << target << said.body;
        if (said.status != 200) return ids;
        const Json page = Json::parse(said.body);
        const Json& data = page["data"];
        for (const Json& row : data["rows"]) ids.push_back(row["id"].get<std::string>());
        after = page.value("next", "");
        if (!after.empty()) {
            EXPECT_EQ(data["rows"].size(), limit);
        }
        std::int64_t by_age = 0;
        std::int64_t by_slip = 0;
        for (const Json& line : data["ageing"]) {
            for (const auto& [key, n] : line.items()) by_age += n.is_number() ? n.get<int>() : 0;
        }
        for (const auto& [key, n] : data["by_slip"].items()) by_slip += n.get<int>();
        EXPECT_EQ(by_age, by_slip) << "both count the open ones";
        if (after.empty()) {
            EXPECT_EQ(data["total"], ids.size()) << target;
        }
    } while (!after.empty());
    return ids;
}

TEST(LedgerWalk, flat_rows_answer_as_a_walk_of_the_state_does) {
    std::size_t found = 0;
    std::size_t none = 0;
    for (const unsigned seed : {1U, 2U}) {
        Random county(seed);
        const std::vector<PersonId> people{county.county.officer, county.county.village,
                                           county.county.township, county.auditor, county.village2};
        for (int n = 0; n < 120; ++n) {
            const Filter f = any_filter(county);
            const PersonId person = county.any(people);
            const auto plain = walked(county, person, f);
            ASSERT_EQ(paged(county, person, f, 1 + county.random() % 9), plain)
                << person.text << " " << f.query();
            found += plain.size();
            none += plain.empty() ? 1 : 0;
        }
    }
    EXPECT_GT(found, 500U);
    EXPECT_LT(none, 200U);
}

/// A row is brought up to date by whatever changes it.
TEST(LedgerWalk, each_flat_row_is_as_the_state_has_it) {
    const Random county(3);
    const auto& rows = county.record.duties().rows();
    ASSERT_EQ(rows.size(), county.replica.state.rectifications.size());
    auto at = rows.begin();
    for (const auto& [id, r] : county.replica.state.rectifications) {
        const Duty duty = duty_of(county.replica.state, r);
        EXPECT_EQ(at->id, id);
        EXPECT_EQ(at->duty.state, duty.state);
        EXPECT_EQ(at->duty.fallen_away, duty.fallen_away);
        EXPECT_EQ(at->duty.clock_runs, duty.clock_runs);
        EXPECT_EQ(at->duty.extension_asked, duty.extension_asked);
        EXPECT_EQ(at->duty.deadline, duty.deadline);
        EXPECT_EQ(at->duty.slip, duty.slip);
        EXPECT_EQ(at->step, r.step);
        EXPECT_EQ(at->listed, r.listed);
        EXPECT_EQ(at->submitted_at, r.submitted_at);
        const Finding& finding = county.replica.state.findings.at(r.finding);
        EXPECT_EQ(at->contested, finding.state == finding::State::Contested);
        EXPECT_EQ(at->category, finding.facts().category);
        EXPECT_EQ(at->moved_at, county.record.moved_at(matter_text("rectification", id.value)));
        ++at;
    }
}

}  // namespace
}  // namespace dudao::console::test
