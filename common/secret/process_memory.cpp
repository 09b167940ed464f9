#include "secret/process_memory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "ensure.h"

namespace dudao {

void keep_memory_private() {
    const rlimit none{0, 0};
    ensure(::setrlimit(RLIMIT_CORE, &none) == 0, "a limit can always be lowered");
    // A core that is piped to a program heeds no limit; this keeps it away from there too.
    ensure(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, "a process may always be made undumpable");
}

}  // namespace dudao
