#include "ceremony/engine/sealing.h"

#include <sodium/utils.h>

#include <algorithm>

#include "ceremony/engine/rows.h"
#include "domain/bounds.h"
#include "draw/encoding.h"
#include "ledger/hash.h"
#include "utf8.h"
#include "wire/codec.h"

namespace dudao::engine {
namespace {

/// A name in an old log may be too long for a sealed task. Its beginning is enough, because the id
/// identifies the village.
std::string shortened(const std::string& name) {
    return is_name(name) ? name : excerpt(name, bounds::letters_max);
}

}  // namespace

Bytes task_salt(const Hash& draw_key, const UnitId& target, const GroupId& group) {
    return to_bytes(draw::tagged_mac(draw_key, "tsalt", {target.text, group.text}));
}

std::vector<std::string> themes_of(const State& state, const Plan& plan,
                                   const draw::Sampler& sampler, const UnitId& target) {
    std::vector<std::string> themes = plan.draft.themes;
    std::erase_if(themes, [&](const auto& theme) {
        return !state.checklist_now.contains(theme) || theme.size() > bounds::theme_bytes_max;
    });
    for (std::uint32_t i = 0; std::ssize(themes) > plan.draft.themes_a_task; ++i) {
        const auto out = sampler.uniform(themes.size(), "theme", {target.text, draw::u32(i)});
        themes.erase(themes.begin() + static_cast<std::ptrdiff_t>(out));
    }
    return themes;
}

Result<ReleaseTask> sealed_task(const State& state, const Plan& plan,
                                const seal::SigningKeys& signing, const Sealing& what) {
    const auto village = state.units.find(what.target);
    if (village == state.units.end()) {
        return fail(Error::Kind::NotFound, "the target is not registered");
    }
    seal::TaskBody body{task_salt(what.key, what.target, what.group), what.target,
                        shortened(village->second.name_zh), shortened(village->second.name_en),
                        what.themes};
    ReleaseTask command;
    command.plan = plan.id;
    command.draw = what.draw;
    command.group = what.group;
    command.kind = TaskKind::Unannounced;
    command.commitment = seal::task_commitment(body.salt, what.target, what.group);
    command.replaces = what.replaces;
    for (const auto& theme : what.themes) {
        const auto list = state.checklist_now.find(theme);
        if (list != state.checklist_now.end()) command.checklists.push_back(list->second);
    }
    seal::Inner inner{seal::Type::Task,        what.draw,   {}, what.moment,
                      what.moment + task_life, encode(body)};
    sodium_memzero(body.salt.data(), body.salt.size());
    Error why{Error::Kind::NotFound, "the group has no device to seal to", "enrol one"};
    for (const KeyRow& device : live_devices(state, what.group)) {
        inner.device = device.id.text;
        const auto blob = seal::seal(inner, signing, device.sealing_key);
        if (!blob) why = blob.error();  // continue with the other devices
        if (blob) command.sealed.push_back({device.id, to_bytes(sha256(*blob)), *blob});
    }
    sodium_memzero(inner.body.data(), inner.body.size());
    if (command.sealed.empty()) return tl::unexpected<Error>(std::move(why));
    return command;
}

bool is_for_live_devices(const State& state, const ReleaseTask& command) {
    const auto devices = live_devices(state, command.group);
    return std::equal(
        devices.begin(), devices.end(), command.sealed.begin(), command.sealed.end(),
        [](const KeyRow& key, const Sealed& sealed) { return key.id == sealed.device; });
}

}  // namespace dudao::engine
