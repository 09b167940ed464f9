#include "tests/support/temp_dir.h"

#include <stdlib.h>

#include <string>
#include <system_error>

#include "ensure.h"

namespace dudao::test {

TempDir::TempDir() {
    // Short, since a unix socket's path ends at 107 bytes.
    std::string name = (std::filesystem::temp_directory_path() / "dudao-XXXXXX").string();
    ensure(mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    path_ = name;
}

TempDir::~TempDir() {
    std::error_code ignored;  // a destructor has nobody to tell
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace dudao::test
