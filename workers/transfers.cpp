#include "workers/transfers.h"

#include <curl/curl.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <utility>

#include "net/steady.h"
#include "workers/limits.h"

namespace dudao::workers {

struct Transfers::Inner {
    Loop& loop;
    int token;
    SystemSteady steady{};
    CURLM* multi = nullptr;
    std::int64_t call_at_ms = -1;  // libcurl's timer; -1: none
    bool started = false;          // a transfer was added since the last turn

    static int on_socket(CURL*, curl_socket_t fd, int what, void* user, void*) {
        auto& inner = *static_cast<Inner*>(user);
        if (what == CURL_POLL_REMOVE) {
            inner.loop.unwatch(fd);
        } else {
            inner.loop.watch(fd, inner.token,
                             what == CURL_POLL_IN ? Want::Read : Want::ReadAndWrite);
        }
        return 0;
    }
    static int on_timer(CURLM*, long ms, void* user) {
        auto& inner = *static_cast<Inner*>(user);
        inner.call_at_ms = ms < 0 ? -1 : inner.steady.now_ms() + ms;
        return 0;
    }
};

Transfers::Transfers(Loop& loop, int token) : inner_(std::make_unique<Inner>(Inner{loop, token})) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    inner_->multi = curl_multi_init();
    if (inner_->multi == nullptr) throw std::runtime_error("libcurl cannot start");
    curl_multi_setopt(inner_->multi, CURLMOPT_SOCKETFUNCTION, &Inner::on_socket);
    curl_multi_setopt(inner_->multi, CURLMOPT_SOCKETDATA, inner_.get());
    curl_multi_setopt(inner_->multi, CURLMOPT_TIMERFUNCTION, &Inner::on_timer);
    curl_multi_setopt(inner_->multi, CURLMOPT_TIMERDATA, inner_.get());
}

Transfers::~Transfers() { curl_multi_cleanup(inner_->multi); }

void* Transfers::make(std::int64_t ms_max) const {
    CURL* const handle = curl_easy_init();
    if (handle == nullptr) throw std::bad_alloc();
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(ms_max));
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    // A name that is still being looked up must not hold the loop when the transfer is over.
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
    return handle;
}

void Transfers::start(void* handle) {
    curl_multi_add_handle(inner_->multi, handle);
    inner_->started = true;
}

std::vector<Transfers::Ended> Transfers::turn(const std::vector<Ready>& ready) {
    int running = 0;
    for (const Ready& each : ready) {
        if (each.token != inner_->token) continue;
        const int what = (each.readable ? CURL_CSELECT_IN : 0) |
                         (each.writable ? CURL_CSELECT_OUT : 0) |
                         (each.broken ? CURL_CSELECT_ERR : 0);
        curl_multi_socket_action(inner_->multi, each.fd, what, &running);
    }
    const bool due = inner_->call_at_ms >= 0 && inner_->call_at_ms <= inner_->steady.now_ms();
    if (due || std::exchange(inner_->started, false)) {
        inner_->call_at_ms = -1;
        curl_multi_socket_action(inner_->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    std::vector<Ended> ended;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(inner_->multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        ended.push_back({message->easy_handle, static_cast<int>(message->data.result)});
    }
    for (const Ended& each : ended) curl_multi_remove_handle(inner_->multi, each.handle);
    return ended;
}

void Transfers::end(void* handle) {
    curl_multi_remove_handle(inner_->multi, handle);
    curl_easy_cleanup(handle);
}

long Transfers::wait_ms() const {
    if (inner_->started) return 0;
    if (inner_->call_at_ms < 0) return channels_wait_ms;
    return static_cast<long>(
        std::max<std::int64_t>(inner_->call_at_ms - inner_->steady.now_ms(), 0));
}

}  // namespace dudao::workers
