// Protects the memory of a process that holds keys. Call it first.
#pragma once

namespace dudao {

/// Disables core files, also for root and whatever the system's core pattern, and prevents other
/// processes of the same user from tracing this one or reading its memory. Throws if the system
/// refuses. Call before any key is read.
void keep_memory_private();

}  // namespace dudao
