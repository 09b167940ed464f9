#include "ceremony/engine/master_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "ledger/hash.h"

namespace dudao::engine {
namespace {

constexpr std::size_t line_bytes = 65;  // 64 hex digits and LF

Error file_error(const std::filesystem::path& file) {
    return {Error::Kind::Refused, file.string() + ": " + std::strerror(errno), {}};
}

Result<Secret<32>> read(int fd, const std::filesystem::path& file) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return tl::unexpected<Error>(file_error(file));
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(Error::Kind::Refused, file.string() + " is open to others than its owner",
                    "chmod 0600 " + file.string());
    }
    std::array<char, line_bytes + 1> text{};
    const bool whole = ::read(fd, text.data(), text.size()) == ssize_t{line_bytes};
    auto key = hash_from_hex({text.data(), whole ? line_bytes - 1 : 0});
    sodium_memzero(text.data(), text.size());
    if (!key) return fail(Error::Kind::Corrupt, file.string() + " holds no key", "restore it");
    Secret<32> secret(*key);
    sodium_memzero(key->data(), key->size());
    return secret;
}

/// The file is linked to its name when it is whole and synced: a crash leaves all of it or none.
Result<Secret<32>> make(const std::filesystem::path& file) {
    Secret<32> key;
    randombytes_buf(key.data(), key.size());
    const auto folder = file.has_parent_path() ? file.parent_path() : ".";
    const auto temporary = file.string() + ".new";
    ::unlink(temporary.c_str());
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return tl::unexpected<Error>(file_error(file));
    std::string line = to_hex(key) + "\n";
    bool good = ::write(fd, line.data(), line.size()) == std::ssize(line) && ::fsync(fd) == 0;
    good = ::close(fd) == 0 && good;
    sodium_memzero(line.data(), line.size());
    if (!good || ::rename(temporary.c_str(), file.c_str()) != 0) {
        return tl::unexpected<Error>(file_error(file));
    }
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = directory >= 0 && ::fsync(directory) == 0;
    if (directory >= 0) ::close(directory);
    if (!good) return tl::unexpected<Error>(file_error(file));
    return key;
}

}  // namespace

Result<Secret<32>> master_key(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return make(file);
    if (fd < 0) return tl::unexpected<Error>(file_error(file));
    auto key = read(fd, file);
    ::close(fd);
    return key;
}

Hash demo_master_key(std::int64_t n) { return sha256("dudao/demo-engine/" + std::to_string(n)); }

}  // namespace dudao::engine
