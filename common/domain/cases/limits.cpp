#include "domain/cases/limits.h"

#include <algorithm>

namespace dudao {
namespace {

using K = CaseLimitKind;
using T = cases::Track;
using A = CaseApprover;

constexpr Budget wd(std::int32_t n) { return {n, TimeUnit::WorkingDays}; }
constexpr Budget d(std::int32_t n) { return {n, TimeUnit::Days}; }
constexpr Budget m(std::int32_t n) { return {n, TimeUnit::Months}; }
constexpr Budget no_more{0, TimeUnit::Days};

}  // namespace

const std::vector<CaseLimit>& default_case_limits() {
    static const std::vector<CaseLimit> rows{
        {T::None, K::Service, wd(5), no_more, A::None, "local"},
        {T::None, K::Answer, wd(15), no_more, A::None, "Supervision Regulation 2025 art. 206"},
        {T::None, K::Conclusion, m(1), no_more, A::None, "Rules 2019 art. 28-29"},
        {T::None, K::LookingInto, m(1), no_more, A::None, "local"},
        {T::None, K::HeldReview, m(6), no_more, A::None, "local"},
        {T::None, K::Verification, m(2), m(1), A::Authority, "local; case rules of 1994"},
        {T::None, K::Notice, wd(5), no_more, A::None, "local"},
        {T::None, K::Investigation, d(90), d(90), A::Superior, "trial Rules 2017 art. 28"},
        {T::None, K::Review, m(1), m(1), A::Authority, "Supervision Regulation 2025 art. 224"},
        {T::None, K::Defence, wd(10), no_more, A::None, "local"},
        {T::None, K::Decision, m(1), m(1), A::Authority, "local"},
        {T::Accountability, K::Announcement, wd(5), no_more, A::None, "local"},
        {T::Discipline, K::Announcement, m(1), no_more, A::None, "Rules 2019"},
        {T::Administrative, K::Announcement, m(1), no_more, A::None,
         "Supervision Regulation 2025 art. 233"},
        {T::Personnel, K::Announcement, m(1), no_more, A::None, "local"},
        {T::None, K::CarryingOut, m(1), m(6), A::Authority, "Supervision Regulation 2025 art. 233"},
        {T::Accountability, K::AppealWindow, m(1), no_more, A::None,
         "Accountability Regulation 2019 art. 20"},
        {T::Administrative, K::AppealWindow, m(1), no_more, A::None,
         "Supervision Law 2024 art. 56"},
        {T::Personnel, K::AppealWindow, d(30), no_more, A::None, "Civil Servants Law art. 95"},
        {T::None, K::Acceptance, wd(5), no_more, A::None, "local"},
        {T::Accountability, K::Appeal, m(1), no_more, A::None,
         "Accountability Regulation 2019 art. 20"},
        {T::Discipline, K::Appeal, m(3), no_more, A::None, "Rules 2019 art. 59"},
        {T::Administrative, K::Appeal, m(1), no_more, A::None, "Supervision Law 2024 art. 56"},
        {T::Personnel, K::Appeal, d(30), no_more, A::None, "Civil Servants Law art. 95"},
        {T::Administrative, K::SecondWindow, m(1), no_more, A::None,
         "Supervision Law 2024 art. 56"},
        {T::Personnel, K::SecondWindow, d(15), no_more, A::None, "Civil Servants Law art. 95"},
        {T::Administrative, K::SecondAppeal, m(2), no_more, A::None,
         "Supervision Law 2024 art. 56"},
        {T::Personnel, K::SecondAppeal, d(60), d(30), A::Superior, "Civil Servants Law art. 95"},
        {T::None, K::Clearing, wd(7), no_more, A::None,
         "Supervision Regulation 2025 art. 227, 237"},
        {T::Administrative, K::Filed, m(12), m(6), A::Superior,
         "Supervision Regulation 2025 art. 215"},
        {T::None, K::Reminder, wd(5), no_more, A::None, "local"},
        {T::None, K::Accept, wd(2), no_more, A::None, "local"},
        {T::None, K::Report, wd(20), wd(20), A::Authority, "local"},
        {T::None, K::Pass, wd(5), no_more, A::None, "local"},
    };
    return rows;
}

const CaseLimit* case_limit(const std::vector<CaseLimit>& rows, T track, K limit) {
    const auto& in_force = rows.empty() ? default_case_limits() : rows;
    for (const T wanted : {track, T::None}) {
        const auto at = std::find_if(in_force.begin(), in_force.end(), [&](const CaseLimit& row) {
            return row.track == wanted && row.limit == limit;
        });
        if (at != in_force.end()) return &*at;
    }
    return nullptr;
}

bool must_have_limit(T track, K limit) {
    const bool second = (cases::second_appeals & cases::on(track)) != 0;
    switch (limit) {
        case K::None:
        case K::Disposal:
        case K::Filed:
            return false;
        case K::AppealWindow:
            return track != T::Discipline && track != T::None;
        case K::SecondWindow:
        case K::SecondAppeal:
            return second;
        case K::Announcement:
        case K::Appeal:
            return track != T::None;
        default:
            return true;
    }
}

}  // namespace dudao
