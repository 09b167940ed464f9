#include "domain/time_limit.h"

namespace dudao {

std::optional<Budget> time_limit(const Policy& policy, task::State from, task::Verb verb) {
    using task::State, task::Verb;
    const TaskLimits& limits = policy.task;
    if (from == State::Released && verb == Verb::Accept) return limits.accept;
    if (from == State::Accepted && verb == Verb::CheckIn) return limits.check_in;
    if (from == State::OnSite && verb == Verb::ReportPreliminary) return limits.preliminary;
    if (from == State::OnSite && verb == Verb::ReportFinal) return limits.final_report;
    if (from == State::Reported) return limits.review;
    return std::nullopt;
}

std::optional<Budget> time_limit(const Policy& policy, finding::State from, finding::Verb verb) {
    using finding::State, finding::Verb;
    if (verb == Verb::Contest) return policy.contest;
    if (from == State::Contested) return policy.contest_decision;
    return std::nullopt;
}

std::optional<Budget> time_limit(const Policy& policy, rectification::State from,
                                 rectification::Verb verb) {
    using rectification::State, rectification::Verb;
    if (verb == Verb::FallAway) return std::nullopt;  // immediately, with its finding
    if (verb == Verb::Serve) return policy.deemed_service;
    if (verb == Verb::GrantExtension || verb == Verb::RefuseExtension) {
        return policy.extension_decision;
    }
    if (from == State::Submitted) return policy.verification;
    if (from == State::Suspended) return policy.suspension_review;
    if (verb == Verb::TakeReferral) return policy.referral;
    return std::nullopt;
}

std::optional<Budget> time_limit(const Policy& policy, demand::State from, demand::Verb) {
    if (from == demand::State::Issued) return policy.deemed_service;
    return std::nullopt;
}

std::optional<Budget> time_limit(const Policy& policy, cases::State from, cases::Verb) {
    if (from == cases::State::Lead) return policy.lead_disposal;
    return std::nullopt;
}

}  // namespace dudao
