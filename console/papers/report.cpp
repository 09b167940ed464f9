#include "console/papers/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "console/api/filters.h"
#include "console/api/row_json.h"
#include "console/api/rows.h"
#include "console/papers/dates.h"
#include "csv/csv_cells.h"
#include "domain/figures.h"
#include "domain/roles.h"
#include "papers/say.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

constexpr double z95 = 1.959963984540054;  // of a normal distribution: 95 % within

Moment start_of(const Reader& reader, Day day) {
    return reader.state.calendar.zone.local_moment(day, 0);
}

struct Within {
    Moment from;
    Moment to;
    bool holds(Moment moment) const { return moment >= from && moment < to; }
};

/// Its end, or now while it runs.
Moment end_of(const Reader& reader, const Period& period) {
    return std::min(start_of(reader, period.to), reader.now);
}

/// What happened this very moment counts.
Within within(const Reader& reader, const Period& period) {
    return {start_of(reader, period.from),
            std::min(start_of(reader, period.to), reader.now + Span{1})};
}

bool was_open(const Reader& reader, const Rectification& r, Moment at) {
    const Moment issued = reader.record.issued_at(r.id);
    return issued.ms != 0 && issued <= at && (r.struck_off_at.ms == 0 || r.struck_off_at > at);
}

bool sees_visits(const Reader& reader, const UnitId& unit) {
    return reader.sight.office() || reader.sight.of_unit(unit);
}

using ByTownship = std::map<UnitId, PeriodCounts>;

/// The root stands for the units of the city itself.
class Counter {
 public:
    explicit Counter(const Reader& reader) : reader_(reader) {}

    ByTownship of(const Period& period) {
        const Within time = within(reader_, period);
        ByTownship counts;
        count_rectifications(counts, time, end_of(reader_, period));
        for (const auto& [id, finding] : reader_.state.findings) {
            if (!time.holds(finding.recorded_at) || !reader_.sight.sees(finding)) continue;
            ++counts[township(finding.facts().unit)].findings;
        }
        for (const auto& [unit, visits] : reader_.state.visits) {
            if (!sees_visits(reader_, unit)) continue;
            counts[township(unit)].visits += std::count_if(
                visits.begin(), visits.end(), [&](Moment each) { return time.holds(each); });
        }
        return counts;
    }

    /// Opened, struck off and overdue alone: what the trend needs.
    ByTownship flow_of(const Period& period) {
        const Within time = within(reader_, period);
        const Moment end = end_of(reader_, period);
        ByTownship counts;
        for (const auto& [id, r] : reader_.state.rectifications) {
            if (!reader_.sight.sees(r)) continue;
            PeriodCounts& of = counts[township(r.unit)];
            of.opened += time.holds(reader_.record.issued_at(id)) ? 1 : 0;
            of.closed += struck_off(r, time) ? 1 : 0;
            of.overdue += reader_.record.was_overdue(id, end) ? 1 : 0;
        }
        return counts;
    }

 private:
    bool struck_off(const Rectification& r, const Within& time) const {
        return time.holds(r.struck_off_at) && counts(Figure::StruckOff, duty_of(reader_.state, r),
                                                     reader_.state.calendar.zone, reader_.now);
    }

    void count_rectifications(ByTownship& all, const Within& time, Moment end) {
        for (const auto& [id, r] : reader_.state.rectifications) {
            if (!reader_.sight.sees(r)) continue;
            PeriodCounts& of = all[township(r.unit)];
            of.opened += time.holds(reader_.record.issued_at(id)) ? 1 : 0;
            of.open += was_open(reader_, r, end) ? 1 : 0;
            of.overdue += reader_.record.was_overdue(r.id, end) ? 1 : 0;
            const auto& returned = reader_.record.returned(id);
            of.returned += std::count_if(returned.begin(), returned.end(),
                                         [&](Moment each) { return time.holds(each); });
            if (!struck_off(r, time)) continue;
            ++of.closed;
            of.on_time += r.deadline.ms == 0 || r.submitted_at <= r.deadline ? 1 : 0;
        }
    }

    const UnitId& township(const UnitId& unit) {
        const auto at = townships_.find(unit);
        if (at != townships_.end()) return at->second;
        return townships_.emplace(unit, ancestor(reader_.state, unit, Level::Township))
            .first->second;
    }

    const Reader& reader_;
    std::map<UnitId, UnitId> townships_;  // asked already
};

void add(PeriodCounts& total, const PeriodCounts& more) {
    total.visits += more.visits;
    total.findings += more.findings;
    total.opened += more.opened;
    total.closed += more.closed;
    total.on_time += more.on_time;
    total.returned += more.returned;
    total.open += more.open;
    total.overdue += more.overdue;
}

bool has_counts(const PeriodCounts& c) {
    return c.visits + c.findings + c.opened + c.closed + c.returned + c.open + c.overdue > 0;
}

std::int32_t year_of(const Period& period) {
    return civil(period.kind == PeriodKind::Week ? period.from + 3 : period.from).year;
}

int number_of(const Period& period) {
    const CivilDate date = civil(period.from);
    switch (period.kind) {
        case PeriodKind::Week:
            return (period.from.number + 3 - day_of({year_of(period), 1, 1}).number) / 7 + 1;
        case PeriodKind::Month:
            return date.month;
        case PeriodKind::Quarter:
            return (date.month - 1) / 3 + 1;
    }
    return 0;
}

Day next_month(const CivilDate& date, int months) {
    const int all = date.year * 12 + date.month - 1 + months;
    return day_of({all / 12, all % 12 + 1, 1});
}

std::string one_decimal(double value) {
    const auto tenths = static_cast<std::int64_t>(std::lround(value * 10));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string unit_name(const Reader& reader, const PeriodCounts& counts, bool total) {
    if (total) return std::string(word_of(reader.lang, "report.county"));
    const UnitRow* unit = row_of(reader.state.units, UnitId{counts.unit});
    if (!unit) return std::string(word_of(reader.lang, "report.city"));
    return reader.lang == Lang::Zh ? unit->name_zh : unit->name_en;
}

std::vector<std::string> cells(const Reader& reader, const Report& report, const ReportRow& row,
                               bool total) {
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    std::vector<std::string> out{unit_name(reader, row.now, total),
                                 number(row.now.visits),
                                 number(row.now.findings),
                                 number(row.now.opened),
                                 number(row.now.closed),
                                 number(row.now.returned),
                                 number(row.now.open),
                                 number(row.now.overdue),
                                 number(row.before.overdue),
                                 number(row.now.on_time),
                                 number(row.now.closed),
                                 number(row.before.opened),
                                 number(row.before.closed),
                                 number(row.before.on_time)};
    const std::string few(word_of(reader.lang, "report.few"));
    out.push_back(row.rate ? one_decimal(row.rate->share) : few);
    out.push_back(row.rate ? one_decimal(row.rate->low) : "");
    out.push_back(row.rate ? one_decimal(row.rate->high) : "");
    out.push_back(row.rate_before ? one_decimal(row.rate_before->share) : few);
    out.push_back(period_text(reader.lang, report.period));
    out.push_back(to_text(report.period.from));
    out.push_back(to_text(report.period.to - 1));
    return out;
}

constexpr auto columns = std::to_array<std::string_view>(
    {"township",   "visits",        "findings",      "opened",         "closed",
     "returned",   "open",          "overdue",       "overdue_before", "on_time",
     "on_time_of", "opened_before", "closed_before", "on_time_before", "rate",
     "low",        "high",          "rate_before",   "period",         "from",
     "to"});

}  // namespace

Period period_of(PeriodKind kind, Day day) {
    const CivilDate date = civil(day);
    switch (kind) {
        case PeriodKind::Week: {
            const Day monday = day - weekday(day);
            return {kind, monday, monday + 7};
        }
        case PeriodKind::Month:
            return {kind, next_month(date, 0), next_month(date, 1)};
        case PeriodKind::Quarter: {
            const int into = (date.month - 1) % 3;
            return {kind, next_month(date, -into), next_month(date, 3 - into)};
        }
    }
    return {};
}

Period before(const Period& period) { return period_of(period.kind, period.from - 1); }

std::string period_text(Lang lang, const Period& period) {
    const std::int32_t year = year_of(period);
    const int n = number_of(period);
    switch (period.kind) {
        case PeriodKind::Week:
            return say(lang, "period.week", in<"year">(year), in<"n">(n));
        case PeriodKind::Month:
            return say(lang, "period.month", in<"year">(year),
                       in<"n">(word_of(lang, "month." + std::to_string(n))));
        case PeriodKind::Quarter:
            return say(lang, "period.quarter", in<"year">(year), in<"n">(n));
    }
    return {};
}

/// Wilson's interval of a share (E. B. Wilson, 1927): right also for shares near 0 and 1.
std::optional<Rate> rate_of(std::int64_t part, std::int64_t whole) {
    if (whole < rate_from) return std::nullopt;
    const auto n = static_cast<double>(whole);
    const double p = static_cast<double>(part) / n;
    const double square = z95 * z95 / n;
    const double middle = (p + square / 2) / (1 + square);
    const double half = z95 * std::sqrt(p * (1 - p) / n + square / (4 * n)) / (1 + square);
    const auto tenths = [](double share) { return std::round(share * 1000) / 10; };
    return Rate{tenths(p), tenths(std::max(0.0, middle - half)),
                tenths(std::min(1.0, middle + half))};
}

Report report_of(const Reader& reader, const Period& period) {
    Report report;
    report.period = period;
    report.until = end_of(reader, period);
    report.running = start_of(reader, period.to) > reader.now;
    Counter counter(reader);
    ByTownship now = counter.of(period);
    ByTownship former = counter.of(before(period));
    std::vector<ByTownship> flows;
    Period each = period;
    for (std::size_t i = 0; i < periods_shown; ++i, each = before(each)) {
        report.ends.push_back(end_of(reader, each));
        flows.push_back(counter.flow_of(each));
    }
    std::reverse(report.ends.begin(), report.ends.end());
    std::reverse(flows.begin(), flows.end());
    for (auto* of : {&report.total.trend, &report.total.opened, &report.total.closed}) {
        of->resize(periods_shown);
    }
    const auto row_for = [&](const UnitId& unit, const std::string& id) {
        ReportRow row;
        row.now = now[unit];
        row.before = former[unit];
        row.now.unit = row.before.unit = id;
        row.rate = rate_of(row.now.on_time, row.now.closed);
        row.rate_before = rate_of(row.before.on_time, row.before.closed);
        for (std::size_t i = 0; i < flows.size(); ++i) {
            const PeriodCounts& flow = flows[i][unit];
            row.trend.push_back(flow.overdue);
            row.opened.push_back(flow.opened);
            row.closed.push_back(flow.closed);
            report.total.trend[i] += flow.overdue;
            report.total.opened[i] += flow.opened;
            report.total.closed[i] += flow.closed;
        }
        add(report.total.now, row.now);
        add(report.total.before, row.before);
        return row;
    };
    for (const auto& [id, unit] : reader.state.units) {
        if (unit.level == Level::Township && sees_visits(reader, id)) {
            report.rows.push_back(row_for(id, id.text));
        }
    }
    const UnitId& root = reader.state.founding.root;
    if (has_counts(now[root]) || has_counts(former[root])) {
        report.rows.push_back(row_for(root, {}));
    }
    report.total.rate = rate_of(report.total.now.on_time, report.total.now.closed);
    report.total.rate_before = rate_of(report.total.before.on_time, report.total.before.closed);
    return report;
}

Result<Period> period_in(const Query& query, const Reader& reader) {
    const auto kind = word_in<PeriodKind>(query, "kind");
    if (!kind) return tl::unexpected<Error>(kind.error());
    Day day = reader.state.calendar.zone.local_day(reader.now);
    if (query.has("day")) {
        const auto asked = parse_day(query.text("day"));
        if (!asked) return in_param("day", asked.error().said);
        day = std::min(*asked, day);
    }
    return period_of(kind->value_or(PeriodKind::Week), day);
}

Json report_json(const Reader& reader, const Report& report) {
    Json out{{"kind", name(report.period.kind)},
             {"period", period_text(reader.lang, report.period)},
             {"from", to_text(report.period.from)},
             {"to", to_text(report.period.to - 1)},
             {"before", period_text(reader.lang, before(report.period))},
             {"before_day", to_text(before(report.period).from)},
             {"next_day", report.running ? "" : to_text(report.period.to)},
             {"until", report.until.ms},
             {"running", report.running}};
    out["ends"] = json_of(report.ends);
    out["rows"] = json_of(report.rows);
    out["total"] = json_of(report.total);
    return out;
}

Answer report_csv(const Reader& reader, const Report& report, bool trend) {
    Answer table;
    table.type = "text/csv; charset=utf-8";
    table.file = trend ? "trend.csv" : "report.csv";
    table.body = byte_order_mark;
    if (!trend) {
        std::vector<std::string> heads;
        heads.reserve(columns.size());
        for (const std::string_view each : columns) {
            heads.emplace_back(word_of(reader.lang, "column." + std::string(each)));
        }
        table.body += csv_line(heads);
        for (const ReportRow& row : report.rows) {
            table.body += csv_line(cells(reader, report, row, false));
        }
        table.body += csv_line(cells(reader, report, report.total, true));
        return table;
    }
    const Zone& zone = reader.state.calendar.zone;
    std::vector<std::string> heads{std::string(word_of(reader.lang, "column.township"))};
    for (const Moment end : report.ends) heads.push_back(deadline_text(zone, end));
    table.body += csv_line(heads);
    const auto line = [&](const ReportRow& row, bool total) {
        std::vector<std::string> out{unit_name(reader, row.now, total)};
        for (const std::int64_t n : row.trend) out.push_back(std::to_string(n));
        table.body += csv_line(out);
    };
    for (const ReportRow& row : report.rows) line(row, false);
    line(report.total, true);
    return table;
}

}  // namespace dudao::console
