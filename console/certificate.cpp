// The certificate under which the console itself serves the pages, taken up anew when it is
// renewed.
#include <cstdio>

#include "console/limits.h"
#include "console/shell.h"
#include "http/certificate.h"
#include "messages/refusals.h"

namespace dudao::console {
namespace {

bool is_every_address(const std::string& host) {
    const auto address = http::parse_ip(host);
    return address && (http::text_of(*address) == "0.0.0.0" || http::text_of(*address) == "::");
}

}  // namespace

http::Certificate::Files Shell::certificate_files(const Options& options) {
    return {options.tls_certificate, options.tls_key};
}

std::vector<std::string> Shell::certificate_names(const http::Server::Options& http) {
    if (!http.hosts.empty()) return http.hosts;
    return is_every_address(http.host) ? std::vector<std::string>() : std::vector{http.host};
}

Result<std::optional<http::Certificate>> Shell::load_certificate(
    const Options& options, const std::vector<std::string>& names) {
    if (options.tls_certificate.empty() && options.tls_key.empty()) return std::nullopt;
    if (options.tls_certificate.empty()) {
        return bad_input("--tls-key without --tls-certificate", "both or neither");
    }
    if (options.tls_key.empty()) {
        return bad_input("--tls-certificate without --tls-key", "both or neither");
    }
    auto certificate = http::Certificate::load(certificate_files(options));
    if (!certificate) return tl::unexpected<Error>(certificate.error());
    // Browsers go by the world's time, also in a demo.
    if (auto good = certificate->check(names, SystemClock().now()); !good) {
        return tl::unexpected<Error>(good.error());
    }
    return std::optional(std::move(*certificate));
}

void Shell::watch_certificate() {
    if (options_.tls_certificate.empty()) return;
    for (const std::string& file : {options_.tls_certificate, options_.tls_key}) {
        auto watch = disk::FileWatch::open(file);
        if (!watch) {
            process_.log->error("", "certificate.not_watched", {{"why", watch.error().text()}});
            continue;
        }
        loop_->watch(watch->fd(), CertificateToken);
        certificate_watches_.push_back(std::move(*watch));
    }
    certificate_due_ms_ = now_ms_;  // it may have been renewed before it was watched
}

void Shell::hear_certificate() {
    bool changed = false;
    for (disk::FileWatch& each : certificate_watches_) changed = each.changed() || changed;
    if (changed) certificate_due_ms_ = now_ms_ + certificate_settles_ms;
    if (!certificate_due_ms_ || now_ms_ < *certificate_due_ms_) return;
    certificate_due_ms_.reset();
    read_certificate();
}

void Shell::read_certificate() {
    const auto read = load_certificate(options_, certificate_names_);
    if (!read) {
        process_.log->error("", "certificate.refused", {{"why", read.error().text()}});
        std::fprintf(stderr, "dudao-console: %s\n",
                     told(read.error(), lang_of_environment()).c_str());
        // Whoever started this process tells it to whoever looks.
        std::printf("certificate refused: %s\n", told(read.error(), lang_of_environment()).c_str());
        std::fflush(stdout);
        return;
    }
    const std::string serial = (*read)->serial();
    server_->take(**read);  // its chain may be another
    if (serial == certificate_serial_) return;
    certificate_serial_ = serial;
    process_.log->info("", "certificate.taken",
                       {{"serial", serial}, {"ends", to_text((*read)->ends(), 0)}});
    std::printf("certificate taken: %s\n", serial.c_str());
    std::fflush(stdout);
}

}  // namespace dudao::console
