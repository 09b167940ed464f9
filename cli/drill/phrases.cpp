#include "cli/drill/phrases.h"

#include <array>
#include <string_view>

namespace dudao::drill {
namespace {

template <std::size_t N>
std::string pick(const std::array<std::string_view, N>& list, std::uint64_t drawn) {
    return std::string(list.at(drawn % N)) + "※";
}

constexpr auto to_list = [](auto... words) {
    return std::array<std::string_view, sizeof...(words)>{std::string_view(words)...};
};

constexpr auto recusal =
    to_list("组员系该村人，申请回避", "组长配偶在该村任职，申请回避", "组员曾在该村驻点，申请回避");
constexpr auto summary =
    to_list("走访农户四户，查看台账三本，现场情况见逐项记录", "入户五户，座谈一次，问题已逐项核对",
            "查看项目一处、台账两本，走访三户");
constexpr auto gap =
    to_list("户主外出务工，未能当面询问", "台账送乡镇核对，当日不在村", "道路施工，未能到达现场");
constexpr auto review_return =
    to_list("第三项依据不足，请补充照片", "入户户数少于要求，请补充说明");
constexpr auto dismissal = to_list("经核对台账，情况不属实", "属上一年度已销号事项");
constexpr auto disposal =
    to_list("经核查未见违纪事实，予以了结", "已向当事人核实，情况不属实，予以了结");
constexpr auto demand =
    to_list("逐项补齐并公示", "查清原因，补发到位，完善台账", "落实责任人，限期整改到位");
constexpr auto test = to_list("台账齐全且现场一致", "农户确认，公示满七天", "现场复核通过");
constexpr auto measures = to_list("已补齐台账，入户核对，照片附后", "已补发到位，农户签字确认",
                                  "已召开会议明确分工，制度上墙");
constexpr auto progress =
    to_list("已召开会议，明确责任人", "完成过半，正在补充材料", "正在与乡镇核对名单");
constexpr auto hollow = to_list("材料与上次相同，无实质内容", "只有表态，没有做法");
constexpr auto extension = to_list("农户外出务工，需等其返乡核实", "需上级部门出具证明");
constexpr auto granted = to_list("情况属实，同意", "同意，请按新期限完成");
constexpr auto not_granted = to_list("理由不充分，仍按原期限", "已有足够时间，不同意");
constexpr auto returned = to_list("照片不能证明已到位，请补充", "缺农户确认，请补充");
constexpr auto verified_on_site = to_list("到村查看，整改到位", "现场查看属实");
constexpr auto verified_on_paper = to_list("经核对材料属实", "材料与台账一致，属实");
constexpr auto grounds =
    to_list("当日情况与记录不符，在场人可以说明", "所述情况当月已办，请核对原始记录");
constexpr auto verdict = to_list("经核对原始记录作出决定", "听取双方说明后作出决定");
constexpr auto suspension = to_list("汛期道路中断", "连续降雨，无法入村办理");
constexpr auto resumption = to_list("道路已通，恢复整改", "天气转好，恢复整改");
constexpr auto transfer = to_list("职责调整，移交办理", "事项由上级单位主管，移交办理");
constexpr auto referral = to_list("需市级部门统筹解决", "超出本村权限，请上级协调");
constexpr auto climb = to_list("群众反映强烈，提前督办", "同类问题再次出现，提前督办");
constexpr auto explanation =
    to_list("因人员调整未及时办理，现已安排专人", "因等待资料延误，已商定时间");
constexpr auto undertaking =
    to_list("承诺下月五日前完成，由分管负责人每周督促", "已排出计划，分管负责人负责按期完成");
constexpr auto interview =
    to_list("已约谈责任人，说明原因并商定完成日期", "已当面约谈，明确措施和完成日期，双方签字");
constexpr auto answer_accepted =
    to_list("原因和措施写清楚了，认可", "已写明完成日期和责任人，认可");
constexpr auto answer_lacks = to_list("未写明完成日期，请补充", "未写明责任人，请补充");
constexpr auto petition = to_list("来信反映公益岗安排不公", "来访反映补贴发放迟缓");
constexpr auto recheck_holds = to_list("随机复查，入户核对，情况保持");
constexpr auto recheck_fails = to_list("随机复查，同样的问题又出现", "收到新情况，查看发现有反复");
constexpr auto answer = to_list("当面说清，现场也看到", "有记录，现场核对一致");

constexpr auto responsibility =
    to_list("责任状一方未签字", "第一书记说不清最难一项由谁办", "分工两人说法不一");
constexpr auto policy = to_list("一户应享受补贴而未享受", "补贴标准与文件不一致", "补贴迟发两个月");
constexpr auto help = to_list("当日在村工作队员仅一人", "本月无入户记录", "工作室无法开门办公");
constexpr auto identification = to_list("一户符合条件未纳入", "评议会议记录无日期");
constexpr auto exit_texts = to_list("退出户收入测算缺依据", "公示不足七天");
constexpr auto funds = to_list("一笔补助未见凭证", "资金公示缺项");
constexpr auto projects = to_list("项目进度落后于计划", "验收人与施工方有关联");
constexpr auto records = to_list("村级台账与户册不一致", "户册缺两页签字");
constexpr auto conduct = to_list("所报成效现场看不到", "会议记录系事后补写");
constexpr auto rectification = to_list("已销号事项再次出现", "整改只见文件不见行动");
constexpr auto petition_texts = to_list("群众反映未答复", "反映问题后受到为难");

}  // namespace

std::string phrase(Saying saying, std::uint64_t drawn) {
    switch (saying) {
        case Saying::Recusal:
            return pick(recusal, drawn);
        case Saying::Summary:
            return pick(summary, drawn);
        case Saying::Gap:
            return pick(gap, drawn);
        case Saying::ReviewReturn:
            return pick(review_return, drawn);
        case Saying::Dismissal:
            return pick(dismissal, drawn);
        case Saying::Disposal:
            return pick(disposal, drawn);
        case Saying::Demand:
            return pick(demand, drawn);
        case Saying::Test:
            return pick(test, drawn);
        case Saying::Measures:
            return pick(measures, drawn);
        case Saying::Progress:
            return pick(progress, drawn);
        case Saying::Hollow:
            return pick(hollow, drawn);
        case Saying::Extension:
            return pick(extension, drawn);
        case Saying::Granted:
            return pick(granted, drawn);
        case Saying::NotGranted:
            return pick(not_granted, drawn);
        case Saying::Returned:
            return pick(returned, drawn);
        case Saying::VerifiedOnPaper:
            return pick(verified_on_paper, drawn);
        case Saying::VerifiedOnSite:
            return pick(verified_on_site, drawn);
        case Saying::Grounds:
            return pick(grounds, drawn);
        case Saying::Verdict:
            return pick(verdict, drawn);
        case Saying::Suspension:
            return pick(suspension, drawn);
        case Saying::Resumption:
            return pick(resumption, drawn);
        case Saying::Transfer:
            return pick(transfer, drawn);
        case Saying::Referral:
            return pick(referral, drawn);
        case Saying::Climb:
            return pick(climb, drawn);
        case Saying::Explanation:
            return pick(explanation, drawn);
        case Saying::Undertaking:
            return pick(undertaking, drawn);
        case Saying::Interview:
            return pick(interview, drawn);
        case Saying::AnswerAccepted:
            return pick(answer_accepted, drawn);
        case Saying::AnswerLacks:
            return pick(answer_lacks, drawn);
        case Saying::Petition:
            return pick(petition, drawn);
        case Saying::RecheckHolds:
            return pick(recheck_holds, drawn);
        case Saying::RecheckFails:
            return pick(recheck_fails, drawn);
        case Saying::Answer:
            return pick(answer, drawn);
    }
    return "※";
}

std::string finding_phrase(Category category, std::uint64_t drawn) {
    switch (category) {
        case Category::Responsibility:
            return pick(responsibility, drawn);
        case Category::Policy:
            return pick(policy, drawn);
        case Category::Help:
            return pick(help, drawn);
        case Category::Identification:
            return pick(identification, drawn);
        case Category::Exit:
            return pick(exit_texts, drawn);
        case Category::Funds:
            return pick(funds, drawn);
        case Category::Projects:
            return pick(projects, drawn);
        case Category::Records:
            return pick(records, drawn);
        case Category::Conduct:
            return pick(conduct, drawn);
        case Category::Rectification:
            return pick(rectification, drawn);
        case Category::Petition:
            return pick(petition_texts, drawn);
    }
    return "※";
}

}  // namespace dudao::drill
