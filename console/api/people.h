// The people of the register: what each holds, whether they can speak, and what is asked of whoever
// keeps the accounts.
#pragma once

#include "console/api/reader.h"

namespace dudao::console {

/// A row for everybody whose name the reader may know, in the order of their ids.
Json people_list(Reader& reader);

}  // namespace dudao::console
