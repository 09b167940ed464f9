#include "net/curve.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "ensure.h"
#include "ledger/key_id.h"

namespace dudao {
namespace {

constexpr std::size_t z85_size = 40;

class File {
 public:
    explicit File(int fd) : fd_(fd) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }

 private:
    int fd_;
};

tl::unexpected<Error> file_error(const std::filesystem::path& file, const char* what) {
    return fail(Error::Kind::Refused,
                "key file " + file.string() + ": " + what + ": " + std::strerror(errno));
}

Result<void> sync_directory(const std::filesystem::path& file) {
    const auto parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const File directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.fd() < 0 || ::fsync(directory.fd()) != 0) return file_error(file, "directory");
    return {};
}

Result<void> check_mode(int fd, const std::filesystem::path& file) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return file_error(file, "stat");
    if (!S_ISREG(info.st_mode)) return bad_input("key file " + file.string() + " is not a file");
    if ((info.st_mode & 07777U & ~mode_t{S_IRUSR}) == 0) return {};
    return fail(Error::Kind::Refused,
                "key file " + file.string() + " is open to more than its owner's reading",
                "chmod 0400 " + file.string());
}

}  // namespace

KeyPair generate_key_pair() {
    ensure(sodium_init() >= 0, "libsodium starts");
    SecretKey secret;
    randombytes_buf(secret.bytes.data(), secret.bytes.size());
    return key_pair_of(secret);
}

KeyPair key_pair_of(const SecretKey& secret) {
    KeyPair pair{.public_key = {}, .secret_key = secret};
    const int refused = crypto_scalarmult_base(pair.public_key.data(), secret.bytes.data());
    ensure(refused == 0, "every 32 bytes are a Curve25519 secret");
    return pair;
}

KeyId key_id(const PublicKey& key) { return key_id(as_bytes(key)); }

std::string to_z85(const PublicKey& key) {
    std::array<char, z85_size + 1> text{};
    zmq_z85_encode(text.data(), key.data(), key.size());
    return text.data();
}

Result<PublicKey> parse_z85(std::string_view text) {
    PublicKey key{};
    const std::string terminated(text);
    const bool printable =
        std::all_of(text.begin(), text.end(), [](char c) { return c > 32 && c < 127; });
    if (text.size() != z85_size || !printable || !zmq_z85_decode(key.data(), terminated.c_str())) {
        return bad_input("not a key", "40 characters of Z85");
    }
    return key;
}

Result<void> save_key(const KeyPair& pair, const std::filesystem::path& file) {
    const File out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
    if (out.fd() < 0) return file_error(file, "create");
    std::string line = to_z85(pair.secret_key.bytes) + "\n";
    const auto written = ::write(out.fd(), line.data(), line.size());
    const bool whole = written == static_cast<ssize_t>(line.size()) && ::fsync(out.fd()) == 0;
    sodium_memzero(line.data(), line.size());
    if (!whole) return file_error(file, "write");
    return sync_directory(file);
}

Result<KeyPair> load_key(const std::filesystem::path& file) {
    const File in(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (in.fd() < 0) return file_error(file, "open");
    if (auto good = check_mode(in.fd(), file); !good) return tl::unexpected(good.error());
    std::array<char, z85_size + 2> text{};  // one more than a whole file: longer ones are refused
    const auto size = ::read(in.fd(), text.data(), text.size());
    const bool whole = size == z85_size || (size == z85_size + 1 && text[z85_size] == '\n');
    auto secret = parse_z85(whole ? std::string_view(text.data(), z85_size) : "");
    sodium_memzero(text.data(), text.size());
    if (!secret) return within("key file " + file.string(), secret.error());
    KeyPair pair = key_pair_of(SecretKey{*secret});
    sodium_memzero(secret->data(), secret->size());
    return pair;
}

}  // namespace dudao
