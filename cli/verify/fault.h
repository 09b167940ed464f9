// A fault of the record and its place, in both languages.
#pragma once

#include <string>

namespace dudao::verify {

enum class Part { Log, Words, Evidence };

struct Fault {
    Part part = Part::Log;
    std::string zh;
    std::string en;
};

}  // namespace dudao::verify
