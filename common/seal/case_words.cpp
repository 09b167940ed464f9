#include "seal/case_words.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>

#include "disk/file.h"
#include "domain/hash.h"
#include "draw/encoding.h"
#include "ensure.h"
#include "ledger/hash.h"
#include "seal/box.h"
#include "seal/key_file.h"

namespace dudao::seal {
namespace {

constexpr std::string_view magic = "dudaoCW1";
constexpr std::size_t mark_bytes = 8;
constexpr std::size_t locked_head_bytes = magic.size() + 8 + mark_bytes;
constexpr std::size_t locked_least_bytes =
    locked_head_bytes + crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

std::string mark_of(const Secret<32>& key) {
    const Hash hash = draw::tagged_hash("case-key", {view(key.bytes())});
    return std::string(view(hash).substr(0, mark_bytes));
}

}  // namespace

CaseKeys CaseKeys::beside(const std::filesystem::path& case_key, const std::string& j) {
    return CaseKeys(case_key.parent_path() / "cases" / j);
}

std::filesystem::path CaseKeys::file_of(CaseId lead) const {
    return folder_ / (std::to_string(lead.value) + ".key");
}

bool is_locked(std::string_view stored) {
    return stored.size() >= locked_least_bytes && stored.starts_with(magic);
}

std::filesystem::path CaseKeys::made_file_of(CaseId lead) const {
    return folder_ / (std::to_string(lead.value) + ".made");
}

Result<void> CaseKeys::make_key(CaseId lead) const {
    std::error_code failed;
    if (std::filesystem::exists(file_of(lead), failed)) return {};
    if (std::filesystem::exists(made_file_of(lead), failed)) {
        return fail(Error::Kind::NotFound, "the key of this case is destroyed");
    }
    std::filesystem::create_directories(folder_, failed);
    if (failed) return fail(Error::Kind::Refused, folder_.string() + ": " + failed.message());
    auto made = save_secret(random_secret(), file_of(lead));
    // Another broker of the same machine may have been first.
    if (!made && !std::filesystem::exists(file_of(lead), failed)) return made;
    return {};
}

Result<Secret<32>> CaseKeys::key_of(CaseId lead, bool make) const {
    if (make) {
        if (const auto made = make_key(lead); !made) return tl::unexpected<Error>(made.error());
        // After the key: one that was never used is not taken for destroyed.
        std::error_code failed;
        if (!std::filesystem::exists(made_file_of(lead), failed)) {
            const auto noted = disk::create(made_file_of(lead), "", S_IRUSR);
            if (!noted && !std::filesystem::exists(made_file_of(lead), failed)) {
                return tl::unexpected<Error>(noted.error());
            }
        }
    }
    std::error_code failed;
    if (!std::filesystem::exists(file_of(lead), failed)) {
        return fail(Error::Kind::NotFound, "the key of this case is destroyed, or not here");
    }
    return load_secret(file_of(lead));
}

Result<std::string> CaseKeys::veil(CaseId lead, const EvidenceHash& hash, std::int64_t offset,
                                   std::string bytes, bool make) const {
    ensure(sodium_init() >= 0, "libsodium starts");
    const auto whole = hash_from_hex(hash.text);
    if (!whole || offset < 0) return bad_input("no hash of evidence, or no offset in it");
    const auto key = key_of(lead, make);
    if (!key) return tl::unexpected<Error>(key.error());
    Secret<32> own;
    crypto_generichash(own.data(), own.size(), whole->data(), whole->size(), key->data(),
                       key->size());
    constexpr std::int64_t block_bytes = 64;
    const auto skip = static_cast<std::size_t>(offset % block_bytes);
    const SecretBytes plain(std::string(skip, '\0') + std::move(bytes));
    std::string out(plain.size(), '\0');
    crypto_stream_xchacha20_xor_ic(reinterpret_cast<unsigned char*>(out.data()), plain.data(),
                                   plain.size(), whole->data(),
                                   static_cast<std::uint64_t>(offset / block_bytes), own.data());
    return out.substr(skip);
}

Result<std::string> CaseKeys::lock(CaseId lead, std::string_view value) const {
    ensure(sodium_init() >= 0, "libsodium starts");
    const auto key = key_of(lead, true);
    if (!key) return tl::unexpected<Error>(key.error());
    std::string out(magic);
    out += draw::u64(lead.value) + mark_of(*key);
    out.resize(locked_least_bytes + value.size());
    auto* nonce = reinterpret_cast<unsigned char*>(out.data()) + locked_head_bytes;
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, raw(value), value.size(), nonce,
                          key->data());
    return out;
}

CaseId case_of_locked(std::string_view stored) {
    if (!is_locked(stored)) return {};
    return {Reader(stored.substr(magic.size())).number(8)};
}

Result<std::string> CaseKeys::unlock(std::string_view stored) const {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (!is_locked(stored)) return fail(Error::Kind::Corrupt, "not the words of a case");
    Reader reader(stored.substr(magic.size()));
    const auto key = key_of(CaseId{reader.number(8)}, false);
    if (!key) return tl::unexpected<Error>(key.error());
    if (reader.next(mark_bytes) != mark_of(*key)) {
        return fail(Error::Kind::NotFound, "the key of this case is another one");
    }
    const auto boxed = stored.substr(locked_head_bytes + crypto_secretbox_NONCEBYTES);
    std::string value(boxed.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(value.data()), raw(boxed),
                                   boxed.size(), raw(stored) + locked_head_bytes,
                                   key->data()) != 0) {
        return fail(Error::Kind::Corrupt, "the words of a case were altered");
    }
    return value;
}

}  // namespace dudao::seal
