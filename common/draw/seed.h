// The randomness of a draw: values that custodians committed before anyone knew the targets, mixed
// with a secret that the engine committed before the values were known. When the draw is committed
// its outcome is fixed but unknown: withholding a value only delays it, and nobody can draw again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/hash.h"
#include "domain/ids.h"

namespace dudao::draw {

/// One chain value released by a custodian.
struct Contribution {
    std::string custodian;
    Hash value{};
};

/// Optional external randomness, named in the commit; all fields empty if there is none.
struct Beacon {
    std::string source;
    std::string round;
    std::string bytes;
};

/// k = HM(engine master, "k", draw_id). Secret until it is disclosed.
Hash draw_key(const Hash& engine_master, std::string_view draw_id);
/// The commitment that the engine publishes before the values are released.
Hash engine_commit(std::string_view draw_id, const Hash& key);

/// Computes x_{p-1} from x_p, the value at position p >= 1 of a custodian's chain.
Hash chain_before(std::string_view jurisdiction, std::string_view custodian, std::uint64_t position,
                  const Hash& value);

/// Computes E. `commit_leaf` is the leaf hash of the commit. The order of the contributions has no
/// effect.
Hash entropy(std::string_view draw_id, const Hash& commit_leaf,
             std::vector<Contribution> contributions, const Beacon& beacon);
/// S = HM(k, "seed", E). Secret until it is disclosed.
Hash seed(const Hash& key, const Hash& entropy);

/// R: binds the result without revealing anything about it, not even whether any target was drawn.
Hash result_commitment(std::string_view draw_id, const Hash& key, std::string_view result_text);

/// True for an id like "gqc:1234": a jurisdiction and a decimal number of up to 18 digits without
/// leading zeros.
bool is_draw_id(std::string_view text);

}  // namespace dudao::draw
