// Sealed tasks: only the device they are sealed for can open them; everybody else sees bytes of
// constant size.
//
//     inner = LP("dudao/task1") || U8(type) || LP(draw_id) || LP(device_id) || U64(not_before ms)
//             || U64(expires ms) || LP(body)
//     sig   = Ed25519(dispatch_sk, T("task", recipient_pk, inner))
//     blob  = U64(epoch_day) || crypto_box_seal(sodium_pad(sig || inner, 4096), device_pk)
//
// The signature names the recipient, so that a task cannot be sealed again for another device. A
// blob has 4152 bytes. epoch_day is 0 while devices have one static key; the format already allows
// daily keys.
//
// An assignment of a case is sealed by whoever issues it, with the CURVE key of their sessions:
//
//     inner = LP("dudao/assignment1") || LP(device_id) || LP(body)
//     boxed = sender_pk || nonce || crypto_box(inner, nonce, device_pk, sender_sk)
//     blob  = U64(epoch_day) || crypto_box_seal(sodium_pad(boxed, 4096), device_pk)
//
// The box names its two ends, so that nobody can seal it again for another device or in another's
// name; from outside it cannot be told from a task.
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

/// What a group must know about its task; the sealed body is the MessagePack of these fields.
struct TaskBody {
    Bytes salt;  // 32 random bytes; together with target and group they open the commitment
    UnitId target;
    std::string target_zh;
    std::string target_en;
    std::vector<std::string> themes;
    DUDAO_FIELDS(salt, target, target_zh, target_en, themes)
};

/// What a case team must know about its assignment; sealed like a TaskBody.
struct AssignmentBody {
    Bytes salt;        // 32 random bytes; together with the words they open the commitment
    std::string whom;  // the person concerned, in words; may be empty
    std::string text;  // what is to be done
    DUDAO_FIELDS(salt, whom, text)
};

struct Inner {
    Type type = Type::Task;
    DrawId draw;
    std::string device;  // KeyId of the recipient's CURVE key
    Moment not_before;
    Moment expires;
    std::string body;
};

struct SealingKeys {  // X25519 keys of a device
    std::array<std::uint8_t, 32> public_key{};
    Secret<32> secret_key;
};
struct SigningKeys {  // Ed25519 keys of the engine
    std::array<std::uint8_t, 32> public_key{};
    Secret<64> secret_key;
};

SealingKeys generate_sealing_keys();
SigningKeys generate_signing_keys();
/// Files of mode 0400 with the secret in hex; the public key is computed from it.
Result<void> save(const SealingKeys& keys, const std::string& file);
Result<void> save(const SigningKeys& keys, const std::string& file);
Result<SealingKeys> load_sealing_keys(const std::string& file);
Result<SigningKeys> load_signing_keys(const std::string& file);

/// The key under which the people whom cases are about get their marks (outside.h). Mode 0400; the
/// broker and the console have it, nobody else.
Result<void> create_case_key(const std::string& file);
Result<Secret<32>> load_case_key(const std::string& file);

/// Seals a task. BadInput if the body is too long for a blob.
Result<std::string> seal(const Inner& inner, const SigningKeys& dispatch,
                         std::string_view device_public_key);

/// Opens a blob. Refused: wrong size, not for this device, bad signature, or expired at `now`.
Result<Inner> open(std::string_view blob, const SealingKeys& device, const std::string& device_id,
                   std::string_view dispatch_public_key, Moment now);

/// The X25519 keys of a sender: those of their CURVE sessions.
struct SenderKeys {
    std::string_view public_key;  // 32 bytes
    std::string_view secret_key;  // 32 bytes
};
/// Seals an assignment. BadInput if the body is too long for a blob.
Result<std::string> seal_assignment(std::string_view body, const std::string& device_id,
                                    const SenderKeys& sender, std::string_view device_public_key);
/// Opens an assignment's blob; returns its body. Refused: wrong size, not for this device, or not
/// from this sender.
Result<std::string> open_assignment(std::string_view blob, const SealingKeys& device,
                                    const std::string& device_id,
                                    std::string_view sender_public_key);

/// True for the canonical 32 bytes of a Curve25519 point that can be sealed to. Zero and the other
/// points of small order give every sender the same secret, and libsodium refuses them.
bool takes_box(const Bytes& public_key);

/// T("task", salt, target, group): all that the log contains about a task's target until check-in.
Bytes task_commitment(const std::string& salt, const UnitId& target, const GroupId& group);
/// T("assignment", salt, whom, text): all that the log contains about an assignment's words.
Bytes assignment_commitment(const AssignmentBody& body);
/// T("device", jurisdiction, public key, sealing key): what the code of a new device is made of.
Bytes device_mark(std::string_view jurisdiction, std::string_view public_key,
                  std::string_view sealing_key);
/// The predicate `opens` of domain/draft.h.
bool opens(const std::string& commitment, const std::string& salt, const UnitId& target,
           const GroupId& group);

}  // namespace dudao::seal
