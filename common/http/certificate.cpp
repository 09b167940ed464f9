#include "http/certificate.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <array>
#include <ctime>
#include <utility>

#include "disk/file.h"
#include "freed.h"
#include "http/core.h"
#include "http/peers.h"
#include "refusals/says.h"

namespace dudao::http {
namespace {

constexpr std::size_t file_bytes_max = 1024UL * 1024;
/// Web servers' groups (ssl-cert) may read a key as well.
constexpr mode_t key_mode_max = 0740;

using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;

/// Text that is overwritten once it was used.
struct Wiped {
    explicit Wiped(std::string text_in) : text(std::move(text_in)) {}
    ~Wiped() { OPENSSL_cleanse(text.data(), text.size()); }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    std::string text;
};

Memory memory_of(const std::string& bytes) {
    return Memory(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

/// An encrypted key is an error; without this OpenSSL would ask at the terminal.
int no_password(char* /*to*/, int /*size*/, int /*writing*/, void* /*more*/) { return -1; }

/// OpenSSL's words for what went wrong last.
std::string last_words() {
    std::array<char, 256> words{};
    ERR_error_string_n(ERR_peek_last_error(), words.data(), words.size());
    ERR_clear_error();
    const std::string text(words.data());
    return text.substr(text.rfind(':') + 1);
}

/// Keeps keys in OpenSSL's locked memory; if none is available, they are kept normally.
void lock_memory() {
    constexpr std::size_t secure_bytes = 64UL * 1024;
    constexpr std::size_t secure_least = 32;
    if (!CRYPTO_secure_malloc_initialized()) CRYPTO_secure_malloc_init(secure_bytes, secure_least);
}

Moment moment_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return Moment{static_cast<std::int64_t>(::timegm(&parts)) * 1000};
}

Result<std::string> read_key(const std::filesystem::path& file) {
    auto bytes = disk::read_private(file, file_bytes_max, key_mode_max);
    if (bytes) return bytes;
    const bool open =
        bytes.error().kind == Error::Kind::Refused && bytes.error().mend.starts_with("chmod");
    return open ? bad_input(says("file_open_to_others", file.string()))
                : bad_input(says("tls_no_file", file.string()));
}

}  // namespace

Certificate::Certificate(std::filesystem::path file, std::shared_ptr<Loaded> loaded)
    : file_(std::move(file)), loaded_(std::move(loaded)) {}

Result<Certificate> Certificate::load(const Files& files) {
    namespace ssl = asio::ssl;
    const std::string path = files.certificate.string();
    const auto chain = disk::read_whole(files.certificate, file_bytes_max);
    if (!chain) return bad_input(says("tls_no_file", path));
    auto key_bytes = read_key(files.private_key);
    if (!key_bytes) return tl::unexpected<Error>(key_bytes.error());
    const Wiped key_text(std::move(*key_bytes));

    lock_memory();
    ERR_clear_error();
    constexpr auto rules = ssl::context::default_workarounds | ssl::context::no_sslv2 |
                           ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                           ssl::context::no_tlsv1_1;
    auto loaded = std::make_shared<Loaded>();
    SSL_CTX* const native = loaded->context.native_handle();
    boost::system::error_code wrong;
    loaded->context.set_options(rules, wrong);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
    const std::unique_ptr<X509, Freed<X509_free>> first(
        PEM_read_bio_X509_AUX(memory_of(*chain).get(), nullptr, no_password, nullptr));
    if (!first) return bad_input(says("tls_no_certificate", path));
    if (!wrong) loaded->context.use_certificate_chain(asio::buffer(*chain), wrong);
    if (wrong) return bad_input(says("tls_weak", path, wrong.message()));
    const Key key(
        PEM_read_bio_PrivateKey(memory_of(key_text.text).get(), nullptr, no_password, nullptr));
    if (!key) return bad_input(says("tls_no_key", files.private_key.string()));
    if (X509_check_private_key(first.get(), key.get()) != 1) {
        return bad_input(says("tls_other_key", files.private_key.string(), path));
    }
    if (SSL_CTX_use_PrivateKey(native, key.get()) != 1) {
        return bad_input(says("tls_weak", files.private_key.string(), last_words()));
    }
    return Certificate(files.certificate, std::move(loaded));
}

Result<void> Certificate::check(const std::vector<std::string>& names, Moment now) const {
    const X509* own = SSL_CTX_get0_certificate(loaded_->context.native_handle());
    const Moment begins = moment_of(X509_get0_notBefore(own));
    if (now < begins) return bad_input(says("tls_not_yet", file_.string(), to_text(begins, 0)));
    if (now >= ends()) return bad_input(says("tls_ended", file_.string(), to_text(ends(), 0)));
    for (const std::string& name : names) {
        if (!holds_for(name)) return bad_input(says("tls_other_name", file_.string(), name));
    }
    return {};
}

/// Of the alternative names alone, as browsers do it.
bool Certificate::holds_for(const std::string& name) const {
    X509* own = SSL_CTX_get0_certificate(loaded_->context.native_handle());
    if (parse_ip(name)) return X509_check_ip_asc(own, name.c_str(), 0) == 1;
    return X509_check_host(own, name.data(), name.size(), X509_CHECK_FLAG_NEVER_CHECK_SUBJECT,
                           nullptr) == 1;
}

std::string Certificate::serial() const {
    const X509* own = SSL_CTX_get0_certificate(loaded_->context.native_handle());
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(own), nullptr);
    char* hex = number == nullptr ? nullptr : BN_bn2hex(number);
    std::string text = hex == nullptr ? "" : hex;
    OPENSSL_free(hex);
    BN_free(number);
    return text;
}

Moment Certificate::ends() const {
    return moment_of(
        X509_get0_notAfter(SSL_CTX_get0_certificate(loaded_->context.native_handle())));
}

}  // namespace dudao::http
