#include "cli/join/post.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include "refusals/says.h"
#include "visible.h"

namespace dudao::join {
namespace {

/// Aborts the transfer beyond the bound.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& body = *static_cast<std::string*>(user);
    if (body.size() + size * count > answer_bytes_max) return 0;
    body.append(bytes, size * count);
    return size * count;
}

}  // namespace

Result<Posted> post(const std::string& url, const nlohmann::ordered_json& body,
                    const std::string& language) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(),
                                                                     &curl_easy_cleanup);
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(nullptr, "Content-Type: application/json"), &curl_slist_free_all);
    const bool whole =
        headers && curl_slist_append(headers.get(), ("Accept-Language: " + language).c_str());
    if (!handle || !whole) return fail(Error::Kind::Unreachable, "libcurl cannot begin");
    const std::string sent = body.dump();
    Posted answer;
    std::array<char, CURL_ERROR_SIZE> why{};
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, post_seconds_max);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(sent.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, sent.data());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, why.data());
    const CURLcode result = curl_easy_perform(handle.get());
    if (result == CURLE_URL_MALFORMAT || result == CURLE_UNSUPPORTED_PROTOCOL) {
        return bad_input(says("no_address_of_pages", printable(url)));
    }
    if (result != CURLE_OK) {
        const std::string said = why[0] != '\0' ? why.data() : curl_easy_strerror(result);
        return fail(Error::Kind::Unreachable, says("pages_do_not_answer", said, printable(url)));
    }
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

}  // namespace dudao::join
