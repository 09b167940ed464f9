// Sealed tasks: only the group's device opens them; everything between sees bytes of one size.
//   inner = LP("dudao/task1") || U8(type) || LP(draw_id) || LP(device_id) || U64(not_before ms)
//           || U64(expires ms) || LP(body)
//   sig   = Ed25519(dispatch_sk, T("task", recipient_pk, inner))   names the recipient: no
//   re-sealing blob  = U64(epoch_day) || crypto_box_seal(sodium_pad(sig || inner, 4096), device_pk)
//   = 4152 bytes
// epoch_day is 0 while devices have one static key; daily keys change no shape.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "result.h"
#include "secret/secret.h"

namespace dudao::seal {

inline constexpr std::size_t blob_bytes = 4152;
inline constexpr std::size_t body_bytes_max = 3584;

enum class Type : std::uint8_t { Dummy = 0, Task = 1, Cancel = 2, KeyNotice = 3 };

/// What a group must know of its task; MessagePack of these fields is the sealed body.
struct TaskBody {
    Bytes salt;  // 32 random bytes; with target and group it opens the commitment
    UnitId target;
    std::string target_zh;
    std::string target_en;
    std::vector<std::string> themes;
    DUDAO_FIELDS(salt, target, target_zh, target_en, themes)
};

struct Inner {
    Type type = Type::Task;
    DrawId draw;
    std::string device;  // KeyId of the recipient's CURVE key
    Moment not_before;
    Moment expires;
    std::string body;
};

struct SealingKeys {  // X25519, of a device
    std::array<std::uint8_t, 32> public_key{};
    Secret<32> secret_key;
};
struct SigningKeys {  // Ed25519, of the engine
    std::array<std::uint8_t, 32> public_key{};
    Secret<64> secret_key;
};

SealingKeys generate_sealing_keys();
SigningKeys generate_signing_keys();
/// Files of mode 0400 holding the secret in hex; the public half is computed.
Result<void> save(const SealingKeys& keys, const std::string& file);
Result<void> save(const SigningKeys& keys, const std::string& file);
Result<SealingKeys> load_sealing_keys(const std::string& file);
Result<SigningKeys> load_signing_keys(const std::string& file);

/// BadInput when the body is too long for a blob of one size.
Result<std::string> seal(const Inner& inner, const SigningKeys& dispatch,
                         std::string_view device_public_key);

/// Refused: wrong size, not for this device, a bad signature, expired at `now`.
Result<Inner> open(std::string_view blob, const SealingKeys& device, const std::string& device_id,
                   std::string_view dispatch_public_key, Moment now);

/// True for the canonical 32 bytes of a Curve25519 point that a box can be sealed to. Zeros and the
/// other points of small order give every sender the same secret: libsodium seals nothing to them.
bool takes_box(const Bytes& public_key);

/// T("task", salt, target, group): what the log knows of a task until check-in.
Bytes task_commitment(const std::string& salt, const UnitId& target, const GroupId& group);
/// The predicate of domain/draft.h.
bool opens(const std::string& commitment, const std::string& salt, const UnitId& target,
           const GroupId& group);

}  // namespace dudao::seal
