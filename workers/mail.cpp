#include "workers/mail.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "net/steady.h"
#include "queue.h"
#include "workers/limits.h"

namespace dudao::workers {

/// A mail under way.
struct MailUnderWay {
    NoticeId id;
    std::string to;
    std::string message;
    std::int64_t until_ms = 0;
    std::size_t read = 0;   // of the message, by libcurl
    bool all_read = false;  // from then on the server may have taken it
    std::array<char, CURL_ERROR_SIZE> said{};
};

namespace {

std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
    auto& one = *static_cast<MailUnderWay*>(user);
    const std::size_t n = std::min(size * count, one.message.size() - one.read);
    one.message.copy(to, n, one.read);
    one.read += n;
    if (n == 0) one.all_read = true;
    return n;
}

NoticeOutcome failed(NoticeId id, const std::string& why) {
    return {id, NoticeState::Failed, "mail: " + why};
}

NoticeOutcome outcome_of(const MailUnderWay& one, CURL* handle, CURLcode result) {
    if (result == CURLE_OK) return {one.id, NoticeState::Sent, "mail"};
    long answer = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
    const bool refused = answer >= 400 && answer < 600;
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return failed(one.id, "no connection");
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CONNECT_ERROR:
            return failed(one.id, "no encryption");
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return failed(one.id, "certificate not trusted");
        case CURLE_LOGIN_DENIED:
            return failed(one.id, "sign-in refused");
        case CURLE_SEND_ERROR:
        case CURLE_WEIRD_SERVER_REPLY:
            if (!refused) break;
            if (std::string_view(one.said.data()).starts_with("RCPT failed")) {
                return failed(one.id, "recipient refused " + std::to_string(answer));
            }
            return failed(one.id, "refused " + std::to_string(answer));
        default:
            break;
    }
    if (one.all_read) {
        // Sending again could deliver it twice.
        return {one.id, NoticeState::Uncertain, "mail: taken or not is unknown"};
    }
    if (result == CURLE_OPERATION_TIMEDOUT) return failed(one.id, "no answer in time");
    if (result == CURLE_RECV_ERROR || result == CURLE_SEND_ERROR || result == CURLE_GOT_NOTHING ||
        result == CURLE_WEIRD_SERVER_REPLY) {
        return failed(one.id, "connection ended");
    }
    return failed(one.id, "error " + std::to_string(static_cast<int>(result)));
}

/// Not zero ends the transfer; asked at least each second.
int stops(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

}  // namespace

struct Mail::Inner {
    Loop& loop;
    const int token;
    const MailAccess access;
    const std::int64_t ms_max;
    // By one mail more are finished than the loop has taken: it takes all each time.
    Queue<NoticeOutcome> done{mails_max};
    std::mutex mutex{};
    std::condition_variable more{};
    std::deque<MailUnderWay> waiting{};
    std::atomic<bool> stopping{false};
    std::vector<std::thread> threads{};
    SystemSteady steady{};

    /// std::nullopt: the end.
    std::optional<MailUnderWay> next() {
        std::unique_lock lock(mutex);
        more.wait(lock, [this] { return stopping.load() || !waiting.empty(); });
        if (stopping) return std::nullopt;
        MailUnderWay one = std::move(waiting.front());
        waiting.pop_front();
        return one;
    }

    void carry() {
        while (auto one = next()) {
            const std::int64_t left_ms = one->until_ms - steady.now_ms();
            auto outcome = left_ms > 0 ? sent(*one, left_ms) : failed(one->id, "no answer in time");
            // Nobody hears it once the process stops.
            while (!done.push(outcome) && !stopping) std::this_thread::yield();
        }
    }

    NoticeOutcome sent(MailUnderWay& one, std::int64_t ms) {
        CURL* const handle = curl_easy_init();
        curl_slist* const to = curl_slist_append(nullptr, ("<" + one.to + ">").c_str());
        if (handle == nullptr || to == nullptr) throw std::bad_alloc();
        set_up(handle, one, to, ms);
        const CURLcode result = curl_easy_perform(handle);
        NoticeOutcome outcome = outcome_of(one, handle, result);
        curl_easy_cleanup(handle);
        curl_slist_free_all(to);
        return outcome;
    }

    void set_up(CURL* handle, MailUnderWay& one, curl_slist* to, std::int64_t ms) {
        // The name that this side greets with; servers look at its form.
        const std::string url =
            access.server.url() + "/" + access.from.substr(access.from.find('@') + 1);
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(ms));
        // Bounds the farewell too, which the limit of the whole does not; so no connection is kept
        // for another handle to end.
        curl_easy_setopt(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, mail_answer_seconds_max);
        curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
        curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &stops);
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &stopping);
        curl_easy_setopt(handle, CURLOPT_USE_SSL,
                         static_cast<long>(access.tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!access.ca_file.empty()) {
            curl_easy_setopt(handle, CURLOPT_CAINFO, access.ca_file.c_str());
        }
        if (!access.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, access.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, access.password.c_str());
        }
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + access.from + ">").c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to);
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give);
        curl_easy_setopt(handle, CURLOPT_READDATA, &one);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, one.said.data());
    }
};

Mail::Mail(Loop& loop, int token, MailAccess access, std::int64_t ms_max)
    : inner_(new Inner{loop, token, std::move(access), ms_max}) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw std::runtime_error("libcurl cannot start");
    }
    loop.watch(inner_->done.fd(), token);
    // Signals are the loop's to take.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (std::size_t i = 0; i < mails_at_once_max; ++i) {
        inner_->threads.emplace_back([this] { inner_->carry(); });
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Mail::~Mail() {
    {
        const std::lock_guard lock(inner_->mutex);
        inner_->stopping = true;
    }
    inner_->more.notify_all();
    for (std::thread& each : inner_->threads) each.join();
    inner_->loop.unwatch(inner_->done.fd());
}

const std::string& Mail::from() const { return inner_->access.from; }

void Mail::send(NoticeId id, const std::string& to, std::string message) {
    MailUnderWay one;
    one.id = id;
    one.to = to;
    one.message = std::move(message);
    one.until_ms = inner_->steady.now_ms() + inner_->ms_max;
    {
        const std::lock_guard lock(inner_->mutex);
        inner_->waiting.push_back(std::move(one));
    }
    inner_->more.notify_one();
}

std::vector<NoticeOutcome> Mail::turn(const std::vector<Ready>& ready) {
    const bool finished = std::any_of(ready.begin(), ready.end(), [this](const Ready& each) {
        return each.token == inner_->token;
    });
    return finished ? inner_->done.take_all() : std::vector<NoticeOutcome>();
}

}  // namespace dudao::workers
