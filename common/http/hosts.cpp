#include "http/hosts.h"

#include <algorithm>

#include "http/peers.h"

namespace dudao::http {
namespace {

constexpr std::size_t host_bytes_max = 253;

bool is_port(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_sign_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

}  // namespace

std::optional<std::string> host_of(std::string_view header) {
    const bool bracket = header.starts_with('[');
    const auto end = bracket ? header.find(']') : std::min(header.find(':'), header.size());
    if (end == header.npos) return std::nullopt;
    std::string host(header.substr(bracket ? 1 : 0, end - (bracket ? 1 : 0)));
    const std::string_view rest = header.substr(end + (bracket ? 1 : 0));
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    const auto address = parse_ip(host);
    if (bracket != (host.find(':') != host.npos)) return std::nullopt;
    if (address) return text_of(*address);
    for (char& c : host) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    if (host.ends_with('.')) host.pop_back();  // the root's dot; it is the same name
    const bool good = !bracket && !host.empty() && host.size() <= host_bytes_max &&
                      std::all_of(host.begin(), host.end(), is_sign_of_a_name);
    return good ? std::optional(std::move(host)) : std::nullopt;
}

bool is_loopback(std::string_view host) {
    if (host == "localhost") return true;
    const auto address = parse_ip(host);
    if (!address) return false;
    const Net four{*parse_ip("127.0.0.0"), 104};
    const Net six{*parse_ip("::1"), 128};
    return four.holds(*address) || six.holds(*address);
}

}  // namespace dudao::http
