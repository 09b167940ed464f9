// The report to the leading group: the figures of a period in sentences, and what is late by name.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "console/api/rows.h"
#include "console/papers/report.h"
#include "console/papers/scribe.h"
#include "domain/figures.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

constexpr std::size_t late_named = 20;

/// W20261116: a week, month (M) or quarter (Q) by its first day; N4821 behind it: as of that
/// commit.
struct ReportName {
    Period period;
    std::uint64_t seq = 0;  // 0: not said
};

std::optional<ReportName> name_in(const std::string& serial) {
    constexpr std::size_t period_length = 9;
    if (serial.size() < period_length) return std::nullopt;
    const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(serial[0])));
    const std::string day =
        serial.substr(1, 4) + "-" + serial.substr(5, 2) + "-" + serial.substr(7, 2);
    const auto from = parse_day(day);
    if (!from) return std::nullopt;
    ReportName name;
    for (const PeriodKind kind : {PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter}) {
        if (letter != "WMQ"[static_cast<std::size_t>(kind)]) continue;
        name.period = period_of(kind, *from);
        if (name.period.from != *from) return std::nullopt;
        if (serial.size() == period_length) return name;
        name.seq = id_number(serial.substr(period_length + 1));
        const char mark = serial[period_length];
        if ((mark != 'N' && mark != 'n') || name.seq == 0) return std::nullopt;
        return name;
    }
    return std::nullopt;
}

std::string serial_of(const ReportName& name) {
    std::string day = to_text(name.period.from);
    day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
    return "WMQ"[static_cast<std::size_t>(name.period.kind)] + day + "N" + std::to_string(name.seq);
}

std::string code_of(const Reader& reader, const ReportName& name, const Hash& head) {
    return stamp_code("dudao report 1\n" + reader.state.founding.jurisdiction + "\n" +
                      serial_of(name) + "\n" + to_hex(head) + "\n");
}

std::string percent(double value) {
    const auto tenths = std::llround(value * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string rate_told(const Scribe& scribe, const ReportRow& total) {
    if (!total.rate) {
        return say(scribe.lang, "report.small", in<"k">(total.now.on_time),
                   in<"n">(total.now.closed));
    }
    return say(
        scribe.lang, "report.rate", in<"k">(total.now.on_time), in<"n">(total.now.closed),
        in<"rate">(percent(total.rate->share)), in<"low">(percent(total.rate->low)),
        in<"high">(percent(total.rate->high)), in<"before">(word_of(scribe.lang, "report.before")),
        in<"rate_before">(total.rate_before ? percent(total.rate_before->share)
                                            : std::string(word_of(scribe.lang, "report.few"))));
}

std::string late_told(Scribe& scribe, const Rectification& r) {
    const Reader& reader = scribe.reader();
    Course course;
    course.unit = r.unit;
    WorkingDays days(reader.state.calendar);
    const Slip slip = slip_of(reader.state, r);
    return say(
        scribe.lang, "report.late_one", in<"item">(scribe.item(r, course)),
        in<"due">(scribe.due(r.deadline)),
        in<"late">(
            say(scribe.lang, "late.days", in<"n">(days_overdue(days, r.deadline, reader.now)))),
        in<"slip">(slip == Slip::None
                       ? std::string(word_of(scribe.lang, "slips.none"))
                       : std::string(word_of(scribe.lang, std::string(name(slip)) + ".title"))),
        in<"person">(scribe.person(r.responsible)));
}

/// By deadline, the oldest first.
void add_late(Scribe& scribe, Paper& paper) {
    const Reader& reader = scribe.reader();
    std::vector<const Rectification*> late;
    for (const auto& [id, r] : reader.state.rectifications) {
        const bool over = r.clock_runs && r.deadline.ms != 0 && r.deadline <= reader.now;
        if (over && reader.sight.sees(r)) late.push_back(&r);
    }
    if (late.empty()) {
        paper.body.emplace_back(word_of(scribe.lang, "report.late_none"));
        return;
    }
    std::sort(late.begin(), late.end(), [](const Rectification* a, const Rectification* b) {
        return std::pair(a->deadline, a->id) < std::pair(b->deadline, b->id);
    });
    paper.body.emplace_back(word_of(scribe.lang, "report.late"));
    const std::size_t named = std::min(late.size(), late_named);
    for (std::size_t i = 0; i < named; ++i) {
        const std::string text = late_told(scribe, *late[i]);
        paper.body.push_back(
            i + 1 < named ? say(scribe.lang, "report.line", in<"n">(i + 1), in<"text">(text))
                          : say(scribe.lang, "report.line_last", in<"n">(i + 1), in<"text">(text)));
    }
    if (late.size() > late_named) {
        paper.body.push_back(
            say(scribe.lang, "report.late_more", in<"n">(late.size() - late_named)));
    }
}

void add_table(const Scribe& scribe, const Report& report, Paper& paper) {
    const Lang lang = scribe.lang;
    paper.table.caption = word_of(lang, "report.table");
    for (const char* column : {"township", "visits", "findings", "opened", "closed", "open",
                               "overdue", "overdue_before", "rate_short", "range"}) {
        paper.table.heads.emplace_back(word_of(lang, std::string("column.") + column));
    }
    const auto add = [&](const std::string& who, const ReportRow& row) {
        const PeriodCounts& c = row.now;
        const auto n = [](std::int64_t number) { return std::to_string(number); };
        const std::string share =
            n(c.on_time) + "/" + n(c.closed) + (row.rate ? "　" + percent(row.rate->share) : "");
        const std::string range = row.rate ? percent(row.rate->low) + "–" + percent(row.rate->high)
                                           : std::string(word_of(lang, "report.few"));
        paper.table.rows.push_back({who, n(c.visits), n(c.findings), n(c.opened), n(c.closed),
                                    n(c.open), n(c.overdue), n(row.before.overdue), share, range});
    };
    for (const ReportRow& row : report.rows) {
        add(row.now.unit.empty() ? std::string(word_of(lang, "report.city"))
                                 : scribe.unit(UnitId{row.now.unit}),
            row);
    }
    add(std::string(word_of(lang, "report.county")), report.total);
}

}  // namespace

std::optional<Paper> report_paper(Reader& reader, const std::string& serial) {
    auto name = name_in(serial);
    if (!name || !reader.sight.office()) return std::nullopt;
    const Report report = report_of(reader, name->period);
    const Replica& replica = reader.facts.replica;
    const Lang lang = reader.lang;
    Scribe scribe(reader, reader.sight.reads());
    const std::string period = period_text(lang, report.period);
    const std::string before_word(word_of(lang, "report.before"));
    const PeriodCounts& now = report.total.now;
    const PeriodCounts& former = report.total.before;
    Paper paper;
    name->seq = replica.seq;
    paper.serial = serial_of(*name);
    paper.kind = PaperKind::Report;
    paper.at = reader.now;
    paper.red_head = true;
    paper.title = say(
        lang, "report.title",
        in<"period">(report.running ? say(lang, "period.so_far", in<"period">(period)) : period));
    paper.to = scribe.leading_group();
    paper.body = {say(lang, "report.open", in<"period">(period),
                      in<"from">(paper_day(lang, report.period.from)),
                      in<"to">(paper_day(lang, report.period.to - 1)),
                      in<"at">(paper_instant(lang, reader.state.calendar.zone, reader.now))),
                  say(lang, "report.visits", in<"visits">(now.visits), in<"before">(before_word),
                      in<"visits_before">(former.visits), in<"findings">(now.findings),
                      in<"findings_before">(former.findings)),
                  say(lang, "report.flow", in<"opened">(now.opened), in<"before">(before_word),
                      in<"opened_before">(former.opened), in<"closed">(now.closed),
                      in<"closed_before">(former.closed), in<"returned">(now.returned)) +
                      (lang == Lang::Zh ? "" : " ") +
                      say(lang, "report.end", in<"open">(now.open), in<"overdue">(now.overdue),
                          in<"before">(before_word), in<"overdue_before">(former.overdue)),
                  rate_told(scribe, report.total), std::string(word_of(lang, "report.towns"))};
    add_late(scribe, paper);
    paper.body.push_back(say(lang, "report.asked", in<"pen">(std::string(pen) + std::string(pen))));
    add_table(scribe, report, paper);
    paper.after.push_back(say(lang, "report.sign", in<"pen">(pen)));
    frame_paper(scribe,
                {paper.serial, code_of(reader, *name, replica.head), replica.seq, replica.head},
                paper);
    return paper;
}

bool is_report(const Reader& reader, const std::string& serial, const std::string& code) {
    const auto name = name_in(serial);
    if (!name) return false;
    const auto head = reader.record.head_of(name->seq);
    return head && code == code_of(reader, *name, *head);
}

}  // namespace dudao::console
