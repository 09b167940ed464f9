// The checks that a finding may rest on, by the code that an item of a checklist names: what each
// asks for. `check.<code>`; the codes are for ever, as findings on record name them.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto checks = std::to_array<Entry>({
    {"check.RES-1", "各单位、各岗位本期都有生效的责任状", "a pledge in force for every unit and post"},
    {"check.RES-2", "责任状双方已签，上级在期初30日内签", "pledge signed by both, the upper within 30 days"},
    {"check.RES-3", "每项责任有人、有时限、有措施", "each duty has a person, a date and a measure"},
    {"check.RES-4", "双组长、副组长和分管领导已明确", "both heads and their deputies are named"},
    {"check.RES-5", "每半年述职一次", "a duty report each half-year"},
    {"check.RES-6", "年度考核含此项工作，结果已运用", "the yearly assessment covers this work and is used"},
    {"check.FOR-1", "每村有1名牵头领导、3名市领导、3个部门", "one lead official, three city leaders, three departments a village"},
    {"check.FOR-2", "每村有工作室，场所、人员、经费齐全", "a workroom with premises, people and funds"},
    {"check.FOR-3", "每村1名第一书记、3名队员，均只驻一村", "one first secretary and three members, each in one village only"},
    {"check.FOR-4", "每月驻村不少于20日，开会、培训、公出算在", "at least 20 days a month in the village, errands included"},
    {"check.FOR-5", "驻村人员不再承担原单位工作", "no duties kept in the home unit"},
    {"check.FOR-6", "各级每月至少调度一次", "each level meets on the work at least monthly"},
    {"check.IDN-1", "识别七步依次办理，有日期和记录", "the seven steps of identification in order, dated and minuted"},
    {"check.IDN-2", "每次公示满7日，异议已答复", "each notice stands 7 days, objections answered"},
    {"check.IDN-3", "五查五看齐全", "the five checks and five looks are complete"},
    {"check.IDN-4", "七清情形已排除，例外有书面说明", "the seven exclusions hold, or a written exception"},
    {"check.IDN-5", "四严情形已从严审核", "the four strict cases were looked at closely"},
    {"check.IDN-6", "收入测算正确，与标准线相比", "income is reckoned right and held against the line"},
    {"check.IDN-7", "家庭成员与户籍一致，30日内清理死亡、迁出", "members agree with the population register, changes within 30 days"},
    {"check.REC-1", "户证、村册、乡簿、市档四级齐全", "certificate, village book, township register and city archive exist"},
    {"check.REC-2", "四级档案逐项一致", "the four records agree field by field"},
    {"check.REC-3", "一级变更，10个工作日内各级同步", "a change reaches every level in 10 working days"},
    {"check.REC-4", "册上日期不早于所记的事", "no entry predates what it records"},
    {"check.EXT-1", "退出六步依次办理", "the six steps of exit in order"},
    {"check.EXT-2", "退出公示满7日", "each exit notice stands 7 days"},
    {"check.EXT-3", "收入过线，吃穿、上学、看病、住房都有保障", "income above the line; food, schooling, care and housing secure"},
    {"check.EXT-4", "没有在考核前后集中退出", "no exits in a mass around the assessment"},
    {"check.EXT-5", "退出后帮扶政策延续到期满", "measures stay for the term after exit"},
    {"check.EXT-6", "村退出时发生率低于2%，并在乡镇公示", "a village exits under 2 %, with a township notice"},
    {"check.HLP-1", "每户有且只有一名帮扶人", "each household has exactly one helper"},
    {"check.HLP-2", "帮扶户数不超限，不帮亲属和本村", "no helper overloaded, or helping kin or the own village"},
    {"check.HLP-3", "帮扶每月至少到户一次，以农户说的为准", "help reaches the household monthly, as it says itself"},
    {"check.HLP-4", "一户一策，对得上致困原因", "a plan a household, fitting its cause of hardship"},
    {"check.HLP-5", "换帮扶人10个工作日内交接", "a new helper takes over in 10 working days"},
    {"check.HLP-6", "结对帮扶全覆盖", "every household has a helper"},
    {"check.FND-1", "预算按规定比例逐年增加", "the budget grows by the fixed rate"},
    {"check.FND-2", "管钱、办事、监督三分开", "money, execution and supervision are in three hands"},
    {"check.FND-3", "资金30日内下达，项目60日内开工", "funds passed on in 30 days, projects begun in 60"},
    {"check.FND-4", "每笔支出有项目、有对象、有凭证，不重复", "each payment has project, payee and voucher, and none is double"},
    {"check.FND-5", "领取时符合条件", "the beneficiary was entitled at the time"},
    {"check.FND-6", "计划和结果公示，村内和现场不少于10日", "plan and result are posted at least 10 days"},
    {"check.FND-7", "结余率一年内不超过8%，两年后为0", "unspent funds at most 8 % in a year, none after two"},
    {"check.FND-8", "整合资金来源可追", "integrated funds keep their source"},
    {"check.FND-9", "各级账目平衡", "the sums reconcile at each level"},
    {"check.PRJ-1", "项目有计划、预算、进度、验收", "each project has plan, budget, progress and acceptance"},
    {"check.PRJ-2", "项目进度与计划相符", "progress as scheduled"},
    {"check.PRJ-3", "由施工方以外的人验收", "accepted by others than the builder"},
    {"check.PRJ-4", "利益联结有记录、已兑现", "links to households are recorded and paid"},
    {"check.PRJ-5", "教育帮扶由校长负责，一生一人", "a named teacher for each pupil, the principal responsible"},
    {"check.COV-0", "符合低保条件的都有低保", "everybody entitled has the allowance"},
    {"check.COV-1", "教育资助应享尽享", "schooling aid reaches all who are entitled"},
    {"check.COV-2", "医疗保险应保尽保", "all are in the medical insurance"},
    {"check.COV-3", "危房改造应改尽改", "unsafe houses are repaired"},
    {"check.COV-4", "就业创业帮扶应享尽享", "help with work reaches all who are entitled"},
    {"check.COV-5", "光伏收益应享尽享", "solar income reaches all who are entitled"},
});
// clang-format on

}  // namespace dudao::messages
