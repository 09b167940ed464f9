// Opens what the engine has sealed to this device, and checks that it is the task the log knows.
#pragma once

#include <functional>
#include <string>

#include "domain/ids.h"
#include "domain/moment.h"
#include "result.h"
#include "seal/seal.h"
#include "wire/message.h"

namespace dudao::agent {

/// The body of a dispatched task, or why this device cannot take it. No error names the target.
using Unseal = std::function<Result<seal::TaskBody>(const wire::Dispatch& dispatch,
                                                    const GroupId& group, Moment now)>;

/// `device`: the KeyId of this device's CURVE key; `engine`: 32 bytes Ed25519 public.
Unseal unseal_with(const seal::SealingKeys& keys, const std::string& device,
                   const std::string& engine);

}  // namespace dudao::agent
