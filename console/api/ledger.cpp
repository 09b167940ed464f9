#include "console/api/ledger.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <tuple>

#include "console/api/filters.h"
#include "console/api/registry.h"
#include "console/limits.h"
#include "csv/csv_cells.h"
#include "domain/folded.h"
#include "domain/number.h"
#include "domain/roles.h"
#include "messages/number_text.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

/// What rows are ordered by; nothing for a word that is no column.
std::optional<std::int64_t> sort_key(const Reader& reader, const LedgerRow& row,
                                     std::string_view column) {
    const Rectification& r = *row.r;
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    // By the deadline itself, which no midnight moves.
    if (column == "days_left") return row.stands.days_left ? r.deadline.ms : last;
    if (column == "number") return std::int64_t{r.year} * 1'000'000 + r.number;
    if (column == "deadline") return r.deadline.ms == 0 ? last : r.deadline.ms;
    if (column == "severity") return static_cast<std::int64_t>(r.severity);
    if (column == "slip") return static_cast<std::int64_t>(row.stands.duty.slip);
    if (column == "step") return r.step;
    if (column == "state") return static_cast<std::int64_t>(r.state);
    if (column == "extensions") return r.extensions;
    if (column == "returns") return r.returns;
    if (column == "issued_at") return row.issued.ms;
    if (column == "moved_at") {
        return reader.record.moved_at(matter_text("rectification", r.id.value)).ms;
    }
    if (column == "struck_off_at") return r.struck_off_at.ms;
    return std::nullopt;
}

constexpr auto columns = std::to_array<std::string_view>(
    {"days_left", "number", "deadline", "severity", "slip", "step", "state", "extensions",
     "returns", "issued_at", "moved_at", "struck_off_at", "unit", "responsible", "category"});

/// Classes of age, by working days since the issue; the last one has no end.
struct AgeClass {
    std::string_view label;
    int up_to;
};
constexpr auto ages = std::to_array<AgeClass>({{"0-3", 3},
                                               {"4-7", 7},
                                               {"8-15", 15},
                                               {"16-30", 30},
                                               {"30+", std::numeric_limits<int>::max()}});

std::size_t age_of(int days) {
    const auto at = std::find_if(ages.begin(), ages.end(),
                                 [&](const AgeClass& each) { return days <= each.up_to; });
    return static_cast<std::size_t>(at - ages.begin());
}

Result<std::optional<std::size_t>> age_class(const std::string& label) {
    if (label.empty()) return std::optional<std::size_t>{};
    for (std::size_t i = 0; i < ages.size(); ++i) {
        if (ages.at(i).label == label) return std::optional<std::size_t>(i);
    }
    return in_param("age", says("no_age_class", label.substr(0, 32)));
}

std::string text_key(const Reader& reader, const LedgerRow& row, std::string_view column) {
    const Rectification& r = *row.r;
    if (column == "responsible") return r.responsible.text;
    if (column == "category") {
        return std::string(name(reader.state.findings.at(r.finding).facts().category));
    }
    // Villages of a township stand together.
    return ancestor(reader.state, r.unit, Level::Township).text + "/" + r.unit.text;
}

/// Looks for words in what names a row: its number, unit, responsible person and rule.
class Search {
 public:
    Search(const State& state, const std::string& q, std::int32_t this_year)
        : state_(state), q_(folded(q)), number_(read_number(q)), this_year_(this_year) {
        for (const auto& [id, unit] : state.units) {
            if (has(id.text) || has(unit.name_zh) || has(unit.name_en)) units_.insert(id);
        }
    }

    bool finds(const Rectification& r) const {
        if (q_.empty() || units_.contains(r.unit) || has(r.responsible.text)) return true;
        if (number_ && fit(*number_, MatterKind::Rectification, r.year, r.number, this_year_) !=
                           NumberFit::No) {
            return true;
        }
        return has(state_.findings.at(r.finding).facts().rule);
    }

 private:
    bool has(const std::string& text) const { return folded(text).find(q_) != text.npos; }

    const State& state_;
    std::string q_;
    std::optional<TypedNumber> number_;
    std::int32_t this_year_;
    std::set<UnitId> units_;
};

bool bears(const State& state, const Rectification& r, LedgerMark mark) {
    switch (mark) {
        case LedgerMark::Contested:
            return state.findings.at(r.finding).state == finding::State::Contested;
        case LedgerMark::ExtensionAsked:
            return r.extension.open;
        case LedgerMark::Returned:
            return r.returns > 0;
        case LedgerMark::Listed:
            return r.listed;
    }
    return false;
}

bool fits(const Reader& reader, const LedgerRow& row, const LedgerFilter& filter) {
    const Rectification& r = *row.r;
    const State& state = reader.state;
    if (filter.which && !counts(*filter.which, row.stands.duty, state.calendar.zone, reader.now)) {
        return false;
    }
    if (!filter.chosen.empty() && !filter.chosen.contains(r.id)) return false;
    if (filter.state && r.state != *filter.state) return false;
    if (filter.mark && !bears(state, r, *filter.mark)) return false;
    if (filter.unit && !is_within(state, r.unit, filter.unit)) return false;
    if (filter.township && !is_within(state, r.unit, filter.township)) return false;
    if (filter.severity && r.severity != *filter.severity) return false;
    if (filter.slip && row.stands.duty.slip != *filter.slip) return false;
    if (filter.category && state.findings.at(r.finding).facts().category != *filter.category) {
        return false;
    }
    if (filter.responsible && r.responsible != filter.responsible) return false;
    if (filter.verifier && reader.sight.verifier(r) != filter.verifier) return false;
    return !filter.age || (row.open() && row.age == *filter.age);
}

void sort(const Reader& reader, std::vector<LedgerRow>& rows, const LedgerFilter& filter) {
    const auto in_order = [&](auto key_of) {
        using Key = decltype(key_of(rows.front()));
        std::vector<std::pair<Key, const LedgerRow*>> keyed;
        keyed.reserve(rows.size());
        for (const LedgerRow& row : rows) keyed.emplace_back(key_of(row), &row);
        // They come by id, and many are alike in their key: those stay as they are.
        std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
            return filter.descending ? b.first < a.first : a.first < b.first;
        });
        std::vector<LedgerRow> sorted;
        sorted.reserve(rows.size());
        for (const auto& [key, row] : keyed) sorted.push_back(*row);
        rows = std::move(sorted);
    };
    if (rows.empty()) return;
    if (sort_key(reader, rows.front(), filter.sort)) {
        in_order([&](const LedgerRow& row) { return *sort_key(reader, row, filter.sort); });
    } else {
        in_order([&](const LedgerRow& row) { return text_key(reader, row, filter.sort); });
    }
}

Place place_of(const Reader& reader, const LedgerRow& row, std::string_view column) {
    const auto number = sort_key(reader, row, column);
    return {number.value_or(0), number ? std::string() : text_key(reader, row, column),
            id_text(row.r->id)};
}

/// In the order of sort().
bool is_before(const Place& a, const Place& b, bool descending) {
    const auto key_a = std::tie(a.number, a.text);
    const auto key_b = std::tie(b.number, b.text);
    if (key_a == key_b) return id_number(a.id) < id_number(b.id);
    return descending ? key_b < key_a : key_a < key_b;
}

std::string unit_name(const Reader& reader, const UnitId& id) {
    const UnitRow* unit = row_of(reader.state.units, id);
    return !unit ? id.text : reader.lang == Lang::Zh ? unit->name_zh : unit->name_en;
}

std::string catalogue(const Reader& reader, const std::string& prefix, std::string_view of) {
    const std::string key = prefix + std::string(of);
    return has_text(key) ? std::string(text(reader.lang, key)) : std::string(of);
}

/// In the order of csv_cells.
constexpr auto csv_columns = std::to_array<std::string_view>(
    {"number", "state", "township", "unit", "responsible", "verifier", "category", "severity",
     "problem", "basis", "deadline", "days_left", "slip", "step", "extensions", "returns",
     "issued_at", "struck_off_at"});

std::vector<std::string> csv_cells(Reader& reader, const LedgerRow& row) {
    const Rectification& r = *row.r;
    const Finding& finding = reader.state.findings.at(r.finding);
    const Zone& zone = reader.state.calendar.zone;
    const auto named = [&](const PersonId& id) {
        const PersonRow* person = row_of(reader.state.people, id);
        return person ? name_of(reader, *person) : std::string();
    };
    // Not 2026-12: a spreadsheet would take that for a month.
    return {number_text(reader.lang, MatterKind::Rectification, r.year, r.number),
            catalogue(reader, "state.rectification.", state_word(r)),
            unit_name(reader, ancestor(reader.state, r.unit, Level::Township)),
            unit_name(reader, r.unit),
            named(r.responsible),
            named(reader.sight.verifier(r)),
            catalogue(reader, "category.", name(finding.facts().category)),
            catalogue(reader, "severity.", name(r.severity)),
            reader.words.of(finding.facts().text, reader.sight.reads(r)),
            basis_text(reader.lang, reader.state, finding),
            deadline_text(zone, r.deadline),
            row.stands.days_left ? std::to_string(*row.stands.days_left) : std::string(),
            catalogue(reader, "slip.", name(row.stands.duty.slip)),
            r.step == 0 ? std::string() : std::to_string(r.step),
            std::to_string(r.extensions),
            std::to_string(r.returns),
            minute_text(zone, row.issued),
            minute_text(zone, r.struck_off_at)};
}

LedgerRow row_for(const Reader& reader, const Rectification& r, WorkingDays& days) {
    const Moment issued = reader.record.issued_at(r.id);
    return {&r, standing(reader, r, days), issued, age_of(days.between(issued, reader.now))};
}

std::string csv_lines(Reader& reader, std::span<const RectificationId> ids) {
    WorkingDays days(reader.state.calendar);
    std::string out;
    for (const RectificationId id : ids) {
        const Rectification& r = reader.state.rectifications.at(id);
        if (reader.sight.sees(r)) out += csv_line(csv_cells(reader, row_for(reader, r, days)));
    }
    return out;
}

}  // namespace

Result<LedgerFilter> ledger_filter(const Reader& reader, const Query& query) {
    const State& state = reader.state;
    LedgerFilter filter;
    if (const std::string which = query.text("state"); which == "all") {
        filter.which = std::nullopt;
    } else if (!which.empty()) {
        const auto figure = find_name<Figure>(which);
        filter.state = find_name<rectification::State>(which);
        if (figure && is_of_rectifications(*figure)) {
            filter.which = figure;
            filter.state = std::nullopt;
        } else if (!filter.state) {
            return in_param("state", says("no_ledger_state", which.substr(0, 32)));
        }
    }
    const auto mark = word_in<LedgerMark>(query, "mark");
    if (!mark) return tl::unexpected<Error>(mark.error());
    filter.mark = *mark;
    const auto unit = row_in(query, "unit", state.units);
    const auto township = row_in(query, "township", state.units);
    const auto responsible = code_in<PersonId>(query, "responsible");
    const auto verifier = code_in<PersonId>(query, "verifier");
    const auto severity = word_in<Severity>(query, "severity");
    const auto slip = word_in<Slip>(query, "slip");
    const auto category = word_in<Category>(query, "category");
    const auto age = age_class(query.text("age"));
    if (!unit) return tl::unexpected<Error>(unit.error());
    if (!township) return tl::unexpected<Error>(township.error());
    if (!responsible) return tl::unexpected<Error>(responsible.error());
    if (!verifier) return tl::unexpected<Error>(verifier.error());
    if (!severity) return tl::unexpected<Error>(severity.error());
    if (!slip) return tl::unexpected<Error>(slip.error());
    if (!category) return tl::unexpected<Error>(category.error());
    if (!age) return tl::unexpected<Error>(age.error());
    const auto chosen = ids_in<RectificationId>(query, "ids");
    if (!chosen) return tl::unexpected<Error>(chosen.error());
    filter.chosen = *chosen;
    filter.age = *age;
    filter.unit = *unit;
    filter.township = *township;
    filter.responsible = *responsible;
    filter.verifier = *verifier;
    filter.severity = *severity;
    filter.slip = *slip;
    filter.category = *category;
    filter.q = query.text("q").substr(0, 128);
    if (query.has("sort")) {
        filter.sort = query.text("sort");
        filter.descending = filter.sort.starts_with('-');
        if (filter.descending) filter.sort.erase(0, 1);
        if (std::find(columns.begin(), columns.end(), filter.sort) == columns.end()) {
            return in_param("sort", says("no_column", filter.sort.substr(0, 32)));
        }
    }
    const auto limit = query.number("limit", 100);
    if (!limit || *limit < 1) return in_param("limit", says("want_natural"));
    auto after = cursor_in(reader, query);
    if (!after) return tl::unexpected<Error>(after.error());
    filter.after = std::move(*after);
    filter.limit = std::min(static_cast<std::size_t>(*limit), ledger_page_max);
    return filter;
}

std::vector<LedgerRow> ledger_rows(const Reader& reader, const LedgerFilter& filter) {
    std::vector<LedgerRow> rows;
    WorkingDays days(reader.state.calendar);
    const Day today = reader.state.calendar.zone.local_day(reader.now);
    const Search search(reader.state, filter.q, civil(today).year);
    for (const auto& [id, r] : reader.state.rectifications) {
        if (!reader.sight.sees(r)) continue;
        const LedgerRow row = row_for(reader, r, days);
        if (fits(reader, row, filter) && search.finds(r)) rows.push_back(row);
    }
    sort(reader, rows, filter);
    return rows;
}

Json by_slip(const std::vector<LedgerRow>& rows) {
    std::map<Slip, std::int64_t> counts;
    for (const LedgerRow& row : rows) counts[row.stands.duty.slip] += row.open() ? 1 : 0;
    Json out = Json::object();
    for (const auto& [slip, text_of_slip] : Names<Slip>::table) {
        out[std::string(text_of_slip)] = counts[slip];
    }
    return out;
}

Json ageing(const std::vector<LedgerRow>& rows) {
    std::array<std::map<Slip, std::int64_t>, ages.size()> counts;
    for (const LedgerRow& row : rows) {
        if (row.open()) ++counts.at(row.age)[row.stands.duty.slip];
    }
    Json out = Json::array();
    for (std::size_t i = 0; i < ages.size(); ++i) {
        Json line{{"label", ages.at(i).label}};
        for (const auto& [slip, text_of_slip] : Names<Slip>::table) {
            line[std::string(text_of_slip)] = counts.at(i)[slip];
        }
        out.push_back(std::move(line));
    }
    return out;
}

namespace {

/// Everybody who was asked to verify something, whatever the filter.
Json verifiers(const Reader& reader) {
    std::set<std::string> people;
    for (const auto& [id, r] : reader.state.rectifications) {
        if (r.verifier) people.insert(reader.sight.verifier(r).text);
    }
    people.erase("");
    return people;
}

}  // namespace

Listed ledger(Reader& reader, const LedgerFilter& filter, const Query& query) {
    const auto rows = ledger_rows(reader, filter);
    std::size_t from = 0;
    Listed page;
    if (filter.after) {
        const auto later = std::partition_point(rows.begin(), rows.end(), [&](const auto& row) {
            return !is_before(filter.after->last, place_of(reader, row, filter.sort),
                              filter.descending);
        });
        from = static_cast<std::size_t>(later - rows.begin());
        const auto touched = touched_since(reader.record, "rectification", filter.after->since);
        for (std::size_t i = 0; i < from && !touched.empty(); ++i) {
            if (!touched.contains(id_text(rows[i].r->id))) continue;
            page.again.push_back(rectification_row(reader, *rows[i].r));
        }
    }
    const std::size_t to = std::min(rows.size(), from + filter.limit);
    Json shown = Json::array();
    for (std::size_t i = from; i < to; ++i) {
        shown.push_back(rectification_row(reader, *rows[i].r));
    }
    const auto stand = std::count_if(rows.begin(), rows.end(), [&](const LedgerRow& row) {
        return counts(Figure::ClockStands, row.stands.duty, reader.state.calendar.zone, reader.now);
    });
    if (to < rows.size()) {
        const std::uint64_t since = filter.after ? filter.after->since : reader.facts.replica.seq;
        page.next = cursor_text(query, {since, place_of(reader, rows[to - 1], filter.sort)});
    }
    page.data = {{"rows", std::move(shown)}, {"total", rows.size()},
                 {"ageing", ageing(rows)},   {"by_slip", by_slip(rows)},
                 {"clock_stands", stand},    {"verifiers", verifiers(reader)}};
    return page;
}

Answer ledger_csv(Reader& reader, const LedgerFilter& filter) {
    Answer table;
    table.type = "text/csv; charset=utf-8";
    table.file = "rectifications.csv";
    std::vector<std::string> header;
    header.reserve(csv_columns.size());
    for (const std::string_view column : csv_columns) {
        header.push_back(catalogue(reader, "column.", column));
    }
    table.body = std::string(byte_order_mark) + csv_line(header);
    std::vector<RectificationId> ids;
    for (const LedgerRow& row : ledger_rows(reader, filter)) ids.push_back(row.r->id);
    for (std::size_t from = 0; from < ids.size(); from += csv_piece_lines) {
        const std::size_t to = std::min(ids.size(), from + csv_piece_lines);
        table.rest.emplace_back(
            [piece = std::vector(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                 ids.begin() + static_cast<std::ptrdiff_t>(to))](Reader& then) {
                return csv_lines(then, piece);
            });
    }
    return table;
}

}  // namespace dudao::console
