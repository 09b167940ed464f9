#include "domain/sealed.h"

#include "domain/state.h"

namespace dudao {

bool is_sealed_for(const State& state, const Sealed& sealed, const GroupId& group,
                   const TeamId& team) {
    const auto key = state.keys.find(sealed.device);
    return key != state.keys.end() && key->second.kind == KeyKind::Device &&
           key->second.group == group && key->second.team == team && !key->second.revoked &&
           sealed.hash.size() == 32 && sealed.blob.size() <= sealed_blob_max;
}

}  // namespace dudao
