#include "store/access.h"

#include <sodium.h>

#include "disk/file.h"

namespace dudao {
namespace {

constexpr std::size_t file_bytes_max = 512;

constexpr std::string_view owner_commands =
    "+ping +fcall +function|list +function|load +config|get +info +bgrewriteaof +role +time +type "
    "+exists +del +hset +hget +hmget +hgetall +hdel +xadd +xread +xrange +xtrim +xgroup|create "
    "+xgroup|destroy +zadd +zrem +zrange +zrangebyscore";
constexpr std::string_view reader_commands = "+ping +role +hmget +xread +xrange";

tl::unexpected<Error> wrong_file(const std::string& file, const std::string& what) {
    return bad_input("--redis-auth-file: " + file + ": " + what,
                     "a file of mode 0600: the user's name and the password, a line each");
}

bool is_plain(std::string_view word) {
    for (const char c : word) {
        if (static_cast<unsigned char>(c) <= ' ') return false;
    }
    return !word.empty();
}

}  // namespace

std::string access_rules(Access access, std::string_view j) {
    const std::string of = "{" + std::string(j) + "}:";
    std::string keys = "~" + of + "*";
    if (access != Access::Owner) keys = "%R~" + of + "w %R~" + of + "log";
    if (access == Access::Console) keys += " %R~" + of + "pd";
    if (access == Access::Reader) keys += " %R~" + of + "v:*";
    const auto commands = access == Access::Owner ? owner_commands : reader_commands;
    // Processes that read personal text may also scan all of it, as `dudao log verify` does.
    std::string more = access == Access::Console ? " +hscan" : "";
    if (access == Access::Reader) more = " +hgetall";  // of the views
    return "resetchannels " + keys + " -@all " + std::string(commands) + more;
}

std::string acl_line(std::string_view user, std::string_view sha256, Access access,
                     std::string_view j) {
    return "user " + std::string(user) + " on #" + std::string(sha256) + " " +
           access_rules(access, j) + "\n";
}

Result<Address> redis_address(const std::string& address, const std::string& auth_file) {
    auto parsed = parse_address(address);
    if (!parsed) return within("--redis", parsed.error());
    if (auth_file.empty()) return parsed;
    auto text = disk::read_private(auth_file, file_bytes_max);
    if (!text) return within("--redis-auth-file", text.error());
    while (text->ends_with('\n')) text->pop_back();
    const auto line = text->find('\n');
    if (line != text->npos) parsed->user = text->substr(0, line);
    parsed->password = line == text->npos ? *text : text->substr(line + 1);
    const bool good = is_plain(parsed->password) && (line == text->npos || is_plain(parsed->user));
    sodium_memzero(text->data(), text->size());
    if (!good) return wrong_file(auth_file, "not a user and a password");
    return parsed;
}

}  // namespace dudao
