// The bytes of a snapshot without its closing hash, which is set right here: else nothing but a
// wrong hash would ever be tried.
#include "domain/hash.h"
#include "ledger/hash.h"
#include "replica/replica.h"
#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(snapshot) {
    (void)dudao::snapshot::from_bytes("gqc", bytes);
    const std::string whole = std::string(bytes) + to_bytes(sha256(bytes));
    const auto replica = dudao::snapshot::from_bytes("gqc", whole);
    if (!replica) return refused_well(replica.error());
    const std::string once = dudao::snapshot::to_bytes("gqc", *replica);
    const auto again = dudao::snapshot::from_bytes("gqc", once);
    hold(again && dudao::snapshot::to_bytes("gqc", *again) == once, "one state, one snapshot");
    hold(again->seq == replica->seq && again->head == replica->head, "its place is kept");
}

}  // namespace dudao::fuzz
