// Answers compressed: as small as said, and the same when they are read.
#include "http/coding.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "http/limits.h"

namespace dudao::http {
namespace {

std::string unzipped(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(4 * compressed_to, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

std::string rows(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += "{\"id\":\"" + std::to_string(text.size()) + "\"},";
    return text;
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return {};
}

Request asking(const std::string& accepted) {
    Request request;
    request.headers = {{"accept-encoding", accepted}};
    return request;
}

TEST(Coding, an_answer_is_compressed_for_those_who_take_it_and_reads_the_same) {
    Response response;
    response.body = rows(40'000);
    const std::string before = response.body;
    compress(response, true);
    EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
    EXPECT_LT(response.body.size(), before.size() / 3);
    EXPECT_EQ(unzipped(response.body), before);
}

TEST(Coding, others_get_it_as_it_is_and_are_told_that_it_differs) {
    Response response;
    response.body = rows(40'000);
    const std::string before = response.body;
    compress(response, false);
    EXPECT_EQ(response.body, before);
    EXPECT_EQ(header(response, "Content-Encoding"), "");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
}

TEST(Coding, what_is_small_or_huge_or_no_text_stays_as_it_is) {
    for (const std::size_t size : {std::size_t{0}, compressed_from - 20, compressed_to + 20}) {
        Response response;
        response.body = std::string(size, 'a');
        compress(response, true);
        EXPECT_EQ(response.body.size(), size);
        EXPECT_EQ(header(response, "Content-Encoding"), "");
    }
    Response picture;
    picture.type = "image/jpeg";
    picture.body = rows(40'000);
    compress(picture, true);
    EXPECT_EQ(header(picture, "Content-Encoding"), "");
}

TEST(Coding, who_says_no_is_heard) {
    EXPECT_TRUE(accepts(asking("gzip, deflate, br"), "gzip"));
    EXPECT_TRUE(accepts(asking("br;q=0, gzip"), "gzip"));
    EXPECT_FALSE(accepts(asking("gzip;q=0"), "gzip"));
    EXPECT_FALSE(accepts(asking("gzip;q=0, br"), "gzip"));
    EXPECT_FALSE(accepts(asking(""), "gzip"));
}

}  // namespace
}  // namespace dudao::http
