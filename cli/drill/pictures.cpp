#include "cli/drill/pictures.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace dudao::drill {

Pictures::Pictures(const std::filesystem::path& folder) {
    std::error_code none;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".jpg") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        files_.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
}

std::string Pictures::photograph(const Chance& chance, std::string_view matter,
                                 std::int64_t bytes) const {
    std::string photo;
    if (!files_.empty()) photo = files_[chance.draw("picture", matter) % files_.size()];
    for (std::int64_t i = 0; i < bytes; ++i) {
        photo += static_cast<char>(chance.draw(std::to_string(i), matter) & 0xffU);
    }
    return photo;
}

}  // namespace dudao::drill
