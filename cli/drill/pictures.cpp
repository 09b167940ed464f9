#include "cli/drill/pictures.h"

#include <fstream>
#include <iterator>

namespace dudao::drill {

Pictures::Pictures(const std::filesystem::path& folder) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() != ".jpg") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files_[entry.path().stem().string()] = {std::istreambuf_iterator<char>(in), {}};
    }
}

std::string Pictures::photograph(const Chance& chance, std::string_view picture,
                                 std::string_view matter, std::int64_t bytes) const {
    const auto named = files_.find(picture);
    std::string photo = named == files_.end() ? std::string() : named->second;
    for (std::int64_t i = 0; i < bytes; ++i) {
        photo += static_cast<char>(chance.draw(std::to_string(i), matter) & 0xffU);
    }
    return photo;
}

}  // namespace dudao::drill
