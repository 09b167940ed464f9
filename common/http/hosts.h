// Checks the Host header. A page of another site whose name resolves to our address (DNS rebinding)
// must not be served. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dudao::http {

/// Normalizes a Host header: without port and brackets, in lower case, an address in its usual
/// form. Returns std::nullopt if it is not a host.
std::optional<std::string> host_of(std::string_view header);

/// True for localhost and the loopback addresses.
bool is_loopback(std::string_view host);

}  // namespace dudao::http
