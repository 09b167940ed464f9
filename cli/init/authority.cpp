#include "cli/init/authority.h"

#include <sys/stat.h>

#include "cli/tls/certificates.h"
#include "disk/file.h"

namespace dudao::init {
namespace {

constexpr std::size_t common_name_max = 64;  // X.520

std::string content_of(const std::filesystem::path& file) {
    return disk::read_whole(file).value_or(std::string());
}

Result<void> write_secret(const std::filesystem::path& file, const std::string& bytes) {
    return disk::replace(file, bytes, S_IRUSR);
}

}  // namespace

Result<void> ensure_authority(const StateFolder& folder, const std::string& jurisdiction,
                              Moment now) {
    // The key may have been taken away to a safe place: the certificate then stands for both.
    if (std::filesystem::exists(folder.authority())) return {};
    auto made = tls::make_authority(("Dudao " + jurisdiction).substr(0, common_name_max), now);
    if (!made) return tl::unexpected<Error>(made.error());
    if (auto kept = write_secret(folder.authority_key(), made->key); !kept) return kept;
    return disk::replace(folder.authority(), made->certificate);
}

Result<void> ensure_server(const StateFolder& folder, const std::string& device,
                           const std::vector<std::string>& more, Moment now) {
    const tls::Pair authority{content_of(folder.authority()), content_of(folder.authority_key())};
    tls::Names names = tls::names_of_this_machine();
    for (const std::string& each : more) {
        if (!names.add(each)) return bad_input("'" + each + "' is no host or address", "phone.lan");
    }
    const bool good = tls::serves(content_of(folder.field_certificate(device)),
                                  authority.certificate, names, now) &&
                      std::filesystem::exists(folder.field_key(device));
    if (good) return {};
    if (authority.certificate.empty() || authority.key.empty()) {
        return fail(Error::Kind::NotFound, folder.authority_key().string() + " is not there",
                    "put the county's authority back, so that it can issue a certificate");
    }
    auto issued = tls::issue(authority, device.substr(0, common_name_max), names, now);
    if (!issued) return tl::unexpected<Error>(issued.error());
    if (auto kept = write_secret(folder.field_key(device), issued->key); !kept) return kept;
    return disk::replace(folder.field_certificate(device), issued->certificate);
}

}  // namespace dudao::init
