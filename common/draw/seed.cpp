#include "draw/seed.h"

#include <algorithm>

#include "draw/encoding.h"

namespace dudao::draw {

Hash draw_key(const Hash& engine_master, std::string_view draw_id) {
    return tagged_mac(engine_master, "k", {draw_id});
}

Hash engine_commit(std::string_view draw_id, const Hash& key) {
    return tagged_hash("commit", {draw_id, bytes(key)});
}

Hash chain_before(std::string_view jurisdiction, std::string_view custodian, std::uint64_t position,
                  const Hash& value) {
    return tagged_hash("chain", {jurisdiction, custodian, u64(position), bytes(value)});
}

Hash entropy(std::string_view draw_id, const Hash& commit_leaf,
             std::vector<Contribution> contributions, const Beacon& beacon) {
    std::sort(
        contributions.begin(), contributions.end(),
        [](const Contribution& a, const Contribution& b) { return a.custodian < b.custodian; });
    // The number of values varies, so T takes them as one list.
    std::vector<std::string> parts{std::string(draw_id), to_bytes(commit_leaf),
                                   u32(static_cast<std::uint32_t>(contributions.size()))};
    for (const Contribution& contribution : contributions) {
        parts.push_back(contribution.custodian);
        parts.push_back(to_bytes(contribution.value));
    }
    parts.insert(parts.end(), {beacon.source, beacon.round, beacon.bytes});
    return tagged_hash("entropy", parts);
}

Hash seed(const Hash& key, const Hash& entropy) {
    return tagged_mac(key, "seed", {bytes(entropy)});
}

Hash result_commitment(std::string_view draw_id, const Hash& key, std::string_view result_text) {
    const Hash salt = tagged_mac(key, "rsalt", {});
    return tagged_hash("result", {draw_id, bytes(salt), result_text});
}

bool is_draw_id(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == text.npos || !is_code(text.substr(0, colon))) return false;
    const std::string_view number = text.substr(colon + 1);
    if (number.empty() || number.size() > 18 || (number.size() > 1 && number[0] == '0'))
        return false;
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace dudao::draw
