// Refusals about what waits for a second person (domain/proposal/).
#pragma once

#include <array>

#include "refusals/sentence.h"

namespace dudao::refusals {

// clang-format off
inline constexpr auto of_proposals = std::to_array<Sentence>({
    {"no_such_proposal", {"no such proposal, or it does not wait for you", "see what waits for you: proposal list"},
     {"没有这件待确认事项，或不需由您确认", "请在“待确认”中查看需由您确认的事项"}},
    {"too_many_proposals", {"1,000 proposals wait already", "confirm or refuse those first"},
     {"待确认事项已达1000件上限", "请先处理已有的待确认事项"}},
    {"proposed_already", {"you have proposed this already", "it waits to be confirmed"},
     {"您已提出过同一事项", "该事项正在等待确认"}},
    {"too_many_proposals_of_yours", {"100 proposals of yours wait already", "withdraw some of them"},
     {"您提出的待确认事项已达100件上限", "请先撤回一部分"}},
    {"proposer_may_no_longer", {"who proposed this may do so no longer", "somebody who may proposes it anew"},
     {"提出人已无权办理此事项", "请由有权的人员重新提出"}},
    {"waits_for_a_second_person", {"this waits for a second person", ""},
     {"此事项须另一人确认", ""}},
    {"nobody_else_may_confirm", {"nobody else may confirm this", "it takes a second person, who neither proposes it nor gains by it"},
     {"没有其他人可以确认此事项", "须由另一人确认，且既非提出人也非受益人"}},
    {"proposer_confirms", {"who proposed this cannot confirm it", "a second person confirms it"},
     {"提出人不能自己确认", "须由另一人确认"}},
    {"proposal_not_readable", {"this release cannot read what was proposed", "refuse it, and propose it anew"},
     {"本版本无法读取所提事项", "请不予确认，并重新提出"}},
    {"proposal_lapsed", {"this proposal has lapsed", "propose it anew"},
     {"此事项已逾期失效", "请重新提出"}},
    {"confirms_own_matter", {"nobody confirms what is for themselves", "another person confirms it"},
     {"涉及本人的事项不能由本人确认", "须由他人确认"}},
    {"no_reason_to_refuse", {"no reason given", "say why it is refused"},
     {"未填理由", "请写明不予确认的理由"}},
});
// clang-format on

}  // namespace dudao::refusals
