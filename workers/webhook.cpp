#include "workers/webhook.h"

#include <curl/curl.h>

#include <utility>

#include "ledger/hmac.h"
#include "workers/limits.h"

namespace dudao::workers {

/// One post in flight.
struct Webhook::Post {
    NoticeId id;
    std::string json;
    std::size_t answer_bytes = 0;
    CURL* handle = nullptr;
    curl_slist* headers = nullptr;

    ~Post() { curl_slist_free_all(headers); }
};

namespace {

/// The body of the answer is discarded; a body over the limit aborts the post.
std::size_t drop(char*, std::size_t size, std::size_t count, void* user) {
    auto& bytes = *static_cast<std::size_t*>(user);
    bytes += size * count;
    return bytes > webhook_answer_bytes_max ? 0 : size * count;
}

NoticeOutcome outcome_of(NoticeId id, CURL* handle, CURLcode result) {
    if (result == CURLE_OPERATION_TIMEDOUT) {
        // The receiver may have read it, so sending again could deliver it twice.
        return {id, NoticeState::Uncertain, "webhook: no answer in time"};
    }
    if (result != CURLE_OK) {
        return {id, NoticeState::Failed,
                "webhook: error " + std::to_string(static_cast<int>(result))};
    }
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 200 && status < 300) return {id, NoticeState::Sent, "webhook"};
    return {id, NoticeState::Failed, "webhook: answer " + std::to_string(status)};
}

}  // namespace

std::string signature_of(const std::string& secret, Moment at, const std::string& body) {
    const std::string t = std::to_string(at.ms / seconds(1).ms);
    return "t=" + t + ",v1=" + to_hex(hmac_sha256(secret, t + "." + body));
}

Webhook::Webhook(Loop& loop, int token, std::string url, std::string secret, std::int64_t ms_max)
    : transfers_(loop, token), url_(std::move(url)), secret_(std::move(secret)), ms_max_(ms_max) {}

Webhook::~Webhook() {
    for (auto& [handle, post] : posts_) transfers_.end(handle);
}

void Webhook::set_up(Post& post, const std::string& signature) const {
    post.headers = curl_slist_append(nullptr, "Content-Type: application/json");
    if (!signature.empty()) {
        post.headers = curl_slist_append(post.headers, ("Dudao-Signature: " + signature).c_str());
    }
    curl_easy_setopt(post.handle, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(post.handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(post.handle, CURLOPT_HTTPHEADER, post.headers);
    curl_easy_setopt(post.handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(post.json.size()));
    curl_easy_setopt(post.handle, CURLOPT_POSTFIELDS, post.json.data());
    curl_easy_setopt(post.handle, CURLOPT_WRITEFUNCTION, &drop);
    curl_easy_setopt(post.handle, CURLOPT_WRITEDATA, &post.answer_bytes);
}

void Webhook::post(NoticeId id, std::string json, Moment at) {
    auto post = std::make_unique<Post>();
    post->id = id;
    post->json = std::move(json);
    post->handle = transfers_.make(ms_max_);
    set_up(*post, secret_.empty() ? "" : signature_of(secret_, at, post->json));
    CURL* const handle = post->handle;
    posts_.emplace(handle, std::move(post));
    transfers_.start(handle);
}

std::vector<NoticeOutcome> Webhook::turn(const std::vector<Ready>& ready) {
    std::vector<NoticeOutcome> outcomes;
    for (const Transfers::Ended& each : transfers_.turn(ready)) {
        const auto at = posts_.find(each.handle);
        if (at == posts_.end()) continue;
        outcomes.push_back(
            outcome_of(at->second->id, each.handle, static_cast<CURLcode>(each.code)));
        transfers_.end(each.handle);
        posts_.erase(at);
    }
    return outcomes;
}

}  // namespace dudao::workers
