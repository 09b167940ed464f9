// What people of the play write: made up, and marked so with ※.
#pragma once

#include <cstdint>
#include <string>

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

/// One of the sentences for the occasion, by a drawn number.
std::string phrase(Saying saying, std::uint64_t drawn);
/// What was found, by category.
std::string finding_phrase(Category category, std::uint64_t drawn);

}  // namespace dudao::drill
