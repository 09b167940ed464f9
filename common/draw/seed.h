// Where a draw's chance comes from: values that custodians committed to before anybody knew the
// targets, mixed with a secret of the engine committed to before the values were known. The outcome
// is fixed but unknown when the draw is committed: withholding delays it, nobody can draw again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/hash.h"
#include "domain/ids.h"

namespace dudao::draw {

/// One custodian's released chain value.
struct Contribution {
    std::string custodian;
    Hash value{};
};

/// Optional outside chance, named in the commit; all empty where there is none.
struct Beacon {
    std::string source;
    std::string round;
    std::string bytes;
};

/// k = HM(engine master, "k", draw_id). Secret until disclosed.
Hash draw_key(const Hash& engine_master, std::string_view draw_id);
/// What the engine publishes before the values are released.
Hash engine_commit(std::string_view draw_id, const Hash& key);

/// x_{p-1} from x_p, the value at position p >= 1 of a custodian's chain.
Hash chain_before(std::string_view jurisdiction, std::string_view custodian, std::uint64_t position,
                  const Hash& value);

/// E; `commit_leaf` is the leaf hash of the commit. The order of the contributions has no effect.
Hash entropy(std::string_view draw_id, const Hash& commit_leaf,
             std::vector<Contribution> contributions, const Beacon& beacon);
/// S = HM(k, "seed", E). Secret until disclosed.
Hash seed(const Hash& key, const Hash& entropy);

/// R: says nothing about the result, not even whether anybody was drawn, and binds it.
Hash result_commitment(std::string_view draw_id, const Hash& key, std::string_view result_text);

/// "gqc:1234": a jurisdiction and a decimal number without leading zeros, up to 18 digits.
bool is_draw_id(std::string_view text);

}  // namespace dudao::draw
