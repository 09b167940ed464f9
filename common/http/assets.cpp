#include "http/assets.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "http/coding.h"
#include "http/limits.h"
#include "ledger/hash.h"

namespace dudao::http {
namespace {

namespace fs = std::filesystem;

constexpr auto types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".geojson", "application/geo+json; charset=utf-8"},
    {".webmanifest", "application/manifest+json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
});

std::string_view type_of(const fs::path& path) {
    const std::string ending = path.extension().string();
    for (const auto& [known, type] : types) {
        if (known == ending) return type;
    }
    return "application/octet-stream";
}

/// True for Vite's names under assets/: name-HASH8.ext, where the hash may have a dash of its own.
bool is_hashed(const std::string& path) {
    constexpr std::size_t hash = 8;
    const auto dot = path.rfind('.');
    return path.starts_with("/assets/") && dot != path.npos && dot > hash &&
           path[dot - hash - 1] == '-';
}

/// No browser shows it by itself, and no worker of ours has a hashed name.
bool is_part(std::string_view type) {
    return type.starts_with("text/javascript") || type.starts_with("text/css");
}

std::shared_ptr<const std::string> read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                               std::istreambuf_iterator<char>());
}

/// Weak, because it is the same for all encodings of the content.
std::string etag_of(const std::string& content) {
    return "W/\"" + to_hex(sha256(content)).substr(0, 24) + '"';
}

Response plain_text(int status, std::string body) {
    Response response;
    response.status = status;
    response.type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

}  // namespace

Result<Assets> Assets::load(const fs::path& folder) {
    Assets assets;
    if (folder.empty()) return assets;
    std::error_code wrong;
    std::size_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder, wrong)) {
        if (!entry.is_regular_file()) continue;
        const fs::path& path = entry.path();
        const std::string name = "/" + path.lexically_relative(folder).generic_string();
        auto content = read(path);
        bytes += content->size();
        if (bytes > assets_bytes_max || assets.files_.size() >= assets_max) {
            return bad_input(folder.string() + " holds more than the pages need",
                             "the folder that the build of the pages made");
        }
        const std::string ending = path.extension().string();
        if (ending == ".br" || ending == ".gz") {
            File& file = assets.files_[name.substr(0, name.size() - ending.size())];
            (ending == ".br" ? file.brotli : file.gzip) = std::move(content);
            continue;
        }
        File& file = assets.files_[name];
        file.type = type_of(path);
        file.etag = etag_of(*content);
        file.hashed = is_hashed(name);
        file.plain = std::move(content);
    }
    if (wrong) return bad_input(folder.string() + ": " + wrong.message(), "a folder with pages");
    // Drop a compressed file without its original: it would have no type.
    std::erase_if(assets.files_, [](const auto& each) { return each.second.type.empty(); });
    return assets;
}

void Assets::add(const std::string& path, const std::string& type, std::string bytes) {
    File& file = files_[path];
    file.type = type;
    file.etag = etag_of(bytes);
    file.plain = std::make_shared<const std::string>(std::move(bytes));
}

Response Assets::send(const File& file, const Request& request) {
    Response response;
    response.type = file.type;
    response.part_of_a_page = file.hashed && is_part(file.type);
    response.headers = {
        {"ETag", file.etag},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (request.header("if-none-match") == file.etag) {
        response.status = 304;
        return response;
    }
    if (file.brotli && accepts(request, "br")) {
        response.headers.emplace_back("Content-Encoding", "br");
        response.shared = file.brotli;
    } else if (file.gzip && accepts(request, "gzip")) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.shared = file.gzip;
    } else {
        response.shared = file.plain;
    }
    return response;
}

Response Assets::find(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = plain_text(405, "only GET\n");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    const std::string_view path = request.path();
    if (const auto at = files_.find(path); at != files_.end()) return send(at->second, request);
    const bool names_a_file = path.substr(path.rfind('/') + 1).find('.') != path.npos;
    const auto index = files_.find("/index.html");
    if (names_a_file) return plain_text(404, "not found\n");
    if (index == files_.end()) {
        return plain_text(404, "The pages are not built; the API is under /api/v1 (see docs).\n");
    }
    return send(index->second, request);
}

}  // namespace dudao::http
