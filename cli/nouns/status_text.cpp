#include "cli/nouns/status_text.h"

#include <ostream>
#include <string>
#include <vector>

#include "cli/output.h"
#include "domain/deadline.h"
#include "domain/figures.h"
#include "messages/number_text.h"
#include "visible.h"

namespace dudao {
namespace {

constexpr std::size_t rows_shown = 8;

std::string when(const views::Rows& rows, Moment moment) {
    return minute_text(rows.jurisdiction.zone, moment);
}

std::string unit_name(const views::Rows& rows, const UnitId& id, Lang lang) {
    const auto at = rows.units.find(id);
    if (at == rows.units.end()) return id.text;
    return printable(lang == Lang::Zh ? at->second.name_zh : at->second.name_en);
}

void print_owed(std::ostream& out, const views::Rows& rows, const std::vector<Owed>& all,
                Lang lang) {
    TextTable table;
    for (const Owed& owed : all) {
        if (table.rows.size() == rows_shown) break;
        table.rows.push_back(
            {"  " + number_text(lang, MatterKind::Rectification, owed.year, owed.number),
             unit_name(rows, owed.unit, lang),
             std::string(text(lang, "severity." + std::string(name(owed.severity)))),
             deadline_text(rows.jurisdiction.zone, owed.deadline),
             owed.step == 0 ? std::string()
                            : std::string(text(lang, "step." + std::to_string(owed.step)))});
    }
    print(out, table);
    if (all.size() > rows_shown) {
        out << "  " << say(lang, "另有 ", "and ") << all.size() - rows_shown
            << say(lang, " 项", " more") << '\n';
    }
}

}  // namespace

void print_status(std::ostream& out, const views::Rows& rows, const Overview& view,
                  std::optional<std::int64_t> leads, Lang lang) {
    const views::JurisdictionRow& own = rows.jurisdiction;
    const auto figure = [&](Figure which) {
        const std::string word(name(which));
        return std::string(text(lang, "figure." + word)) + ": " +
               std::to_string(view.figures.at(word));
    };
    out << printable(lang == Lang::Zh ? own.name_zh : own.name_en) << "  " << when(rows, view.now)
        << (own.demo_clock ? say(lang, "  演示", "  DEMO") : "") << '\n';
    out << figure(Figure::InTheVillage) << '\n';
    TextTable table;
    for (const InField& each : view.in_field) {
        table.rows.push_back({"  " + number_text(lang, MatterKind::Task, each.year, each.number),
                              each.group.text, unit_name(rows, each.target, lang),
                              when(rows, each.since)});
    }
    print(out, table);
    out << figure(Figure::OnTheWay) << '\n';
    out << figure(Figure::FoundYesterday) << " ";
    for (const auto& [severity, word] : Names<Severity>::table) {
        out << "  " << text(lang, "severity." + std::string(word)) << " "
            << view.found_yesterday.at(std::string(word));
    }
    out << '\n';
    out << figure(Figure::Overdue) << '\n';
    print_owed(out, rows, view.overdue, lang);
    out << figure(Figure::DueInWeek) << '\n';
    print_owed(out, rows, view.due_this_week, lang);
    out << say(lang, "最久未到", "Not seen for longest") << ":";
    for (const Unseen& each : view.unseen) {
        const std::string last = when(rows, each.last);
        out << "  " << unit_name(rows, each.unit, lang) << " ("
            << (last.empty() ? std::string(say(lang, "未到过", "never")) : last.substr(0, 10))
            << ")";
    }
    out << '\n'
        << figure(Figure::Open) << "  " << figure(Figure::StruckOff) << "  "
        << figure(Figure::StruckOffThisWeek) << '\n'
        << figure(Figure::Blue) << "  " << figure(Figure::Yellow) << "  " << figure(Figure::Orange)
        << "  " << figure(Figure::Red) << '\n'
        << (leads ? std::string(text(lang, "figure.leads")) + ": " + std::to_string(*leads) + "\n"
                  : "")
        << figure(Figure::NoticesWaiting) << "  " << figure(Figure::NoticesUnderWay) << '\n';
}

}  // namespace dudao
