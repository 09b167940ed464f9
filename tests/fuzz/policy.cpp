#include "domain/policy.h"

#include "files/policy_file.h"
#include "files/policy_text.h"
#include "tests/fuzz/target.h"
#include "wire/codec.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(policy) {
    const auto policy = files::load_policy(std::string(bytes), "policy.toml");
    if (!policy) return refused_well(policy.error());
    hold(faults(*policy).empty(), "a policy that is taken has no faults");
    const auto again = files::load_policy(files::policy_text(*policy), "policy.toml");
    hold(again && encode(*again) == encode(*policy), "a policy as a file reads as it was");
}

}  // namespace dudao::fuzz
