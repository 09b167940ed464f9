#include "http/peers.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace dudao::http {
namespace {

constexpr Address mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
constexpr unsigned mapped_bits = 96;
constexpr std::size_t subnet_bytes = 8;  // an IPv6 customer has at least this prefix

bool is_mapped(const Address& address) {
    return std::equal(mapped.begin(), mapped.begin() + mapped_bits / 8, address.begin());
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

std::optional<Net> parse_net(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_ip(text.substr(0, slash));
    if (!address) return std::nullopt;
    if (slash == text.npos) return Net{*address, 128};
    const std::string_view digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const bool four = text.find(':') == text.npos;
    const bool good =
        wrong == std::errc{} && end == digits.data() + digits.size() && bits <= (four ? 32U : 128U);
    if (!good) return std::nullopt;
    return Net{*address, bits + (four ? mapped_bits : 0)};
}

/// The addresses in all X-Forwarded-For headers, from the nearest hop to the farthest.
std::vector<std::string_view> hops_of(const Request& request) {
    std::vector<std::string_view> hops;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        std::string_view rest = value;
        for (;;) {
            const auto comma = rest.find(',');
            hops.push_back(trimmed(rest.substr(0, comma)));
            if (comma == rest.npos) break;
            rest.remove_prefix(comma + 1);
        }
    }
    std::reverse(hops.begin(), hops.end());
    return hops;
}

}  // namespace

std::optional<Address> parse_ip(std::string_view text) {
    // An interface name has only local meaning.
    const std::string terminated(text.substr(0, text.find('%')));
    Address address = mapped;
    if (::inet_pton(AF_INET, terminated.c_str(), address.data() + mapped_bits / 8) == 1) {
        return address;
    }
    if (::inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
    return std::nullopt;
}

std::string text_of(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool four = is_mapped(address);
    ::inet_ntop(four ? AF_INET : AF_INET6, address.data() + (four ? mapped_bits / 8 : 0),
                text.data(), text.size());
    return text.data();
}

bool Net::holds(const Address& other) const {
    for (unsigned bit = 0; bit < bits; bit += 8) {
        const unsigned wanted = std::min(bits - bit, 8U);
        const unsigned mask = 0xFFU << (8 - wanted) & 0xFFU;
        if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) return false;
    }
    return true;
}

Result<std::vector<Net>> parse_nets(const std::vector<std::string>& texts) {
    std::vector<Net> nets;
    for (const std::string& text : texts) {
        const auto net = parse_net(text);
        if (!net) return bad_input("'" + text + "' is no address", "10.1.2.3 or 10.0.0.0/8");
        nets.push_back(*net);
    }
    return nets;
}

std::string client_of(const Request& request, const std::vector<Net>& proxies) {
    auto client = parse_ip(request.peer);
    if (!client) return request.peer;
    const auto is_proxy = [&](const Address& address) {
        return std::any_of(proxies.begin(), proxies.end(),
                           [&](const Net& each) { return each.holds(address); });
    };
    for (const std::string_view hop : hops_of(request)) {
        if (!is_proxy(*client)) break;
        const auto next = parse_ip(hop);
        if (!next) break;  // our proxies write addresses; someone else wrote this
        client = next;
    }
    return text_of(*client);
}

std::string neighbourhood(const std::string& address) {
    auto parsed = parse_ip(address);
    if (!parsed) return address;
    if (is_mapped(*parsed)) return text_of(*parsed);
    std::fill(parsed->begin() + subnet_bytes, parsed->end(), std::uint8_t{0});
    return text_of(*parsed) + "/64";
}

}  // namespace dudao::http
