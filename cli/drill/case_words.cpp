#include "cli/drill/case_words.h"

#include <array>
#include <span>
#include <string_view>

namespace dudao::drill {
namespace {

struct CaseSentence {
    std::string_view zh;
    std::string_view en;
};

constexpr auto case_reasons = std::to_array<CaseSentence>({
    {"经集体研究，依规依纪依法办理", "decided together, by the rules"},
    {"材料齐全，程序合规，同意按此办理", "the file is complete and in order"},
    {"经核查，事实已经查清", "the facts have been established"},
});
constexpr auto case_tasks = std::to_array<CaseSentence>({
    {"请核实所反映的事实，两人以上到场，逐一取证",
     "verify what is alleged, two of you, proof for each"},
    {"请按要求当面办理并记录签字情况", "do this in person and note who signed"},
});
constexpr auto case_reports = std::to_array<CaseSentence>({
    {"已逐项核对台账和凭证，询问相关人员三人", "books and vouchers checked, three people heard"},
    {"已当面办理，本人已阅", "done in person; the person has read it"},
});
constexpr auto case_recusals = std::to_array<CaseSentence>({
    {"与当事人同村，申请回避", "from the same village; I ask to be kept out"},
});
constexpr auto case_lacks = std::to_array<CaseSentence>({
    {"缺少第二份凭证，请补充", "the second voucher is missing"},
    {"记录未写明到场人员，请补充", "the record does not say who was there"},
});
constexpr auto case_defences = std::to_array<CaseSentence>({
    {"迟延因汛期道路中断，事后已补办", "the road was cut by floods; it was done afterwards"},
    {"台账由前任移交，本人到任后即着手整改",
     "the books came from my predecessor; I began to mend them"},
});
constexpr auto case_appeals = std::to_array<CaseSentence>({
    {"处理偏重，请求复查", "too heavy; I ask for a review"},
    {"部分事实与实际不符，请求复查", "some of the facts are wrong; I ask for a review"},
});
constexpr auto case_answers = std::to_array<CaseSentence>({
    {"对申辩意见逐条核实：第一条部分采纳，第二条不采纳，理由附后",
     "each point examined: the first accepted in part, the second not, reasons attached"},
});
constexpr auto case_organs = std::to_array<CaseSentence>({
    {"共青城市纪委监委", "Gongqingcheng discipline and supervision commission"},
});

std::span<const CaseSentence> among(CaseSaying saying) {
    switch (saying) {
        case CaseSaying::Reason:
            return case_reasons;
        case CaseSaying::Task:
            return case_tasks;
        case CaseSaying::Report:
            return case_reports;
        case CaseSaying::Recusal:
            return case_recusals;
        case CaseSaying::Lack:
            return case_lacks;
        case CaseSaying::Defence:
            return case_defences;
        case CaseSaying::Appeal:
            return case_appeals;
        case CaseSaying::Answer:
            return case_answers;
        case CaseSaying::Organ:
            return case_organs;
    }
    return case_reasons;
}

}  // namespace

std::string case_phrase(CaseSaying saying, Lang lang, std::uint64_t drawn) {
    const auto list = among(saying);
    const CaseSentence& one = list[drawn % list.size()];
    return std::string(lang == Lang::Zh ? one.zh : one.en) + "※";
}

}  // namespace dudao::drill
