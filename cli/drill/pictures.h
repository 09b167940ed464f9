// What stands for the photos of a play: made-up pictures from a folder, each made unlike every
// other by seeded bytes behind its end, which a viewer passes over. Without such a folder the bytes
// stand alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "cli/drill/chance.h"

namespace dudao::drill {

class Pictures {
 public:
    /// Every *.jpg of it, in the order of their names.
    explicit Pictures(const std::filesystem::path& folder);

    /// JPEG of this picture ("board": board.jpg); `matter` is what it is of, `bytes` how many stand
    /// behind its end.
    std::string photograph(const Chance& chance, std::string_view picture, std::string_view matter,
                           std::int64_t bytes) const;

 private:
    std::map<std::string, std::string, std::less<>> files_;  // by name without .jpg
};

}  // namespace dudao::drill
