// The files of the pages: all files of one folder, read once at the start into a map by path. A
// request is looked up in the map and never opens a file, so it cannot reach outside the folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"
#include "result.h"

namespace dudao::http {

class Assets {
 public:
    /// Errors: BadInput if the folder does not exist or exceeds the bounds. An empty path: no
    /// pages.
    static Result<Assets> load(const std::filesystem::path& folder);

    /// Adds a file that is not in the folder.
    void add(const std::string& path, const std::string& type, std::string bytes);

    /// Returns a file, 304, the index for a page's path, or 404 for a missing file.
    Response find(const Request& request) const;
    std::size_t size() const { return files_.size(); }

 private:
    struct File {
        std::string type;
        std::string etag;
        bool hashed = false;  // the name contains a hash of the content
        // Shared by all responses, so a slow reader costs no copy.
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> brotli;
        std::shared_ptr<const std::string> gzip;
    };
    static Response send(const File& file, const Request& request);

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace dudao::http
