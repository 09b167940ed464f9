#include "cli/tls/certificates.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <memory>

#include "freed.h"

namespace dudao::tls {
namespace {

using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr int serial_bytes = 16;
constexpr Span clocks_differ = days(1);  // a phone's clock may be behind ours

tl::unexpected<Error> failed(const char* what) {
    std::array<char, 256> why{};
    ERR_error_string_n(ERR_get_error(), why.data(), why.size());
    ERR_clear_error();
    return fail(Error::Kind::Corrupt, std::string("tls: ") + what + ": " + why.data());
}

Memory memory_of(const std::string& bytes) {
    return Memory(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Certificate read_certificate(const std::string& pem) {
    return Certificate(PEM_read_bio_X509(memory_of(pem).get(), nullptr, nullptr, nullptr));
}

template <class Put>
std::string pem_of(Put put) {
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || put(memory.get()) != 1) return {};
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

Result<Pair> pair_of(X509* certificate, EVP_PKEY* key) {
    Pair pair{
        pem_of([&](BIO* to) { return PEM_write_bio_X509(to, certificate); }), pem_of([&](BIO* to) {
            return PEM_write_bio_PKCS8PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr);
        })};
    if (pair.certificate.empty() || pair.key.empty()) return failed("write");
    return pair;
}

bool set_time(ASN1_TIME* to, Moment at) {
    return ASN1_TIME_set(to, static_cast<std::time_t>(at.ms / 1000)) != nullptr;
}

/// A certificate for a key, with neither extensions nor signature yet.
Certificate begin(EVP_PKEY* key, const std::string& name, Moment now, Span valid) {
    Certificate made(X509_new());
    std::array<unsigned char, serial_bytes> chance{};
    if (!made || RAND_bytes(chance.data(), serial_bytes) != 1) return {};
    chance[0] =
        static_cast<unsigned char>((chance[0] & 0x7FU) | 0x40U);  // positive, of full length
    BIGNUM* number = BN_bin2bn(chance.data(), serial_bytes, nullptr);
    const bool numbered = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(made.get())) != nullptr;
    BN_free(number);
    X509_NAME* subject = X509_get_subject_name(made.get());
    const bool good = numbered && X509_set_version(made.get(), X509_VERSION_3) == 1 &&
                      set_time(X509_getm_notBefore(made.get()), now - clocks_differ) &&
                      set_time(X509_getm_notAfter(made.get()), now - clocks_differ + valid) &&
                      X509_NAME_add_entry_by_txt(
                          subject, "CN", MBSTRING_UTF8,
                          reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0) == 1 &&
                      X509_set_pubkey(made.get(), key) == 1;
    return good ? std::move(made) : Certificate();
}

bool extend(X509* certificate, X509* issuer, int what, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string listed(const Names& names) {
    std::string list;
    for (const std::string& each : names.hosts) list += (list.empty() ? "DNS:" : ",DNS:") + each;
    for (const std::string& each : names.addresses) list += (list.empty() ? "IP:" : ",IP:") + each;
    return list;
}

bool is_host(const std::string& name) {
    return !name.empty() && name.size() < 64 &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '-' || c == '.';
           });
}

}  // namespace

Result<Pair> make_authority(const std::string& name, Moment now) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) return failed("make a key");
    const Certificate made = begin(key.get(), name, now, authority_valid);
    const bool good =
        made && X509_set_issuer_name(made.get(), X509_get_subject_name(made.get())) == 1 &&
        extend(made.get(), made.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
        extend(made.get(), made.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
        extend(made.get(), made.get(), NID_subject_key_identifier, "hash") &&
        X509_sign(made.get(), key.get(), EVP_sha256()) > 0;
    if (!good) return failed("make an authority");
    return pair_of(made.get(), key.get());
}

bool Names::add(const std::string& name) {
    std::array<unsigned char, sizeof(in6_addr)> raw{};
    const bool address = ::inet_pton(AF_INET, name.c_str(), raw.data()) == 1 ||
                         ::inet_pton(AF_INET6, name.c_str(), raw.data()) == 1;
    if (!address && !is_host(name)) return false;
    auto& list = address ? addresses : hosts;
    if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
    return true;
}

Names names_of_this_machine() {
    Names names{{"localhost"}, {"127.0.0.1", "::1"}};
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0) names.add(host.data());
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return names;
    for (const ifaddrs* each = all; each != nullptr; each = each->ifa_next) {
        if (each->ifa_addr == nullptr || (each->ifa_flags & IFF_LOOPBACK) != 0) continue;
        std::array<char, INET6_ADDRSTRLEN> text{};
        const void* address = nullptr;
        if (each->ifa_addr->sa_family == AF_INET) {
            address = &reinterpret_cast<const sockaddr_in*>(each->ifa_addr)->sin_addr;
        } else if (each->ifa_addr->sa_family == AF_INET6) {
            const auto& six = reinterpret_cast<const sockaddr_in6*>(each->ifa_addr)->sin6_addr;
            if (!IN6_IS_ADDR_LINKLOCAL(&six))
                address = &six;  // means nothing without its interface
        }
        if (address == nullptr) continue;
        ::inet_ntop(each->ifa_addr->sa_family, address, text.data(), text.size());
        names.add(text.data());
    }
    ::freeifaddrs(all);
    return names;
}

Result<Pair> issue(const Pair& authority, const std::string& name, const Names& names, Moment now) {
    const Certificate issuer = read_certificate(authority.certificate);
    const Key issuer_key(
        PEM_read_bio_PrivateKey(memory_of(authority.key).get(), nullptr, nullptr, nullptr));
    if (!issuer || !issuer_key) return failed("read the authority");
    const Key key(EVP_EC_gen("P-256"));
    if (!key) return failed("make a key");
    const Certificate made = begin(key.get(), name, now, server_valid);
    X509* out = made.get();
    const bool good = made && X509_set_issuer_name(out, X509_get_subject_name(issuer.get())) == 1 &&
                      extend(out, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                      extend(out, issuer.get(), NID_key_usage, "critical,digitalSignature") &&
                      extend(out, issuer.get(), NID_ext_key_usage, "serverAuth") &&
                      extend(out, issuer.get(), NID_subject_key_identifier, "hash") &&
                      extend(out, issuer.get(), NID_authority_key_identifier, "keyid") &&
                      extend(out, issuer.get(), NID_subject_alt_name, listed(names)) &&
                      X509_sign(out, issuer_key.get(), EVP_sha256()) > 0;
    if (!good) return failed("issue a certificate");
    auto pair = pair_of(out, key.get());
    if (pair) pair->certificate += authority.certificate;
    return pair;
}

bool serves(const std::string& certificate, const std::string& authority, const Names& names,
            Moment now) {
    const Certificate server = read_certificate(certificate);
    const Certificate issuer = read_certificate(authority);
    if (!server || !issuer) return false;
    if (X509_verify(server.get(), X509_get0_pubkey(issuer.get())) != 1) return false;
    auto last = static_cast<std::time_t>((now + server_renewed).ms / 1000);
    auto first = static_cast<std::time_t>(now.ms / 1000);
    if (X509_cmp_time(X509_get0_notAfter(server.get()), &last) <= 0) return false;
    if (X509_cmp_time(X509_get0_notBefore(server.get()), &first) >= 0) return false;
    return std::all_of(names.hosts.begin(), names.hosts.end(),
                       [&](const std::string& each) {
                           return X509_check_host(server.get(), each.c_str(), each.size(), 0,
                                                  nullptr) == 1;
                       }) &&
           std::all_of(names.addresses.begin(), names.addresses.end(),
                       [&](const std::string& each) {
                           return X509_check_ip_asc(server.get(), each.c_str(), 0) == 1;
                       });
}

std::string fingerprint(const std::string& certificate) {
    const Certificate read = read_certificate(certificate);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (!read || X509_digest(read.get(), EVP_sha256(), hash.data(), &size) != 1) return {};
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        if (i > 0) text += ':';
        text += digits[hash[i] >> 4U];
        text += digits[hash[i] & 15U];
    }
    return text;
}

}  // namespace dudao::tls
