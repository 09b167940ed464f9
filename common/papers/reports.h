// The report to the leading group, of a period: counts, rates with their range, and what is late.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto reports = std::to_array<Line>({
    {"report.title", "关于{period}督导工作情况的报告", "Report on supervision, {period}"},
    {"report.open", "现将{period}（{from}至{to}）督导和整改情况报告如下，数字截至{at}。", "This is the state of supervision and rectification in {period} ({from} to {to}), as of {at}."},
    {"report.visits", "一、督导：完成现场督导{visits}次（{before}{visits_before}次），记录问题{findings}个（{before}{findings_before}个）。", "1. Inspections: visits {visits} ({before} {visits_before}), problems recorded {findings} ({before} {findings_before})."},
    {"report.flow", "二、整改：新开{opened}件（{before}{opened_before}件），销号{closed}件（{before}{closed_before}件），退回{returned}次。", "2. Rectifications: opened {opened} ({before} {opened_before}), struck off {closed} ({before} {closed_before}), returned {returned}."},
    {"report.end", "期末在办{open}件，其中逾期{overdue}件（{before}{overdue_before}件）。", "At the end {open} were open, {overdue} of them overdue ({before} {overdue_before})."},
    {"report.rate", "三、按期：销号件中按期提请的{k}件，占{rate}（{k}/{n}，95%区间{low}至{high}；{before}{rate_before}）。", "3. In time: {k} of {n} struck off were submitted in time, {rate} (95 % range {low} to {high}; {before} {rate_before})."},
    {"report.small", "三、按期：销号{n}件，其中按期提请{k}件；件数不足5，不计算比率。", "3. In time: {k} of {n} struck off were submitted in time; fewer than 5, so no rate is given."},
    {"report.towns", "四、各乡镇情况见附表，按行政区划排列，不作排名。差别在区间以内的，不宜比较。", "4. Townships: see the table, in administrative order, not a ranking. Differences within the ranges are none."},
    {"report.late", "五、逾期事项：", "5. Overdue:"},
    {"report.late_one", "{item}，期限{due}，{late}，{slip}，责任人{person}", "{item}, due {due}, {late}, {slip}, {person}"},
    {"report.line", "（{n}）{text}；", "({n}) {text};"},
    {"report.line_last", "（{n}）{text}。", "({n}) {text}."},
    {"report.late_none", "五、逾期事项：无。", "5. Overdue: none."},
    {"report.late_more", "另有{n}件，见整改台账。", "{n} more: see the ledger."},
    {"report.asked", "六、提请：{pen}", "6. Asked of the leading group: {pen}"},
    {"report.before", "上期", "before"},
    {"report.table", "附表　各乡镇情况", "Table: townships"},
    {"report.sign", "报告人签名：{pen}　　审核：{pen}", "Reported by: {pen} Checked by: {pen}"},

    {"period.week", "{year}年第{n}周", "week {n} of {year}"},
    {"period.month", "{year}年{n}月", "{n} {year}"},
    {"period.quarter", "{year}年第{n}季度", "quarter {n} of {year}"},
    {"period.so_far", "{period}（未满）", "{period} (so far)"},

    {"report.county", "合计", "Total"},
    {"report.city", "直属单位", "County units"},
    {"report.few", "不足5件", "under 5"},
    {"column.township", "乡镇", "Township"},
    {"column.visits", "督导次数", "Visits"},
    {"column.findings", "问题", "Problems"},
    {"column.opened", "新开", "Opened"},
    {"column.closed", "销号", "Struck off"},
    {"column.returned", "退回", "Returns"},
    {"column.open", "期末在办", "Open at the end"},
    {"column.overdue", "期末逾期", "Overdue at the end"},
    {"column.overdue_before", "上期末逾期", "Overdue before"},
    {"column.on_time", "按期件数", "In time"},
    {"column.on_time_of", "销号件数", "Of struck off"},
    {"column.rate", "按期率（%）", "In time (%)"},
    {"column.opened_before", "上期新开", "Opened before"},
    {"column.closed_before", "上期销号", "Struck off before"},
    {"column.on_time_before", "上期按期件数", "In time before"},
    {"column.rate_before", "上期按期率（%）", "In time before (%)"},
    {"column.low", "区间下限（%）", "Range from (%)"},
    {"column.high", "区间上限（%）", "Range to (%)"},
    {"column.period", "时段", "Period"},
    {"column.from", "起", "From"},
    {"column.to", "止", "To"},
    {"column.rate_short", "按期率", "In time"},
    {"column.range", "95%区间", "95 % range"},
});
// clang-format on

}  // namespace dudao::papers
