#include "domain/policy.h"

#include "cli/init/policy_loader.h"
#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(policy) {
    const auto policy = init::load_policy(std::string(bytes), "policy.toml");
    if (!policy) return refused_well(policy.error());
    hold(faults(*policy).empty(), "a policy that is taken has no faults");
}

}  // namespace dudao::fuzz
