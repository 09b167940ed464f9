// What a process that holds keys does first: nothing of its memory leaves it.
#pragma once

namespace dudao {

/// From now on the process leaves no core file, also as root and whatever the system's rules for
/// them are, and no other process of the same user can trace it or read its memory. Throws when the
/// system refuses. Before any key is read.
void keep_memory_private();

}  // namespace dudao
