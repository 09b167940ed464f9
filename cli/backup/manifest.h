// backup.json of a backup: every file with its size, mode and SHA-256; and beside it
// backup.json.sha256, as sha256sum writes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "result.h"

namespace dudao::backup {

inline constexpr int form_now = 1;  // of the folder; a later release may read earlier ones
inline constexpr const char* manifest_name = "backup.json";

struct Filed {
    std::string path;  // from the backup's folder on
    std::int64_t bytes = 0;
    int mode = 0600;
    std::string sha256;  // hex
};

struct Manifest {
    std::string jurisdiction;
    bool demo = false;
    std::string made;  // the moment, for people
    bool of_one_moment = true;
    std::vector<Filed> files;
};

/// SHA-256 of a file, in hex.
Result<std::string> hash_of(const std::filesystem::path& file);

Result<void> save(const Manifest& manifest, const std::filesystem::path& folder);
/// Errors: BadInput: no whole backup, or of a newer form. Corrupt: backup.json was changed.
Result<Manifest> load_manifest(const std::filesystem::path& folder);

}  // namespace dudao::backup
