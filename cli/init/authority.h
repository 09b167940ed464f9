// The county's certificate authority in its state folder, and the certificates of its devices'
// field pages.
#pragma once

#include <string>
#include <vector>

#include "cli/init/state_folder.h"
#include "domain/moment.h"
#include "result.h"

namespace dudao::init {

/// tls/ca.crt and tls/ca.key (mode 0400), made when neither is there. Refused: they cannot be
/// written.
Result<void> ensure_authority(const StateFolder& folder, const std::string& jurisdiction,
                              Moment now);

/// tls/DEVICE.crt and .key, for this machine's names and the given ones; issued anew when it ends
/// within 30 days, or does not hold for a name that the machine has by now. NotFound: there is no
/// authority.
Result<void> ensure_server(const StateFolder& folder, const std::string& device,
                           const std::vector<std::string>& more, Moment now);

}  // namespace dudao::init
