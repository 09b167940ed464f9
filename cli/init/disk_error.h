// What became of writing a folder, for whoever named it: an error of the disk in their language.
#pragma once

#include <string>

#include "result.h"

namespace dudao::init {

/// The same error with a sentence for people: no room, not there, not allowed. What has one already
/// keeps it. `path` is as it was named.
tl::unexpected<Error> of_disk(const std::string& path, Error error);

}  // namespace dudao::init
