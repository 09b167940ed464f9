#include "cli/report/report.h"

#include <nlohmann/json.hpp>
#include <numeric>

#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Report::Tasks& tasks) {
    return {{"released", tasks.released},     {"accepted", tasks.accepted},
            {"checked_in", tasks.checked_in}, {"reported", tasks.reported},
            {"closed", tasks.closed},         {"recused", tasks.recused},
            {"missed", tasks.missed},         {"withdrawn", tasks.withdrawn}};
}

Json json_of(const Report::Deadlines& d) {
    return {{"due", d.due},
            {"acted", d.acted},
            {"overtaken", d.overtaken},
            {"cancelled", d.cancelled},
            {"early", d.early},
            {"twice", d.twice},
            {"missing", d.missing}};
}

std::string n(int number) { return std::to_string(number); }

std::string numbers(const Report& r, Lang lang) {
    const auto& t = r.tasks;
    std::string steps;
    for (std::size_t i = 0; i < r.ladder.size(); ++i) {
        steps += (steps.empty()      ? ""
                  : lang == Lang::Zh ? "，"
                                     : ", ") +
                 std::string(text(lang, "step." + std::to_string(i + 1))) + " " + n(r.ladder[i]);
    }
    if (lang == Lang::Zh) {
        return "督导任务 " + n(t.released) + " 件：接收 " + n(t.accepted) + "，到场 " +
               n(t.checked_in) + "，报告 " + n(t.reported) + "，办结 " + n(t.closed) + "，回避 " +
               n(t.recused) + "，逾时未办 " + n(t.missed) + "\n到过的村（社区） " +
               n(r.villages_reached) + " / " + n(r.villages) + "\n发现问题 " + n(r.findings) +
               " 个\n下达整改 " + n(r.rectifications.issued) + " 件：销号 " +
               n(r.rectifications.struck_off) + "，随问题了结 " + n(r.rectifications.fallen_away) +
               "，在办 " + n(r.rectifications.open) + "（逾期 " + n(r.rectifications.overdue) +
               "）\n督办：" + steps + "；形成线索 " + n(r.cases.leads) + "\n";
    }
    return "tasks " + n(t.released) + ": accepted " + n(t.accepted) + ", on site " +
           n(t.checked_in) + ", reported " + n(t.reported) + ", closed " + n(t.closed) +
           ", recused " + n(t.recused) + ", missed " + n(t.missed) + "\nvillages reached " +
           n(r.villages_reached) + " of " + n(r.villages) + "\nfindings " + n(r.findings) +
           "\nrectifications " + n(r.rectifications.issued) + ": struck off " +
           n(r.rectifications.struck_off) + ", fallen away " + n(r.rectifications.fallen_away) +
           ", open " + n(r.rectifications.open) + " (overdue " + n(r.rectifications.overdue) +
           ")\nladder: " + steps + "; leads opened " + n(r.cases.leads) + "\n";
}

std::string of_cases(const Report& r, Lang lang) {
    const auto all = [](const std::map<std::string, int>& counts) {
        return std::accumulate(counts.begin(), counts.end(), 0,
                               [](int sum, const auto& each) { return sum + each.second; });
    };
    int ended = 0;
    for (const auto& [track, ways] : r.cases.ended) ended += all(ways);
    if (lang == Lang::Zh) {
        return "案件：办结 " + n(ended) + "，在办 " + n(all(r.cases.open)) + "；案件任务 " +
               n(all(r.assignments)) + " 件\n";
    }
    return "cases: ended " + n(ended) + ", under way " + n(all(r.cases.open)) + "; assignments " +
           n(all(r.assignments)) + "\n";
}

std::string promises(const Report& r, Lang lang) {
    const auto& d = r.deadlines;
    const bool zh = lang == Lang::Zh;
    std::string out =
        zh ? "时限 " + n(d.due) + " 个：按时处置 " + n(d.acted) + "，按更高一级办理 " +
                 n(d.overtaken) + "，提前办结 " + n(d.cancelled) + "；提前触发 " + n(d.early) +
                 "，重复 " + n(d.twice) + "，遗漏 " + n(d.missing) + "\n已确认的记录 " +
                 n(r.acknowledged.total) + " 条，缺 " + n(r.acknowledged.missing) + "\n"
           : "deadlines " + n(d.due) + ": acted on " + n(d.acted) + ", overtaken " +
                 n(d.overtaken) + ", cancelled " + n(d.cancelled) + "; early " + n(d.early) +
                 ", twice " + n(d.twice) + ", missing " + n(d.missing) + "\nacknowledged " +
                 n(r.acknowledged.total) + ", of these missing " + n(r.acknowledged.missing) + "\n";
    if (r.promises_broken.empty())
        return out + (zh ? "承诺全部守住。\n" : "Every promise was kept.\n");
    out += zh ? "未守住的承诺：\n" : "Promises broken:\n";
    for (const std::string& words : r.promises_broken) out += "  " + printable(words) + "\n";
    return out;
}

}  // namespace

std::string to_json(const Report& r) {
    Json ladder = Json::object();
    for (std::size_t i = 0; i < r.ladder.size(); ++i) ladder[std::to_string(i + 1)] = r.ladder[i];
    ladder["overtaken"] = r.ladder_overtaken;
    const Json json{
        {"seed", r.seed},
        {"days", r.days},
        {"villages", r.villages},
        {"groups", r.groups},
        {"tasks", json_of(r.tasks)},
        {"villages_reached", r.villages_reached},
        {"findings", {{"total", r.findings}, {"by_category", r.findings_by_category}}},
        {"rectifications",
         {{"issued", r.rectifications.issued},
          {"struck_off", r.rectifications.struck_off},
          {"fallen_away", r.rectifications.fallen_away},
          {"open", r.rectifications.open},
          {"overdue", r.rectifications.overdue}}},
        {"ladder", ladder},
        {"cases", {{"leads", r.cases.leads}, {"open", r.cases.open}, {"ended", r.cases.ended}}},
        {"assignments", r.assignments},
        {"transitions",
         {{"visited", r.transitions.visited},
          {"total", r.transitions.total},
          {"missing", r.transitions.missing}}},
        {"deadlines", json_of(r.deadlines)},
        {"acknowledged", {{"total", r.acknowledged.total}, {"missing", r.acknowledged.missing}}},
        {"promises_broken", r.promises_broken}};
    return json.dump(2) + "\n";
}

std::string summary(const Report& report, Lang lang) {
    return numbers(report, lang) + of_cases(report, lang) + promises(report, lang);
}

}  // namespace dudao
