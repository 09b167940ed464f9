#include "http/coding.h"

#include <zlib.h>

#include "ensure.h"
#include "http/limits.h"

namespace dudao::http {
namespace {

// A third of the time of the best, a tenth larger; small answers take a millisecond at the best.
constexpr int level = 4;
constexpr int level_of_small = 9;
constexpr std::size_t small = 64 * 1024;
constexpr int window_of_gzip = 15 + 16;  // 16: with the head and end of a file of gzip
constexpr int memory = 8;

bool is_text(const std::string& type) {
    return type.starts_with("application/json") || type.starts_with("text/");
}

}  // namespace

bool accepts(const Request& request, std::string_view coding) {
    const std::string_view accepted = request.header("accept-encoding");
    const auto at = accepted.find(coding);
    if (at == accepted.npos) return false;
    const auto rest = accepted.substr(at + coding.size());
    return !rest.starts_with(";q=0,") && rest != ";q=0";
}

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    const int at = bytes.size() <= small ? level_of_small : level;
    ensure(
        deflateInit2(&stream, at, Z_DEFLATED, window_of_gzip, memory, Z_DEFAULT_STRATEGY) == Z_OK,
        "zlib begins");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    // zlib does not write where it reads.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(ended == Z_STREAM_END, "there was room for all of it");
    return out;
}

void compress(Response& response, bool takes_gzip) {
    const std::size_t size = response.body.size();
    if (size < compressed_from || size > compressed_to || !is_text(response.type)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!takes_gzip) return;
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace dudao::http
