#include "secret/process_memory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "ensure.h"

namespace dudao {

void keep_memory_private() {
    const rlimit none{0, 0};
    ensure(::setrlimit(RLIMIT_CORE, &none) == 0, "a limit can always be lowered");
    // The core size limit does not apply when cores are piped to a program; this prevents that too.
    ensure(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, "a process may always be made undumpable");
}

}  // namespace dudao
