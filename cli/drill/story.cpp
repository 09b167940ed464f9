#include "cli/drill/story.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "messages/number_text.h"
#include "visible.h"

namespace dudao::drill {
namespace {

/// What sets one line of a kind of event apart from another: its verb, step or outcome.
std::string kind_of(const auto& body) {
    std::string kind;
    if constexpr (requires { name(body.verb); }) kind += "/" + std::string(name(body.verb));
    if constexpr (requires { std::to_string(body.step); }) kind += "/" + std::to_string(body.step);
    if constexpr (requires { static_cast<int>(body.how); })
        kind += "/" + std::to_string(static_cast<int>(body.how));
    if constexpr (requires { body.pass; }) kind += body.pass ? "/pass" : "/return";
    if constexpr (requires { body.granted; }) kind += body.granted ? "/granted" : "/refused";
    return kind;
}

/// Of a terminal, for a line that tells of a slip.
const char* colour_of(const std::string& words) {
    constexpr std::pair<const char*, const char*> colours[] = {
        {"●", "\033[34m"}, {"▲", "\033[33m"}, {"◆", "\033[38;5;208m"}, {"■", "\033[31m"}};
    for (const auto& [mark, colour] : colours) {
        if (words.starts_with(mark)) return colour;
    }
    return "";
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

void Story::heard(const Event& event) {
    if (options_.quiet) return;
    tell_progress(event.at);
    const std::string words =
        std::visit([this](const auto& body) { return line(body); }, event.body);
    if (words.empty()) return;
    const std::string kind = std::visit([](const auto& body) { return kind_of(body); }, event.body);
    if (is_told(std::to_string(event.body.index()) + kind)) print(event.at, words);
}

bool Story::is_told(const std::string& kind) {
    if (options_.verbose) return true;
    if (ending_) return lines_ < lines_max;
    return lines_ < lines_max - last_lines_max && kinds_.insert(kind).second;
}

void Story::tell_progress(Moment at) {
    if (options_.progress_each_days == 0) return;
    const Zone& zone = state_.calendar.zone;
    const int day = zone.local_day(at).number - zone.local_day(options_.start).number + 1;
    if (day < days_told_ + options_.progress_each_days || day > options_.days) return;
    days_told_ = day;
    const auto closed = std::count_if(
        state_.rectifications.begin(), state_.rectifications.end(),
        [](const auto& each) { return each.second.state == rectification::State::StruckOff; });
    const auto n = [](auto number) { return std::to_string(number); };
    const std::string told =
        options_.lang == Lang::Zh
            ? "第 " + n(day) + " 天，共 " + n(options_.days) + " 天：任务 " +
                  n(state_.tasks.size()) + "，问题 " + n(state_.findings.size()) + "，整改 " +
                  n(state_.rectifications.size()) + "，已销号 " + n(closed)
            : "day " + n(day) + " of " + n(options_.days) + ": tasks " + n(state_.tasks.size()) +
                  ", findings " + n(state_.findings.size()) + ", rectifications " +
                  n(state_.rectifications.size()) + ", struck off " + n(closed);
    out_ << '\r' << told << std::endl;
}

void Story::print(Moment at, const std::string& words) {
    ++lines_;
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Zone& zone = state_.calendar.zone;
    const Day day = zone.local_day(at);
    const CivilDate date = civil(day);
    const std::int64_t minute = (at - zone.local_moment(day, 0)).ms / 60'000;
    const std::string clock = two(minute / 60) + ":" + two(minute % 60);
    const std::string when =
        options_.lang == Lang::Zh
            ? std::to_string(date.month) + "月" + std::to_string(date.day) + "日 " + clock
            : std::to_string(date.day) + " " + months.at(static_cast<std::size_t>(date.month - 1)) +
                  " " + clock;
    const std::string line = printable(words);
    if (options_.colour) {
        out_ << "\033[2m" << when << "\033[0m  " << colour_of(words) << line << "\033[0m";
    } else {
        out_ << when << "  " << line;
    }
    out_ << std::endl;
}

void Story::tell_where_it_stands(TaskId sealed, const std::optional<GroupId>& silent) const {
    if (options_.quiet) return;
    const auto of = [](const auto& all, auto fits) {
        return std::to_string(std::count_if(all.begin(), all.end(),
                                            [&](const auto& each) { return fits(each.second); }));
    };
    const auto in = [&](task::State wanted) {
        return of(state_.tasks, [wanted](const Task& task) { return task.state == wanted; });
    };
    const std::string orange = of(state_.rectifications, [](const Rectification& r) {
        return r.step == 4 && r.state != rectification::State::StruckOff;
    });
    const std::string asked =
        of(state_.rectifications, [](const Rectification& r) { return r.extension.open; });
    std::string told =
        say("\n此刻，一个工作日的上午：", "\nNow, in the middle of a working morning:");
    told += say("\n  封存待接收 ", "\n  sealed, to be accepted ") + in(task::State::Released) +
            " (" + printable(group(task(sealed).group)) + " " + number(sealed) + ")" +
            say("；已接收在途 ", "; accepted, on the way ") + in(task::State::Accepted) +
            say("；现场 ", "; on site ") + in(task::State::OnSite);
    told += say("\n  橙色督办 ", "\n  orange slips ") + orange +
            say("；延期待审批 ", "; extensions to decide ") + asked;
    if (silent) told += say("；无网络：", "; without network: ") + printable(group(*silent));
    out_ << told << std::endl;
}

std::string Story::group(const GroupId& id) const {
    const auto at = state_.groups.find(id);
    if (at == state_.groups.end()) return id.text;
    if (options_.lang == Lang::En)
        return at->second.name_en.substr(0, at->second.name_en.find(" ("));
    return at->second.name_zh.substr(0, at->second.name_zh.find("（"));
}

std::string Story::unit(const UnitId& id) const {
    const auto at = state_.units.find(id);
    if (at == state_.units.end()) return id.text;
    return options_.lang == Lang::Zh ? at->second.name_zh : at->second.name_en;
}

std::string Story::number(MatterKind kind, std::int32_t year, std::int32_t n) const {
    return number_text(options_.lang, kind, year, n);
}
std::string Story::number(TaskId id) const {
    return number(MatterKind::Task, task(id).year, task(id).number);
}
std::string Story::number(RectificationId id) const {
    const auto& r = state_.rectifications.at(id);
    return number(MatterKind::Rectification, r.year, r.number);
}

void Story::network(const GroupId& id, bool online, Moment at) {
    if (options_.quiet || !is_told(online ? "on line" : "off line")) return;
    print(at, group(id) +
                  (online ? say(" 网络恢复，补送完毕", " is on line again; all kept records are in")
                          : say(" 所在地无网络，记录先存本机",
                                " is without network; records stay on the device")));
}

std::string Story::line(const TaskReleased& body) const {
    return group(body.group) + say(" 收到任务 ", " receives ") + number(body.id);
}
std::string Story::line(const TaskAccepted& body) const {
    return group(task(body.id).group) + say(" 接收 ", " accepts ") + number(body.id);
}
std::string Story::line(const TaskRecused& body) const {
    return group(task(body.id).group) + say(" 申请回避 ", " is recused from ") + number(body.id) +
           say("，由下一顺位组承担", "; the next group takes it");
}
std::string Story::line(const TaskCheckedIn& body) const {
    return group(task(body.id).group) + say(" 到达", " arrives at ") + unit(body.target) +
           say("，", ", ") + std::to_string(body.members.size()) + say("人到场（", " present (") +
           number(body.id) + say("）", ")");
}
std::string Story::line(const FindingRecorded& body) const {
    return group(task(body.task).group) + say(" 记录问题：", " records: ") + unit(body.facts.unit) +
           say("，", ", ") + word("category." + std::string(name(body.facts.category))) +
           say("，", ", ") + word("severity." + std::string(name(body.facts.severity)));
}
std::string Story::line(const TaskReported& body) const {
    return group(task(body.id).group) +
           (body.final_report ? say(" 提交报告 ", " reports on ")
                              : say(" 提交初步报告 ", " reports first on ")) +
           number(body.id);
}
std::string Story::line(const TaskReviewed& body) const {
    return number(body.id) +
           (body.pass ? say(" 审核通过，结论已送达", " passes review; the conclusion is served")
                      : say(" 退回补充", " goes back for a supplement"));
}
std::string Story::line(const TaskMissed& body) const {
    return number(body.id) + say(" 逾时未办（", " is missed (") + group(task(body.id).group) +
           say("）", ")");
}

std::string Story::line(const FindingStepped& body) const {
    const Finding& finding = state_.findings.at(body.id);
    const std::string what = unit(finding.facts().unit) + say("的", ", ") +
                             word("category." + std::string(name(finding.facts().category))) +
                             say("问题", " finding");
    switch (body.verb) {
        case finding::Verb::Correct:
            return what + say(" 立行立改", " put right on the spot");
        case finding::Verb::Contest:
            return what + say(" 单位提出异议", " contested by the unit");
        case finding::Verb::Uphold:
            return what + say(" 异议核查：维持", " upheld");
        case finding::Verb::Amend:
            return what + say(" 异议核查：更正", " amended");
        case finding::Verb::Dismiss:
            return what + say(" 不予认定", " dismissed");
        default:
            return {};
    }
}

std::string Story::line(const RectificationIssued& body) const {
    return say("下达", "") + number(body.id) + say("：", " issued to ") + unit(body.unit) +
           say("，", ", ") + word("severity." + std::string(name(body.severity)));
}
std::string Story::line(const RectificationServed& body) const {
    const auto& r = state_.rectifications.at(body.id);
    return unit(r.unit) +
           (body.how == ServedHow::Deemed
                ? say(" 未签收，视为送达 ", " did not acknowledge; deemed served: ")
                : say(" 签收 ", " acknowledges ")) +
           number(body.id);
}
std::string Story::line(const RectificationStepped& body) const {
    const auto& r = state_.rectifications.at(body.id);
    const std::string no = number(body.id);
    switch (body.verb) {
        case rectification::Verb::Submit:
            return unit(r.unit) + say(" 提请核验 ", " hands in ") + no;
        case rectification::Verb::Verify:
            return no + say(" 核验属实，销号", " verified and struck off");
        case rectification::Verb::Return:
            return no + (body.flag ? say(" 退回：无实质内容", " returned as hollow")
                                   : say(" 退回补正", " returned"));
        case rectification::Verb::Suspend:
            return no + say(" 中止", " suspended");
        case rectification::Verb::Resume:
            return no + say(" 恢复计时", " runs again");
        case rectification::Verb::ReferUp:
            return no + say(" 提请上级", " referred up");
        case rectification::Verb::Recheck:
            return no + (body.flag ? say(" 复查属实", " upheld at re-check")
                                   : say(" 复查不实，重新整改", " failed its re-check"));
        case rectification::Verb::FallAway:
            return no + say(" 随问题了结", " falls away with its finding");
        default:
            return {};
    }
}
std::string Story::line(const ExtensionDecided& body) const {
    return number(body.id) + (body.granted  ? say(" 同意延期", " extended")
                              : body.lapsed ? say(" 延期申请逾时未批，视为不同意",
                                                  ": no decision on the extension, so refused")
                                            : say(" 不同意延期", " not extended"));
}
std::string Story::line(const StepTaken& body) const {
    const auto& r = state_.rectifications.at(body.id);
    const std::string slip = body.slip == Slip::None
                                 ? std::string()
                                 : word("slip." + std::string(name(body.slip))) + " ";
    return slip + unit(r.unit) + " " + number(body.id) + say("：", ": ") +
           word("step." + std::to_string(body.step)) +
           (body.by_hand ? say("（提前升级）", " (moved up by hand)") : "");
}
std::string Story::line(const DemandStepped& body) const {
    if (body.verb != demand::Verb::Answer && body.verb != demand::Verb::Lapse) return {};
    const Demand& d = state_.demands.at(body.id);
    return unit(d.unit) + say("：", ": ") + word("demand." + std::string(name(d.kind))) +
           (body.verb == demand::Verb::Answer ? say(" 已答复", " answered")
                                              : say(" 逾期未答复", " not answered in time"));
}
std::string Story::line(const LeadOpened& body) const {
    return say("形成线索 ", "opened: ") + number(MatterKind::Case, body.year, body.number);
}
std::string Story::line(const LeadDisposed& body) const {
    const Case& lead = state_.cases.at(body.id);
    return number(MatterKind::Case, lead.year, lead.number) + say(" 已处置", " is disposed of");
}

}  // namespace dudao::drill
