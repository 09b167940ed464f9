#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "domain/hash.h"
#include "ensure.h"
#include "seal/seal.h"

namespace dudao::seal {
namespace {

constexpr std::size_t line_bytes = 65;  // 64 hex digits and LF

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

tl::unexpected<Error> file_error(const std::string& file, const char* what) {
    return fail(Error::Kind::Refused,
                "key file " + file + ": " + what + ": " + std::strerror(errno));
}

Result<void> save_secret(const Secret<32>& secret, const std::string& file) {
    const File out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
    if (out.fd() < 0) return file_error(file, "create");
    std::string line = to_hex(secret) + "\n";
    const bool whole =
        ::write(out.fd(), line.data(), line.size()) == std::ssize(line) && ::fsync(out.fd()) == 0;
    sodium_memzero(line.data(), line.size());
    if (!whole) return file_error(file, "write");
    return {};
}

Result<Secret<32>> load_secret(const std::string& file) {
    const File in(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (in.fd() < 0) return file_error(file, "open");
    struct stat info {};
    if (::fstat(in.fd(), &info) != 0) return file_error(file, "stat");
    if ((info.st_mode & 07777U & ~mode_t{S_IRUSR}) != 0) {
        return fail(Error::Kind::Refused,
                    "key file " + file + " is open to more than its owner's reading",
                    "chmod 0400 " + file);
    }
    std::array<char, line_bytes + 1> text{};  // one more than a whole file: longer ones are refused
    const bool whole = ::read(in.fd(), text.data(), text.size()) == ssize_t{line_bytes} &&
                       text[line_bytes - 1] == '\n';
    auto read = hash_from_hex({text.data(), whole ? line_bytes - 1 : 0});
    sodium_memzero(text.data(), text.size());
    if (!read) return bad_input("key file " + file + " holds no key", "64 hex digits");
    Secret<32> secret(*read);
    sodium_memzero(read->data(), read->size());
    return secret;
}

SealingKeys sealing_keys_of(const Secret<32>& secret) {
    SealingKeys keys{.public_key = {}, .secret_key = secret};
    const int refused = crypto_scalarmult_base(keys.public_key.data(), keys.secret_key.data());
    ensure(refused == 0, "every 32 bytes are an X25519 secret");
    return keys;
}

SigningKeys signing_keys_of(const Secret<32>& secret) {
    SigningKeys keys;
    crypto_sign_seed_keypair(keys.public_key.data(), keys.secret_key.data(), secret.data());
    return keys;
}

Secret<32> random_secret() {
    Secret<32> secret;
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

}  // namespace

SealingKeys generate_sealing_keys() { return sealing_keys_of(random_secret()); }
SigningKeys generate_signing_keys() { return signing_keys_of(random_secret()); }

Result<void> save(const SealingKeys& keys, const std::string& file) {
    return save_secret(keys.secret_key, file);
}

Result<void> save(const SigningKeys& keys, const std::string& file) {
    Secret<32> secret;
    crypto_sign_ed25519_sk_to_seed(secret.data(), keys.secret_key.data());
    return save_secret(secret, file);
}

Result<SealingKeys> load_sealing_keys(const std::string& file) {
    const auto secret = load_secret(file);
    if (!secret) return tl::unexpected(secret.error());
    return sealing_keys_of(*secret);
}

Result<SigningKeys> load_signing_keys(const std::string& file) {
    const auto secret = load_secret(file);
    if (!secret) return tl::unexpected(secret.error());
    return signing_keys_of(*secret);
}

}  // namespace dudao::seal
