#include "ceremony/engine/sealing.h"

#include <sodium/utils.h>

#include <algorithm>

#include "ceremony/engine/rows.h"
#include "draw/encoding.h"
#include "ledger/hash.h"
#include "wire/codec.h"

namespace dudao::engine {

Bytes task_salt(const Hash& draw_key, const UnitId& target, const GroupId& group) {
    return to_bytes(draw::tagged_mac(draw_key, "tsalt", {target.text, group.text}));
}

std::vector<std::string> themes_of(const State& state, const Plan& plan,
                                   const draw::Sampler& sampler, const UnitId& target) {
    std::vector<std::string> themes = plan.draft.themes;
    std::erase_if(themes, [&](const auto& theme) { return !state.checklist_now.contains(theme); });
    for (std::uint32_t i = 0; std::ssize(themes) > plan.draft.themes_a_task; ++i) {
        const auto out = sampler.uniform(themes.size(), "theme", {target.text, draw::u32(i)});
        themes.erase(themes.begin() + static_cast<std::ptrdiff_t>(out));
    }
    return themes;
}

Result<ReleaseTask> sealed_task(const State& state, const Plan& plan,
                                const seal::SigningKeys& signing, const Sealing& what) {
    const UnitRow& village = state.units.at(what.target);
    seal::TaskBody body{task_salt(what.key, what.target, what.group), what.target, village.name_zh,
                        village.name_en, what.themes};
    ReleaseTask command;
    command.plan = plan.id;
    command.draw = what.draw;
    command.group = what.group;
    command.kind = TaskKind::Unannounced;
    command.commitment = seal::task_commitment(body.salt, what.target, what.group);
    command.replaces = what.replaces;
    for (const auto& theme : what.themes) {
        command.checklists.push_back(state.checklist_now.at(theme));
    }
    seal::Inner inner{seal::Type::Task,        what.draw,   {}, what.moment,
                      what.moment + task_life, encode(body)};
    sodium_memzero(body.salt.data(), body.salt.size());
    Result<void> good;
    for (const KeyRow& device : live_devices(state, what.group)) {
        inner.device = device.id.text;
        const auto blob = seal::seal(inner, signing, device.sealing_key);
        if (!blob) good = tl::unexpected<Error>(blob.error());
        if (blob) command.sealed.push_back({device.id, to_bytes(sha256(*blob)), *blob});
    }
    sodium_memzero(inner.body.data(), inner.body.size());
    if (!good) return tl::unexpected<Error>(good.error());
    if (command.sealed.empty()) {
        return fail(Error::Kind::NotFound, "the group has no device to seal to", "enrol one");
    }
    return command;
}

bool is_for_live_devices(const State& state, const ReleaseTask& command) {
    const auto devices = live_devices(state, command.group);
    return std::equal(
        devices.begin(), devices.end(), command.sealed.begin(), command.sealed.end(),
        [](const KeyRow& key, const Sealed& sealed) { return key.id == sealed.device; });
}

}  // namespace dudao::engine
