// The county's own certificate authority, for the pages that devices serve to their groups' phones:
// made once, and the certificates it issues. EC P-256 throughout.
#pragma once

#include <string>
#include <vector>

#include "domain/moment.h"
#include "result.h"

namespace dudao::tls {

/// Both PEM.
struct Pair {
    std::string certificate;
    std::string key;
};

inline constexpr Span authority_valid = days(3653);
inline constexpr Span server_valid = days(397);   // browsers take no longer ones
inline constexpr Span server_renewed = days(30);  // before its end

/// An authority of this name: it may sign certificates of servers and nothing further down.
Result<Pair> make_authority(const std::string& name, Moment now);

/// By what a server is reached.
struct Names {
    std::vector<std::string> hosts;
    std::vector<std::string> addresses;
    /// Under hosts or addresses, once; false: it is neither.
    bool add(const std::string& name);
};
/// This machine: localhost and its loopback, its host name, the addresses of its interfaces.
Names names_of_this_machine();

/// A server's certificate, followed by the authority's.
Result<Pair> issue(const Pair& authority, const std::string& name, const Names& names, Moment now);

/// Whether it is of this authority, holds for some time yet and for each of these names.
bool serves(const std::string& certificate, const std::string& authority, const Names& names,
            Moment now);

/// SHA-256 of the certificate, as phones show it: "AB:CD:…". Empty: it cannot be read.
std::string fingerprint(const std::string& certificate);

}  // namespace dudao::tls
