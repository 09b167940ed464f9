// What people of the play write: made up, and marked so with ※.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "cli/drill/said.h"
#include "domain/words.h"

namespace dudao::drill {

enum class Saying {
    Recusal,
    Summary,
    Gap,
    ReviewReturn,
    Dismissal,
    Disposal,
    Demand,
    Test,
    Measures,
    Progress,
    Hollow,
    Extension,
    Granted,
    NotGranted,
    Returned,
    VerifiedOnPaper,
    VerifiedOnSite,
    Grounds,
    Verdict,
    Suspension,
    Resumption,
    Transfer,
    Referral,
    Climb,
    Explanation,
    Undertaking,
    Interview,
    AnswerAccepted,
    AnswerLacks,
    Petition,
    RecheckHolds,
    RecheckFails,
    Answer,
};

/// As everything is that a play says.
std::string marked(std::string_view words);

/// The sentences for the occasion; and one of them, by a drawn number.
std::span<const Said> phrases(Saying saying);
std::string phrase(Saying saying, Lang lang, std::uint64_t drawn);
/// What was found, by category.
std::span<const Said> finding_phrases(Category category);
std::string finding_phrase(Category category, Lang lang, std::uint64_t drawn);

}  // namespace dudao::drill
