// Under which of our names we were asked: a page of another site whose name leads to our address
// (DNS rebinding) is none of ours, whatever the browser thinks. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dudao::http {

/// Of a Host header, without its port and brackets, in small letters, an address in its usual form.
/// Nothing: it is no host.
std::optional<std::string> host_of(std::string_view header);

/// Whether two hosts are the same machine's own: localhost and the loopback addresses.
bool is_loopback(std::string_view host);

}  // namespace dudao::http
