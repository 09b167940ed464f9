// The addresses outside to which a county's notices go, as they are written in its settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dudao {

/// smtps://host[:465], where TLS begins with the connection, or smtp://host[:587].
struct MailServer {
    bool tls_from_start = false;
    std::string host;
    int port = 0;

    std::string url() const {
        return (tls_from_start ? "smtps://" : "smtp://") + host + ":" + std::to_string(port);
    }
    /// True if nobody outside this machine can read what is sent in clear.
    bool is_here() const;
};
/// std::nullopt if it is not such an address, or has more than scheme, host and port.
std::optional<MailServer> parse_mail_server(std::string_view text);

/// True for https://host/path or http://host/path, without a name or password in it.
bool is_web_address(std::string_view text);

}  // namespace dudao
