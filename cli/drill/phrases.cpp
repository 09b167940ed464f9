#include "cli/drill/phrases.h"

#include <array>

namespace dudao::drill {
namespace {

constexpr auto recusal = std::to_array<Said>(
    {{"组员系该村人，申请回避", "A member is from this village and asks to be recused"},
     {"组长配偶在该村任职，申请回避",
      "The head's spouse holds office in this village; recusal is asked for"},
     {"组员曾在该村驻点，申请回避",
      "A member was once posted to this village and asks to be recused"}});
constexpr auto summary = std::to_array<Said>(
    {{"走访农户四户，查看台账三本，现场情况见逐项记录",
      "Four households visited, three books read; what was seen stands item by item"},
     {"入户五户，座谈一次，问题已逐项核对",
      "Five households and one meeting; the problems were checked item by item"},
     {"查看项目一处、台账两本，走访三户",
      "One project and two books seen, three households visited"}});
constexpr auto gap = std::to_array<Said>(
    {{"户主外出务工，未能当面询问", "The head of the household works away and could not be asked"},
     {"台账送乡镇核对，当日不在村",
      "The book is with the township and was not in the village that day"},
     {"道路施工，未能到达现场", "The road was under repair; the place could not be reached"}});
constexpr auto review_return = std::to_array<Said>(
    {{"第三项依据不足，请补充照片", "The third item rests on too little; add photos"},
     {"入户户数少于要求，请补充说明", "Fewer households than required; say why"}});
constexpr auto dismissal =
    std::to_array<Said>({{"经核对台账，情况不属实", "Checked against the books: it is not so"},
                         {"属上一年度已销号事项", "It belongs to a matter struck off last year"}});
constexpr auto disposal = std::to_array<Said>(
    {{"经核查未见违纪事实，予以了结", "Looked into: no breach was found; closed"},
     {"已向当事人核实，情况不属实，予以了结", "Checked with the person: it is not so; closed"}});
constexpr auto demand = std::to_array<Said>(
    {{"逐项补齐并公示", "Complete each item and post it"},
     {"查清原因，补发到位，完善台账", "Find the reason, pay the arrears, put the books in order"},
     {"落实责任人，限期整改到位", "Name who is responsible and put it right in time"}});
constexpr auto test = std::to_array<Said>(
    {{"台账齐全且现场一致", "The books are complete and agree with what is there"},
     {"农户确认，公示满七天", "The household confirms; posted for seven days"},
     {"现场复核通过", "A check on the spot is passed"}});
constexpr auto measures = std::to_array<Said>(
    {{"已补齐台账，入户核对，照片附后",
      "The books are complete, checked at home; photos are attached"},
     {"已补发到位，农户签字确认", "The arrears are paid; the household has signed"},
     {"已召开会议明确分工，制度上墙",
      "A meeting agreed who does what; the rules are on the wall"}});
constexpr auto progress = std::to_array<Said>(
    {{"已召开会议，明确责任人", "A meeting was held and the persons are named"},
     {"完成过半，正在补充材料", "More than half is done; papers are being added"},
     {"正在与乡镇核对名单", "The list is being checked with the township"}});
constexpr auto hollow = std::to_array<Said>(
    {{"材料与上次相同，无实质内容", "The papers are those of last time, with nothing in them"},
     {"只有表态，没有做法", "Only words, nothing that was done"}});
constexpr auto extension = std::to_array<Said>(
    {{"农户外出务工，需等其返乡核实", "The household works away; it must be asked when it is back"},
     {"需上级部门出具证明", "A department above must issue a certificate"}});
constexpr auto granted =
    std::to_array<Said>({{"情况属实，同意", "It is so; granted"},
                         {"同意，请按新期限完成", "Granted; keep the new date"}});
constexpr auto not_granted =
    std::to_array<Said>({{"理由不充分，仍按原期限", "The reason does not hold; the date stays"},
                         {"已有足够时间，不同意", "There was time enough; not granted"}});
constexpr auto returned = std::to_array<Said>(
    {{"照片不能证明已到位，请补充", "The photo does not show that it is done; add one that does"},
     {"缺农户确认，请补充", "The household's confirmation is missing; add it"}});
constexpr auto verified_on_site =
    std::to_array<Said>({{"到村查看，整改到位", "Seen in the village: it is put right"},
                         {"现场查看属实", "Seen on the spot: it is so"}});
constexpr auto verified_on_paper =
    std::to_array<Said>({{"经核对材料属实", "Checked against the papers: it is so"},
                         {"材料与台账一致，属实", "Papers and books agree: it is so"}});
constexpr auto grounds =
    std::to_array<Said>({{"当日情况与记录不符，在场人可以说明",
                          "The record does not fit that day; those present can tell"},
                         {"所述情况当月已办，请核对原始记录",
                          "It was done that month; please read the original record"}});
constexpr auto verdict =
    std::to_array<Said>({{"经核对原始记录作出决定", "Decided after reading the original record"},
                         {"听取双方说明后作出决定", "Decided after hearing both sides"}});
constexpr auto suspension = std::to_array<Said>(
    {{"汛期道路中断", "Floods have cut the road"},
     {"连续降雨，无法入村办理", "Days of rain; the village cannot be reached"}});
constexpr auto resumption =
    std::to_array<Said>({{"道路已通，恢复整改", "The road is open; the work goes on"},
                         {"天气转好，恢复整改", "The weather is better; the work goes on"}});
constexpr auto transfer = std::to_array<Said>(
    {{"职责调整，移交办理", "Duties have changed; handed over"},
     {"事项由上级单位主管，移交办理", "It is a matter of the unit above; handed over"}});
constexpr auto referral =
    std::to_array<Said>({{"需市级部门统筹解决", "It needs departments one level up"},
                         {"超出本村权限，请上级协调",
                          "It is beyond this village; the unit above is asked to settle it"}});
constexpr auto climb = std::to_array<Said>(
    {{"群众反映强烈，提前督办", "Many have complained; supervised earlier"},
     {"同类问题再次出现，提前督办", "The same problem has come again; supervised earlier"}});
constexpr auto explanation =
    std::to_array<Said>({{"因人员调整未及时办理，现已安排专人",
                          "People had changed and it was left undone; one person now has it"},
                         {"因等待资料延误，已商定时间", "It waited for papers; a date is agreed"}});
constexpr auto undertaking = std::to_array<Said>(
    {{"承诺下月五日前完成，由分管负责人每周督促",
      "Will be done by the fifth of next month; the deputy presses for it each week"},
     {"已排出计划，分管负责人负责按期完成",
      "A schedule is made; the deputy answers for its date"}});
constexpr auto interview = std::to_array<Said>(
    {{"已约谈责任人，说明原因并商定完成日期",
      "The person responsible was interviewed, gave the reason and agreed on a date"},
     {"已当面约谈，明确措施和完成日期，双方签字",
      "Interviewed in person; measures and date are agreed and signed by both"}});
constexpr auto answer_accepted =
    std::to_array<Said>({{"原因和措施写清楚了，认可", "Reason and measures are clear; accepted"},
                         {"已写明完成日期和责任人，认可", "Date and person are named; accepted"}});
constexpr auto answer_lacks =
    std::to_array<Said>({{"未写明完成日期，请补充", "No date is named; add it"},
                         {"未写明责任人，请补充", "Nobody is named as responsible; add it"}});
constexpr auto petition = std::to_array<Said>(
    {{"来信反映公益岗安排不公", "A letter says that public posts are given unfairly"},
     {"来访反映补贴发放迟缓", "A visitor says that subsidies are paid late"}});
constexpr auto recheck_holds = std::to_array<Said>(
    {{"随机复查，入户核对，情况保持", "Looked at again, and at the household: it has held"}});
constexpr auto recheck_fails = std::to_array<Said>(
    {{"随机复查，同样的问题又出现", "Looked at again: the same problem is back"},
     {"收到新情况，查看发现有反复", "Something new was heard, and seen: it has come back"}});
constexpr auto answer = std::to_array<Said>(
    {{"当面说清，现场也看到", "Told clearly, and seen there"},
     {"有记录，现场核对一致", "There is a record, and it agrees with what is there"}});

constexpr auto responsibility = std::to_array<Said>(
    {{"责任状一方未签字", "One side has not signed the pledge"},
     {"第一书记说不清最难一项由谁办", "The first secretary cannot say who does the hardest duty"},
     {"分工两人说法不一", "Two people tell a different split of duties"}});
constexpr auto policy = std::to_array<Said>(
    {{"一户应享受补贴而未享受", "A household does not get the subsidy it is entitled to"},
     {"补贴标准与文件不一致", "The rate of the subsidy is not that of the rule"},
     {"补贴迟发两个月", "The subsidy came two months late"}});
constexpr auto help = std::to_array<Said>(
    {{"当日在村工作队员仅一人", "Only one team member is in the village that day"},
     {"本月无入户记录", "No visit to a household is noted this month"},
     {"工作室无法开门办公", "The workroom cannot open"}});
constexpr auto identification =
    std::to_array<Said>({{"一户符合条件未纳入", "A household that qualifies is not registered"},
                         {"评议会议记录无日期", "The minutes of the choice have no date"}});
constexpr auto exit_texts =
    std::to_array<Said>({{"退出户收入测算缺依据", "The income of an exited household has no basis"},
                         {"公示不足七天", "Posted for less than seven days"}});
constexpr auto funds =
    std::to_array<Said>({{"一笔补助未见凭证", "A subsidy has no voucher"},
                         {"资金公示缺项", "Items are missing from the notice of funds"}});
constexpr auto projects =
    std::to_array<Said>({{"项目进度落后于计划", "The project is behind its schedule"},
                         {"验收人与施工方有关联", "Who accepted the work is tied to the builder"}});
constexpr auto records = std::to_array<Said>(
    {{"村级台账与户册不一致", "The village's book and the households' do not agree"},
     {"户册缺两页签字", "Two pages of the household book are not signed"}});
constexpr auto conduct = std::to_array<Said>(
    {{"所报成效现场看不到", "The result that was reported cannot be seen there"},
     {"会议记录系事后补写", "The minutes were written afterwards"}});
constexpr auto rectification = std::to_array<Said>(
    {{"已销号事项再次出现", "A matter that was struck off is back"},
     {"整改只见文件不见行动", "Papers about putting it right, and nothing done"}});
constexpr auto petition_texts =
    std::to_array<Said>({{"群众反映未答复", "A complaint got no answer"},
                         {"反映问题后受到为难", "Somebody was troubled after complaining"}});

std::string one_of(std::span<const Said> list, Lang lang, std::uint64_t drawn) {
    return marked(list[drawn % list.size()].in(lang));
}

}  // namespace

std::span<const Said> phrases(Saying saying) {
    switch (saying) {
        case Saying::Recusal:
            return recusal;
        case Saying::Summary:
            return summary;
        case Saying::Gap:
            return gap;
        case Saying::ReviewReturn:
            return review_return;
        case Saying::Dismissal:
            return dismissal;
        case Saying::Disposal:
            return disposal;
        case Saying::Demand:
            return demand;
        case Saying::Test:
            return test;
        case Saying::Measures:
            return measures;
        case Saying::Progress:
            return progress;
        case Saying::Hollow:
            return hollow;
        case Saying::Extension:
            return extension;
        case Saying::Granted:
            return granted;
        case Saying::NotGranted:
            return not_granted;
        case Saying::Returned:
            return returned;
        case Saying::VerifiedOnPaper:
            return verified_on_paper;
        case Saying::VerifiedOnSite:
            return verified_on_site;
        case Saying::Grounds:
            return grounds;
        case Saying::Verdict:
            return verdict;
        case Saying::Suspension:
            return suspension;
        case Saying::Resumption:
            return resumption;
        case Saying::Transfer:
            return transfer;
        case Saying::Referral:
            return referral;
        case Saying::Climb:
            return climb;
        case Saying::Explanation:
            return explanation;
        case Saying::Undertaking:
            return undertaking;
        case Saying::Interview:
            return interview;
        case Saying::AnswerAccepted:
            return answer_accepted;
        case Saying::AnswerLacks:
            return answer_lacks;
        case Saying::Petition:
            return petition;
        case Saying::RecheckHolds:
            return recheck_holds;
        case Saying::RecheckFails:
            return recheck_fails;
        case Saying::Answer:
            return answer;
    }
    return {};
}

std::span<const Said> finding_phrases(Category category) {
    switch (category) {
        case Category::Responsibility:
            return responsibility;
        case Category::Policy:
            return policy;
        case Category::Help:
            return help;
        case Category::Identification:
            return identification;
        case Category::Exit:
            return exit_texts;
        case Category::Funds:
            return funds;
        case Category::Projects:
            return projects;
        case Category::Records:
            return records;
        case Category::Conduct:
            return conduct;
        case Category::Rectification:
            return rectification;
        case Category::Petition:
            return petition_texts;
    }
    return {};
}

std::string marked(std::string_view words) { return std::string(words) + "※"; }

std::string phrase(Saying saying, Lang lang, std::uint64_t drawn) {
    return one_of(phrases(saying), lang, drawn);
}

std::string finding_phrase(Category category, Lang lang, std::uint64_t drawn) {
    return one_of(finding_phrases(category), lang, drawn);
}

}  // namespace dudao::drill
