// PeriodCounts of a period by township: what came in, what was put right, what is late at its end,
// beside the same of the period before. Rates carry their counts and a 95 % range; under five
// matters there is none. Administrative order, never a ranking.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "console/api/answer.h"
#include "console/api/query.h"
#include "console/api/reader.h"
#include "domain/fields.h"
#include "domain/names.h"
#include "result.h"

namespace dudao::console {

enum class PeriodKind { Week, Month, Quarter };

/// Local days from `from` up to but without `to`.
struct Period {
    PeriodKind kind = PeriodKind::Week;
    Day from;
    Day to;
};
/// The period of this kind that holds the day; weeks begin on Mondays and belong to the year that
/// has their Thursday (ISO 8601).
Period period_of(PeriodKind kind, Day day);
Period before(const Period& period);
/// 2026年第43周 · week 43 of 2026
std::string period_text(Lang lang, const Period& period);

inline constexpr std::size_t periods_shown = 12;
inline constexpr std::int64_t rate_from = 5;  // matters; of fewer no rate is told

/// Of one township, of the units of the city itself (no id), or of all.
struct PeriodCounts {
    std::string unit;
    std::int64_t visits = 0;
    std::int64_t findings = 0;
    std::int64_t opened = 0;
    std::int64_t closed = 0;    // struck off
    std::int64_t on_time = 0;   // of those, submitted by the deadline
    std::int64_t returned = 0;  // returns
    std::int64_t open = 0;      // at the end, or now
    std::int64_t overdue = 0;   // the same
    DUDAO_FIELDS(unit, visits, findings, opened, closed, on_time, returned, open, overdue)
};

/// Per cent. Nothing under rate_from.
struct Rate {
    double share = 0;
    double low = 0;
    double high = 0;
    DUDAO_FIELDS(share, low, high)
};
std::optional<Rate> rate_of(std::int64_t part, std::int64_t whole);

struct ReportRow {
    PeriodCounts now;
    PeriodCounts before;
    std::optional<Rate> rate;  // on_time of closed
    std::optional<Rate> rate_before;
    // Of twelve periods, this one last.
    std::vector<std::int64_t> trend;  // overdue at the end
    std::vector<std::int64_t> opened;
    std::vector<std::int64_t> closed;
    DUDAO_FIELDS(now, before, rate, rate_before, trend, opened, closed)
};

struct Report {
    Period period;
    Moment until;  // its end, or now while it runs
    bool running = false;
    std::vector<Moment> ends;  // of the trend
    std::vector<ReportRow> rows;
    ReportRow total;
};
Report report_of(const Reader& reader, const Period& period);

/// GET /reports?kind=week&day=2026-10-21&csv=rows|trend
Result<Period> period_in(const Query& query, const Reader& reader);
Json report_json(const Reader& reader, const Report& report);
Answer report_csv(const Reader& reader, const Report& report, bool trend);

}  // namespace dudao::console

namespace dudao {
template <>
struct Names<console::PeriodKind> {
    using K = console::PeriodKind;
    static constexpr auto table =
        std::to_array<Named<K>>({{K::Week, "week"}, {K::Month, "month"}, {K::Quarter, "quarter"}});
};
}  // namespace dudao
