// Files of the pages that are made from this code and stand beside theirs: held to what is made,
// and written anew with `DUDAO_RENEW=1`.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace dudao::console::test {

/// `file` below console/web has exactly these bytes.
inline void stands_recorded(const std::string& file, const std::string& made) {
    const std::string path = std::string(DUDAO_WEB) + "/" + file;
    if (std::getenv("DUDAO_RENEW") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
        std::ofstream(path) << made;
    }
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_TRUE(text.str() == made) << file << " is not what the code makes: DUDAO_RENEW=1";
}

}  // namespace dudao::console::test
