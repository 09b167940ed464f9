#include "seal/case_words.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>

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

Result<std::string> CaseKeys::lock(CaseId lead, std::string_view value) const {
    ensure(sodium_init() >= 0, "libsodium starts");
    const std::filesystem::path file = file_of(lead);
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        std::filesystem::create_directories(folder_, failed);
        if (failed) return fail(Error::Kind::Refused, folder_.string() + ": " + failed.message());
        const auto made = save_secret(random_secret(), file);
        // Another broker of the same machine may have been first.
        if (!made && !std::filesystem::exists(file, failed)) {
            return tl::unexpected<Error>(made.error());
        }
    }
    const auto key = load_secret(file);
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

Result<std::string> CaseKeys::unlock(std::string_view stored) const {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (!is_locked(stored)) return fail(Error::Kind::Corrupt, "not the words of a case");
    Reader reader(stored.substr(magic.size()));
    const std::filesystem::path file = file_of(CaseId{reader.number(8)});
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        return fail(Error::Kind::NotFound, "the key of this case is destroyed, or not here");
    }
    const auto key = load_secret(file);
    if (!key) return tl::unexpected<Error>(key.error());
    if (reader.next(mark_bytes) != mark_of(*key)) {
        return fail(Error::Kind::NotFound, "the key of that time is destroyed");
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
