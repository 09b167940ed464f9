// What stands for the photos of a play: made-up pictures from a folder, each made unlike every
// other by seeded bytes behind its end, which a viewer passes over. Without such a folder the bytes
// stand alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/drill/chance.h"

namespace dudao::drill {

class Pictures {
 public:
    /// Every *.jpg of it, in the order of their names.
    explicit Pictures(const std::filesystem::path& folder);

    /// JPEG; `matter` is what it is of, `bytes` how many stand behind its end.
    std::string photograph(const Chance& chance, std::string_view matter, std::int64_t bytes) const;

 private:
    std::vector<std::string> files_;
};

}  // namespace dudao::drill
