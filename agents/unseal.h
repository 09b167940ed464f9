// Decrypts what was sealed for this device and checks it against the commitment in the log.
#pragma once

#include <functional>
#include <string>

#include "domain/ids.h"
#include "domain/moment.h"
#include "result.h"
#include "seal/seal.h"
#include "wire/message.h"

namespace dudao::agent {

/// Returns the body of a dispatched task, or why this device cannot accept it. No error contains
/// the target.
using Unseal = std::function<Result<seal::TaskBody>(const wire::Dispatch& dispatch,
                                                    const GroupId& group, Moment now)>;

/// The same of a dispatched assignment. No error contains its words.
using UnsealAssignment =
    std::function<Result<seal::AssignmentBody>(const wire::AssignmentDispatch& dispatch)>;

struct Openers {
    Unseal task;
    UnsealAssignment assignment;
};

/// `device` is the KeyId of this device's CURVE key; `engine` is its Ed25519 public key, 32 bytes.
Unseal unseal_with(const seal::SealingKeys& keys, const std::string& device,
                   const std::string& engine);
UnsealAssignment unseal_assignment_with(const seal::SealingKeys& keys, const std::string& device);

}  // namespace dudao::agent
