// Where keys lie in memory, and that none of it leaves the process.
#include "secret/secret.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "secret/process_memory.h"

namespace dudao {
namespace {

/// Of /proc/self/status, in KiB.
long locked_kib() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmLck:")) return std::strtol(line.c_str() + 6, nullptr, 10);
    }
    return -1;
}

[[noreturn]] void exit_by_what_leaves_the_process() {
    keep_memory_private();
    rlimit limit{1, 1};
    const bool none = ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 &&
                      limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
    std::exit(none ? 0 : 1);
}

TEST(Secret, lies_in_locked_memory_as_long_as_it_lives) {
    const long before = locked_kib();
    {
        const Secret<32> secret;
        EXPECT_GT(locked_kib(), before);
    }
    EXPECT_EQ(locked_kib(), before);
}

TEST(Secret, is_a_value_as_its_bytes_are) {
    Secret<4> secret({1, 2, 3, 4});
    const Secret<4> copy = secret;
    EXPECT_NE(copy.data(), secret.data());
    secret.data()[0] = 9;
    EXPECT_EQ(copy, (Secret<4>({1, 2, 3, 4})));
    const Secret<4> moved = std::move(secret);
    EXPECT_EQ(moved.bytes()[0], 9);
    EXPECT_EQ(Secret<4>(), (Secret<4>({0, 0, 0, 0})));
}

TEST(ProcessMemory, leaves_no_core_and_is_nobody_elses_to_read) {
    EXPECT_EXIT(exit_by_what_leaves_the_process(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace dudao
