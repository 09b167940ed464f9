// The pages: every file of one folder, read once at the start into a map of paths. What is asked
// for is looked up, never opened: there is no path to escape by.
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
    /// BadInput: no such folder, or more than the bounds allow. An empty path: no pages.
    static Result<Assets> load(const std::filesystem::path& folder);

    /// One more file that is not of the folder.
    void add(const std::string& path, const std::string& type, std::string bytes);

    /// A file, 304, the index for a page's path, or 404 for a file that is not there.
    Response find(const Request& request) const;
    std::size_t size() const { return files_.size(); }

 private:
    struct File {
        std::string type;
        std::string etag;
        bool hashed = false;  // its name changes with its content
        // Shared by all answers: who does not read costs nothing.
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> brotli;
        std::shared_ptr<const std::string> gzip;
    };
    static Response send(const File& file, const Request& request);

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace dudao::http
