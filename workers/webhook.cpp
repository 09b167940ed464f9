#include "workers/webhook.h"

#include <curl/curl.h>

#include <map>
#include <stdexcept>
#include <utility>

#include "net/steady.h"
#include "workers/limits.h"

namespace dudao::workers {

/// One post in flight.
struct WebhookPost {
    NoticeId id;
    std::string json;
    std::size_t answer_bytes = 0;
    CURL* handle = nullptr;
};

namespace {

/// The body of the answer is discarded; a body over the limit aborts the post.
std::size_t drop(char*, std::size_t size, std::size_t count, void* user) {
    auto& post = *static_cast<WebhookPost*>(user);
    post.answer_bytes += size * count;
    return post.answer_bytes > webhook_answer_bytes_max ? 0 : size * count;
}

NoticeOutcome outcome_of(const WebhookPost& post, CURLcode result) {
    if (result == CURLE_OPERATION_TIMEDOUT) {
        // The receiver may have read it, so sending again could deliver it twice.
        return {post.id, NoticeState::Uncertain, "webhook: no answer in time"};
    }
    if (result != CURLE_OK) {
        return {post.id, NoticeState::Failed,
                "webhook: error " + std::to_string(static_cast<int>(result))};
    }
    long status = 0;
    curl_easy_getinfo(post.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 200 && status < 300) return {post.id, NoticeState::Sent, "webhook"};
    return {post.id, NoticeState::Failed, "webhook: answer " + std::to_string(status)};
}

}  // namespace

struct Webhook::Inner {
    Loop& loop;
    int token;
    std::string url;
    std::int64_t ms_max;
    SystemSteady steady{};
    CURLM* multi = nullptr;
    curl_slist* headers = nullptr;
    std::map<CURL*, std::unique_ptr<WebhookPost>> posts{};
    std::int64_t call_at_ms = -1;  // libcurl's timer; -1: none
    bool started = false;          // a post was added since the last turn

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

    void set_up(WebhookPost& post) {
        curl_easy_setopt(post.handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(post.handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(post.handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(post.handle, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(post.handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(post.json.size()));
        curl_easy_setopt(post.handle, CURLOPT_POSTFIELDS, post.json.data());
        curl_easy_setopt(post.handle, CURLOPT_TIMEOUT_MS, static_cast<long>(ms_max));
        curl_easy_setopt(post.handle, CURLOPT_WRITEFUNCTION, &drop);
        curl_easy_setopt(post.handle, CURLOPT_WRITEDATA, &post);
        curl_easy_setopt(post.handle, CURLOPT_PROXY, "");
    }

    std::vector<NoticeOutcome> ended() {
        std::vector<NoticeOutcome> outcomes;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const auto at = posts.find(message->easy_handle);
            if (at == posts.end()) continue;
            outcomes.push_back(outcome_of(*at->second, message->data.result));
            curl_multi_remove_handle(multi, at->first);
            curl_easy_cleanup(at->first);
            posts.erase(at);
        }
        return outcomes;
    }
};

Webhook::Webhook(Loop& loop, int token, std::string url, std::int64_t ms_max)
    : inner_(std::make_unique<Inner>(Inner{loop, token, std::move(url), ms_max})) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    inner_->multi = curl_multi_init();
    if (inner_->multi == nullptr) throw std::runtime_error("libcurl cannot start");
    inner_->headers = curl_slist_append(nullptr, "Content-Type: application/json");
    curl_multi_setopt(inner_->multi, CURLMOPT_SOCKETFUNCTION, &Inner::on_socket);
    curl_multi_setopt(inner_->multi, CURLMOPT_SOCKETDATA, inner_.get());
    curl_multi_setopt(inner_->multi, CURLMOPT_TIMERFUNCTION, &Inner::on_timer);
    curl_multi_setopt(inner_->multi, CURLMOPT_TIMERDATA, inner_.get());
}

Webhook::~Webhook() {
    for (auto& [handle, post] : inner_->posts) {
        curl_multi_remove_handle(inner_->multi, handle);
        curl_easy_cleanup(handle);
    }
    curl_multi_cleanup(inner_->multi);
    curl_slist_free_all(inner_->headers);
}

void Webhook::post(NoticeId id, std::string json) {
    auto post =
        std::make_unique<WebhookPost>(WebhookPost{id, std::move(json), 0, curl_easy_init()});
    if (post->handle == nullptr) throw std::bad_alloc();
    inner_->set_up(*post);
    CURL* const handle = post->handle;
    inner_->posts.emplace(handle, std::move(post));
    curl_multi_add_handle(inner_->multi, handle);
    inner_->started = true;
}

std::vector<NoticeOutcome> Webhook::turn(const std::vector<Ready>& ready) {
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
    return inner_->ended();
}

long Webhook::wait_ms() const {
    if (inner_->started) return 0;
    if (inner_->call_at_ms < 0) return channels_wait_ms;
    return static_cast<long>(
        std::max<std::int64_t>(inner_->call_at_ms - inner_->steady.now_ms(), 0));
}

}  // namespace dudao::workers
