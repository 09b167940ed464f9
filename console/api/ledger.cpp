#include "console/api/ledger.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <tuple>

#include "console/api/ages.h"
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

/// What rows are ordered by.
enum class Column {
    DaysLeft,
    Number,
    Deadline,
    Severity,
    Slip,
    Step,
    State,
    Extensions,
    Returns,
    IssuedAt,
    MovedAt,
    StruckOffAt,
    Unit,
    Responsible,
    Category
};
constexpr auto columns =
    std::to_array<std::pair<std::string_view, Column>>({{"days_left", Column::DaysLeft},
                                                        {"number", Column::Number},
                                                        {"deadline", Column::Deadline},
                                                        {"severity", Column::Severity},
                                                        {"slip", Column::Slip},
                                                        {"step", Column::Step},
                                                        {"state", Column::State},
                                                        {"extensions", Column::Extensions},
                                                        {"returns", Column::Returns},
                                                        {"issued_at", Column::IssuedAt},
                                                        {"moved_at", Column::MovedAt},
                                                        {"struck_off_at", Column::StruckOffAt},
                                                        {"unit", Column::Unit},
                                                        {"responsible", Column::Responsible},
                                                        {"category", Column::Category}});

const Column* column_of(std::string_view word) {
    const auto* at = std::find_if(columns.begin(), columns.end(),
                                  [word](const auto& each) { return each.first == word; });
    return at == columns.end() ? nullptr : &at->second;
}

Result<std::optional<std::size_t>> age_class(const std::string& label) {
    if (label.empty()) return std::optional<std::size_t>{};
    for (std::size_t i = 0; i < ages.size(); ++i) {
        if (ages.at(i).label == label) return std::optional<std::size_t>(i);
    }
    return in_param("age", says("no_age_class", label.substr(0, 32)));
}

/// For each number of a table whether its text is meant.
template <class Is>
std::vector<char> each_of(const Numbers& table, Is is) {
    std::vector<char> out(table.size());
    for (std::uint32_t n = 0; n < out.size(); ++n) out[n] = is(std::string(table.text(n))) ? 1 : 0;
    return out;
}

/// Looks for words in what names a row: its number, unit, responsible person and rule.
class Search {
 public:
    Search(const State& state, const Duties& duties, const std::string& q, std::int32_t this_year)
        : q_(folded(q)), number_(read_number(q)), this_year_(this_year) {
        if (q_.empty()) return;
        units_ = each_of(duties.units(), [&](const std::string& id) {
            const UnitRow* unit = row_of(state.units, UnitId{id});
            return unit != nullptr && (has(id) || has(unit->name_zh) || has(unit->name_en));
        });
        people_ = each_of(duties.people(), [&](const std::string& id) { return has(id); });
        rules_ = each_of(duties.rules(), [&](const std::string& rule) { return has(rule); });
    }

    bool finds(const DutyRow& row) const {
        if (q_.empty() || units_[row.unit] != 0 || people_[row.responsible] != 0) return true;
        if (rules_[row.rule] != 0) return true;
        return number_ && fit(*number_, MatterKind::Rectification, row.year, row.number,
                              this_year_) != NumberFit::No;
    }

 private:
    bool has(const std::string& text) const { return folded(text).find(q_) != text.npos; }

    std::string q_;
    std::optional<TypedNumber> number_;
    std::int32_t this_year_;
    std::vector<char> units_;
    std::vector<char> people_;
    std::vector<char> rules_;
};

bool bears(const DutyRow& row, LedgerMark mark) {
    switch (mark) {
        case LedgerMark::Contested:
            return row.contested;
        case LedgerMark::ExtensionAsked:
            return row.duty.extension_asked;
        case LedgerMark::Returned:
            return row.returns > 0;
        case LedgerMark::Listed:
            return row.listed;
    }
    return false;
}

/// The question of a filter, as it is asked of each row.
class Asked {
 public:
    Asked(const Reader& reader, const LedgerFilter& filter)
        : reader_(reader),
          filter_(filter),
          duties_(reader.record.duties()),
          search_(reader.state, duties_, filter.q,
                  civil(reader.state.calendar.zone.local_day(reader.now)).year) {
        // As Sight::sees(Rectification), which asks of nothing but the unit.
        units_ = each_of(duties_.units(), [&](const std::string& id) {
            const UnitId unit{id};
            if (!reader.sight.office() && !reader.sight.of_unit(unit)) return false;
            return (!filter.unit || is_within(reader.state, unit, filter.unit)) &&
                   (!filter.township || is_within(reader.state, unit, filter.township));
        });
        if (filter.responsible) responsible_ = duties_.people().find(filter.responsible.text);
        if (filter.verifier) verifier_ = duties_.people().find(filter.verifier.text);
        if (filter.age) ages_.emplace(reader);
    }

    bool lets_through(const DutyRow& row) const {
        if (units_[row.unit] == 0) return false;
        if (filter_.which && !is_counted(row)) return false;
        if (filter_.state && row.duty.state != *filter_.state) return false;
        if (filter_.mark && !bears(row, *filter_.mark)) return false;
        if (filter_.severity && row.severity != *filter_.severity) return false;
        if (filter_.slip && row.duty.slip != *filter_.slip) return false;
        if (filter_.category && row.category != *filter_.category) return false;
        if (filter_.responsible && row.responsible != responsible_) return false;
        if (filter_.verifier && !is_verified_so(row)) return false;
        if (filter_.age && !(is_open(row.duty) && ages_->of(row) == *filter_.age)) return false;
        if (!filter_.chosen.empty() && !filter_.chosen.contains(row.id)) return false;
        return search_.finds(row);
    }

 private:
    bool is_counted(const DutyRow& row) const {
        const Zone& zone = reader_.state.calendar.zone;
        if (*filter_.which != Figure::AwaitingInterview) {
            return counts(*filter_.which, row.duty, zone, reader_.now);
        }
        Duty duty = row.duty;
        const auto at = reader_.awaited().find(row.id);
        if (at != reader_.awaited().end()) duty.awaits = at->second;
        return counts(*filter_.which, duty, zone, reader_.now);
    }
    bool is_verified_so(const DutyRow& row) const {
        return row.verifier == verifier_ &&
               reader_.sight.verifier(reader_.state.rectifications.at(row.id)) == filter_.verifier;
    }

    const Reader& reader_;
    const LedgerFilter& filter_;
    const Duties& duties_;
    Search search_;
    std::vector<char> units_;
    std::optional<std::uint32_t> responsible_;
    std::optional<std::uint32_t> verifier_;
    std::optional<Ages> ages_;
};

/// The order of a column. Texts are put in order once, by their number; a row has a number in
/// either case, and rows alike in it stand by id.
class Order {
 public:
    Order(const Reader& reader, const LedgerFilter& filter)
        : column_(*column_of(filter.sort)), descending_(filter.descending) {
        const Duties& duties = reader.record.duties();
        if (column_ == Column::Unit) {
            // Villages of a township stand together.
            rank(duties.units(), [&](const std::string& id) {
                return ancestor(reader.state, UnitId{id}, Level::Township).text + "/" + id;
            });
        } else if (column_ == Column::Responsible) {
            rank(duties.people(), [](const std::string& id) { return id; });
        } else if (column_ == Column::Category) {
            for (const auto& [category, word] : Names<Category>::table) {
                texts_[std::string(word)] = 0;
            }
            number_texts();
        }
    }

    /// A row, and what it is ordered by.
    struct Keyed {
        std::int64_t key = 0;
        const DutyRow* row = nullptr;
    };
    Keyed keyed(const DutyRow& row) const { return {key_of(row), &row}; }
    bool operator()(const Keyed& a, const Keyed& b) const {
        if (a.key != b.key) return descending_ ? b.key < a.key : a.key < b.key;
        return a.row->id < b.row->id;
    }

    Place place_of(const DutyRow& row) const {
        const bool by_text = !texts_.empty();
        return {by_text ? 0 : key_of(row), by_text ? text_of(row) : std::string(), id_text(row.id)};
    }
    bool is_behind(const Keyed& row, const Place& last) const {
        // A place of another hand may have a text that no row has, or both.
        auto own = std::pair(row.key, std::int64_t{0});
        auto other = std::pair(last.number, std::int64_t{last.text.empty() ? 0 : 1});
        if (!texts_.empty()) {
            const auto at = texts_.lower_bound(last.text);
            const bool there = at != texts_.end() && at->first == last.text;
            const auto behind = static_cast<std::int64_t>(2 * texts_.size());
            own = {0, row.key};
            other = {last.number, (at == texts_.end() ? behind : at->second) - (there ? 0 : 1)};
        }
        if (own == other) return row.row->id.value > id_number(last.id);
        return descending_ ? own < other : other < own;
    }

 private:
    /// Every second number is free: there a text stands that is no row's.
    void number_texts() {
        std::int64_t next = 0;
        for (auto& [text, number] : texts_) number = 2 * next++;
    }
    template <class Text>
    void rank(const Numbers& table, Text text) {
        for (std::uint32_t n = 0; n < table.size(); ++n) {
            of_number_.push_back(text(std::string(table.text(n))));
            texts_[of_number_.back()] = 0;
        }
        number_texts();
        for (const std::string& each : of_number_) ranks_.push_back(texts_.at(each));
    }
    std::string text_of(const DutyRow& row) const {
        if (column_ == Column::Category) return std::string(name(row.category));
        return of_number_[column_ == Column::Unit ? row.unit : row.responsible];
    }

    std::int64_t key_of(const DutyRow& row) const {
        constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
        const Duty& duty = row.duty;
        switch (column_) {
            case Column::DaysLeft:  // by the deadline itself, which no midnight moves
                return duty.clock_runs && duty.deadline.ms != 0 ? duty.deadline.ms : last;
            case Column::Number:
                return std::int64_t{row.year} * 1'000'000 + row.number;
            case Column::Deadline:
                return duty.deadline.ms == 0 ? last : duty.deadline.ms;
            case Column::Severity:
                return static_cast<std::int64_t>(row.severity);
            case Column::Slip:
                return static_cast<std::int64_t>(duty.slip);
            case Column::Step:
                return row.step;
            case Column::State:
                return static_cast<std::int64_t>(duty.state);
            case Column::Extensions:
                return row.extensions;
            case Column::Returns:
                return row.returns;
            case Column::IssuedAt:
                return row.issued.ms;
            case Column::MovedAt:
                return row.moved_at.ms;
            case Column::StruckOffAt:
                return duty.struck_off_at.ms;
            case Column::Unit:
                return ranks_[row.unit];
            case Column::Responsible:
                return ranks_[row.responsible];
            case Column::Category:
                return texts_.find(name(row.category))->second;
        }
        return 0;
    }

    Column column_;
    bool descending_;
    std::map<std::string, std::int64_t, std::less<>> texts_;  // of a column of texts: their order
    std::vector<std::string> of_number_;
    std::vector<std::int64_t> ranks_;  // by number
};

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

std::vector<std::string> csv_cells(Reader& reader, const Rectification& r, WorkingDays& days) {
    const Standing stands = standing(reader, r, days);
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
            stands.days_left ? std::to_string(*stands.days_left) : std::string(),
            catalogue(reader, "slip.", name(stands.duty.slip)),
            r.step == 0 ? std::string() : std::to_string(r.step),
            std::to_string(r.extensions),
            std::to_string(r.returns),
            minute_text(zone, reader.record.issued_at(r.id)),
            minute_text(zone, r.struck_off_at)};
}

std::string csv_lines(Reader& reader, std::span<const RectificationId> ids) {
    WorkingDays days(reader.state.calendar);
    std::string out;
    for (const RectificationId id : ids) {
        const Rectification& r = reader.state.rectifications.at(id);
        if (reader.sight.sees(r)) out += csv_line(csv_cells(reader, r, days));
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
        if (!column_of(filter.sort)) {
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

std::vector<const DutyRow*> ledger_rows(const Reader& reader, const LedgerFilter& filter) {
    const Asked asked(reader, filter);
    std::vector<const DutyRow*> rows;
    for (const DutyRow& row : reader.record.duties().rows()) {
        if (asked.lets_through(row)) rows.push_back(&row);
    }
    return rows;
}

Json by_slip(const std::vector<const DutyRow*>& rows) {
    std::map<Slip, std::int64_t> counts;
    for (const DutyRow* row : rows) counts[row->duty.slip] += is_open(row->duty) ? 1 : 0;
    Json out = Json::object();
    for (const auto& [slip, text_of_slip] : Names<Slip>::table) {
        out[std::string(text_of_slip)] = counts[slip];
    }
    return out;
}

Json ageing(const Reader& reader, const std::vector<const DutyRow*>& rows) {
    const Ages age(reader);
    std::array<std::map<Slip, std::int64_t>, ages.size()> counts;
    for (const DutyRow* row : rows) {
        if (is_open(row->duty)) ++counts.at(age.of(*row))[row->duty.slip];
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
    const Duties& duties = reader.record.duties();
    // Nobody but the office is told of one, and one matter of a person is enough.
    const std::vector<char> nobody =
        each_of(duties.people(), [](const auto& id) { return id.empty(); });
    std::vector<char> found = nobody;
    for (const DutyRow& row : duties.rows()) {
        if (!reader.sight.office() || found[row.verifier] != 0) continue;
        const PersonId is = reader.sight.verifier(reader.state.rectifications.at(row.id));
        if (!is) continue;
        people.insert(is.text);
        found[row.verifier] = 1;
    }
    return people;
}

using Keyed = Order::Keyed;

/// Rows of former pages that something has happened to since the first.
Json touched_rows(Reader& reader, const Order& order, std::span<const Keyed> former,
                  std::uint64_t since) {
    Json again = Json::array();
    const auto touched = touched_since(reader.record, "rectification", since);
    if (touched.empty()) return again;
    std::set<RectificationId> ids;
    for (const std::string& each : touched) ids.insert(RectificationId{id_number(each)});
    std::vector<Keyed> rows;
    std::copy_if(former.begin(), former.end(), std::back_inserter(rows),
                 [&](const Keyed& each) { return ids.contains(each.row->id); });
    std::sort(rows.begin(), rows.end(), order);
    for (const Keyed& each : rows) {
        again.push_back(rectification_row(reader, reader.state.rectifications.at(each.row->id)));
    }
    return again;
}

}  // namespace

Listed ledger(Reader& reader, const LedgerFilter& filter, const Query& query) {
    const auto rows = ledger_rows(reader, filter);
    const Order order(reader, filter);
    std::vector<Keyed> keyed(rows.size());
    std::transform(rows.begin(), rows.end(), keyed.begin(),
                   [&](const DutyRow* row) { return order.keyed(*row); });
    auto from = keyed.begin();
    Listed page;
    if (filter.after) {
        from = std::partition(keyed.begin(), keyed.end(), [&](const Keyed& each) {
            return !order.is_behind(each, filter.after->last);
        });
        page.again = touched_rows(reader, order, {keyed.begin(), from}, filter.after->since);
    }
    // Only those of this page are put in order.
    const auto left = static_cast<std::size_t>(keyed.end() - from);
    const auto to = from + static_cast<std::ptrdiff_t>(std::min(left, filter.limit));
    std::partial_sort(from, to, keyed.end(), order);
    Json shown = Json::array();
    for (auto at = from; at != to; ++at) {
        shown.push_back(rectification_row(reader, reader.state.rectifications.at(at->row->id)));
    }
    const Zone& zone = reader.state.calendar.zone;
    const auto stand = std::count_if(rows.begin(), rows.end(), [&](const DutyRow* row) {
        return counts(Figure::ClockStands, row->duty, zone, reader.now);
    });
    if (to != keyed.end()) {
        const std::uint64_t since = filter.after ? filter.after->since : reader.facts.replica.seq;
        page.next = cursor_text(query, {since, order.place_of(*(to - 1)->row)});
    }
    page.data = {{"rows", std::move(shown)},       {"total", rows.size()},
                 {"ageing", ageing(reader, rows)}, {"by_slip", by_slip(rows)},
                 {"clock_stands", stand},          {"verifiers", verifiers(reader)}};
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
    const Order order(reader, filter);
    std::vector<Keyed> rows;
    for (const DutyRow* row : ledger_rows(reader, filter)) rows.push_back(order.keyed(*row));
    std::sort(rows.begin(), rows.end(), order);
    std::vector<RectificationId> ids;
    ids.reserve(rows.size());
    for (const Keyed& each : rows) ids.push_back(each.row->id);
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
