#include "replica/replica.h"

#include <exception>
#include <utility>

#include "store/chain.h"

namespace dudao {

Result<FoldedCommit> Replica::take_commit(const Entry& entry) {
    const std::string place = "commit " + std::to_string(entry.seq);
    if (entry.seq != seq + 1) {
        return fail(Error::Kind::Corrupt, place + " where " + std::to_string(seq + 1) + " is next");
    }
    if (chain_hash(head, entry.seq, entry.e, entry.b) != entry.h) {
        return fail(Error::Kind::Corrupt, place + ": the hash chain does not hold",
                    "the log was changed: restore it, or ask an auditor");
    }
    auto commit = decode_commit(entry.b);
    if (!commit) return within(place, commit.error());
    FoldedCommit folded;
    try {
        auto events = fold(state, *commit);
        if (!events) return within(place, events.error());
        folded.events = std::move(*events);
    } catch (const std::exception& broken) {  // includes exceptions thrown by containers
        return fail(Error::Kind::Corrupt, place + ": " + broken.what());
    }
    seq = entry.seq;
    head = entry.h;
    folded.commit = std::move(*commit);
    return folded;
}

Result<void> Replica::apply(const Entry& entry) {
    auto commit = take_commit(entry);
    if (!commit) return tl::unexpected<Error>(commit.error());
    return {};
}

}  // namespace dudao
