#include "store/access.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace dudao {
namespace {

constexpr std::size_t file_bytes_max = 512;
constexpr mode_t others = S_IRWXG | S_IRWXO;

constexpr std::string_view owner_commands =
    "+ping +fcall +function|list +function|load +config|get +info +bgrewriteaof +role +time +type "
    "+exists +del +hset +hget +hmget +hgetall +hdel +xadd +xread +xrange +xtrim +xgroup|create "
    "+xgroup|destroy +zadd +zrem +zrange +zrangebyscore";
constexpr std::string_view reader_commands = "+ping +role +hmget +xread +xrange";

class Fd {
 public:
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd() {
        if (fd_ >= 0) ::close(fd_);
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    int get() const { return fd_; }

 private:
    int fd_;
};

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

Result<std::string> read_secret(const std::string& file) {
    const Fd in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0) return wrong_file(file, std::strerror(errno));
    struct stat about {};
    if (::fstat(in.get(), &about) != 0) return wrong_file(file, std::strerror(errno));
    if (!S_ISREG(about.st_mode) || (about.st_mode & others) != 0) {
        return wrong_file(file, "others can read it, or it is no file");
    }
    std::array<char, file_bytes_max + 1> bytes{};
    const auto size = ::read(in.get(), bytes.data(), bytes.size());
    if (size < 0) return wrong_file(file, std::strerror(errno));
    std::string text(bytes.data(), static_cast<std::size_t>(size));
    sodium_memzero(bytes.data(), bytes.size());
    if (text.size() > file_bytes_max) return wrong_file(file, "over 512 bytes");
    return text;
}

}  // namespace

std::string access_rules(Access access, std::string_view j) {
    const std::string of = "{" + std::string(j) + "}:";
    std::string keys = "~" + of + "*";
    if (access != Access::Owner) keys = "%R~" + of + "w %R~" + of + "log";
    if (access == Access::Console) keys += " %R~" + of + "pd";
    if (access == Access::Reader) keys += " %R~" + of + "v:*";
    const auto commands = access == Access::Owner ? owner_commands : reader_commands;
    // Who may read people's words may look all of them through, as `dudao log verify` does.
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
    auto text = read_secret(auth_file);
    if (!text) return tl::unexpected<Error>(text.error());
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
