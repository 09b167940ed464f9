#include "files/toml_text.h"

#include <nlohmann/json.hpp>

namespace dudao::files {

// What JSON escapes TOML reads alike; DEL is escaped by TOML alone.
std::string quoted(const std::string& text) {
    std::string out;
    for (const char each :
         nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) {
        if (each == '\x7f') {
            out += "\\u007F";
        } else {
            out += each;
        }
    }
    return out;
}

}  // namespace dudao::files
