#include "workers/channels.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "net/steady.h"
#include "tests/support/temp_dir.h"

namespace dudao::workers {
namespace {

using dudao::test::TempDir;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(NoticeFile, gets_a_line_a_notice_and_ends_a_torn_one_first) {
    TempDir folder;
    const std::string path = (folder / "n").string();
    std::ofstream(path) << "{\"id\":1}\n{\"id\":2";
    auto file = NoticeFile::open(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->append({"{\"id\":3}", "{\"id\":4}"}));
    ASSERT_TRUE(file->append({"{\"id\":5}"}));
    EXPECT_EQ(text_of(path), "{\"id\":1}\n{\"id\":2\n{\"id\":3}\n{\"id\":4}\n{\"id\":5}\n");
}

TEST(NoticeFile, that_cannot_be_opened_is_an_error) {
    EXPECT_FALSE(NoticeFile::open("/proc/none/here"));
}

TEST(NoticeFile, on_a_full_disk_does_not_count_as_sent) {
    auto file = NoticeFile::open("/dev/full");
    if (!file) GTEST_SKIP() << "no /dev/full here";
    EXPECT_FALSE(file->append({"x"}));
}

/// A receiver on the loopback: accepts one connection, reads it, answers what it is told to.
class Receiver {
 public:
    Receiver() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, any, size), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        EXPECT_EQ(::getsockname(listener_, any, &size), 0);
        port_ = ntohs(address.sin_port);
    }
    ~Receiver() {
        if (peer_ >= 0) ::close(peer_);
        ::close(listener_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }
    void turn(const std::string& answer) {
        if (peer_ < 0) peer_ = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        char bytes[4096];
        const ssize_t n = peer_ < 0 ? -1 : ::recv(peer_, bytes, sizeof bytes, 0);
        if (n > 0) heard.append(bytes, static_cast<std::size_t>(n));
        if (answer.empty() || answered_ || heard.find("\"id\":7}") == std::string::npos) return;
        answered_ = ::send(peer_, answer.data(), answer.size(), MSG_NOSIGNAL) > 0;
    }
    std::string heard;

 private:
    int listener_;
    int peer_ = -1;
    int port_ = 0;
    bool answered_ = false;
};

/// The outcome of one notice posted to a receiver that answers so; empty: never.
NoticeOutcome posted(const std::string& answer, std::int64_t ms_max, std::string* heard = nullptr,
                     const std::string& secret = {}) {
    Loop loop;
    Receiver receiver;
    Webhook webhook(loop, 1, receiver.url(), secret, ms_max);
    webhook.post(NoticeId{7}, "{\"id\":7}", Moment{1'764'550'800'000});
    SystemSteady steady;
    const std::int64_t end = steady.now_ms() + 20'000;
    while (steady.now_ms() < end) {
        const auto ready = loop.wait(std::min(webhook.wait_ms(), 5L));
        receiver.turn(answer);
        if (auto done = webhook.turn(ready); !done.empty()) {
            if (heard) *heard = receiver.heard;
            return done.at(0);
        }
    }
    ADD_FAILURE() << "no outcome";
    return {};
}

TEST(Webhook, posts_the_line_and_an_answer_of_two_hundred_counts_as_sent) {
    std::string heard;
    const auto outcome = posted("HTTP/1.1 204 No Content\r\n\r\n", 5'000, &heard);
    EXPECT_EQ(outcome.id, NoticeId{7});
    EXPECT_EQ(outcome.state, NoticeState::Sent);
    EXPECT_EQ(heard.rfind("POST /hook HTTP/1.1\r\n", 0), 0U) << heard;
    EXPECT_NE(heard.find("Content-Type: application/json"), std::string::npos);
    EXPECT_TRUE(heard.ends_with("\r\n\r\n{\"id\":7}"));
}

// Computed by openssl: printf '1764550800.{"id":7}' | openssl dgst -sha256 -hmac secret
TEST(Webhook, is_signed_over_moment_and_body_with_the_secret) {
    std::string heard;
    posted("HTTP/1.1 204 No Content\r\n\r\n", 5'000, &heard, "secret");
    EXPECT_NE(
        heard.find(
            "Dudao-Signature: "
            "t=1764550800,v1=2ca3f61195477ff37fd5e5332f83068e61adcff558d8d364f9bd99e8680865fe\r\n"),
        heard.npos)
        << heard;
    posted("HTTP/1.1 204 No Content\r\n\r\n", 5'000, &heard);
    EXPECT_EQ(heard.find("Dudao-Signature"), heard.npos);
}

TEST(Webhook, another_answer_is_a_failure_with_its_number) {
    const auto outcome =
        posted("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 5'000);
    EXPECT_EQ(outcome.state, NoticeState::Failed);
    EXPECT_EQ(outcome.detail, "webhook: answer 503");
}

TEST(Webhook, no_answer_within_the_limit_leaves_it_uncertain) {
    const auto outcome = posted("", 60);
    EXPECT_EQ(outcome.state, NoticeState::Uncertain);
    EXPECT_EQ(outcome.detail, "webhook: no answer in time");
}

TEST(Webhook, nobody_there_is_a_failure) {
    Loop loop;
    Webhook webhook(loop, 1, "http://127.0.0.1:1/hook", "", 5'000);
    webhook.post(NoticeId{7}, "{}", {});
    std::vector<NoticeOutcome> done;
    for (int i = 0; i < 1000 && done.empty(); ++i) {
        done = webhook.turn(loop.wait(std::min(webhook.wait_ms(), 10L)));
    }
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].state, NoticeState::Failed);
}

/// The outcome of one notice by these channels.
NoticeOutcome sent_by(const ChannelOptions& options, Outgoing notice) {
    Loop loop;
    auto channels = Channels::open(loop, {1, 2}, options);
    EXPECT_TRUE(channels) << channels.error().text();
    if (!channels) return {};
    channels->send({std::move(notice)}, {});
    std::vector<NoticeOutcome> done;
    for (int i = 0; i < 1000 && done.empty(); ++i) {
        done = channels->turn(loop.wait(std::min(channels->wait_ms(), 10L)));
    }
    EXPECT_EQ(done.size(), 1U);
    return done.empty() ? NoticeOutcome{} : done[0];
}

ChannelOptions nobody_listens(const std::string& file) {
    ChannelOptions options;
    options.file = file;
    options.server = "smtp://127.0.0.1:1";
    options.from = "dudao@gqc.gov.cn";
    return options;
}

TEST(Channels, none_is_a_failure_that_says_so) {
    const auto outcome = sent_by({}, {NoticeId{7}, "{}", {}});
    EXPECT_EQ(outcome.state, NoticeState::Failed);
    EXPECT_EQ(outcome.detail, "no channel is set up");
}

TEST(Channels, what_one_of_two_did_not_do_shows) {
    TempDir folder;
    ChannelOptions options;
    options.file = (folder / "n").string();
    options.url = "http://127.0.0.1:1/";
    const auto outcome = sent_by(options, {NoticeId{7}, "{}", {}});
    EXPECT_EQ(outcome.state, NoticeState::Failed);
    EXPECT_EQ(outcome.detail, "file, webhook: error 7");
    EXPECT_EQ(text_of(folder / "n"), "{}\n");
}

TEST(Channels, who_has_no_address_is_reached_by_the_others_and_that_shows) {
    TempDir folder;
    const auto outcome = sent_by(nobody_listens((folder / "n").string()), {NoticeId{7}, "{}", {}});
    EXPECT_EQ(outcome.state, NoticeState::Sent);
    EXPECT_EQ(outcome.detail, "file, mail: no address");
    const auto alone = sent_by(nobody_listens(""), {NoticeId{7}, "{}", {}});
    EXPECT_EQ(alone.state, NoticeState::Failed);
    EXPECT_EQ(alone.detail, "mail: no address");
}

TEST(Channels, an_address_that_cannot_be_read_is_a_failure) {
    TempDir folder;
    const auto outcome =
        sent_by(nobody_listens((folder / "n").string()), {NoticeId{7}, "{}", {}, true});
    EXPECT_EQ(outcome.state, NoticeState::Failed);
    EXPECT_EQ(outcome.detail, "file, mail: address cannot be read");
}

TEST(Channels, of_two_mails_the_worse_is_told) {
    const auto outcome = sent_by(nobody_listens(""),
                                 {NoticeId{7}, "{}", {{"a@b.cn", "x\r\n"}, {"c@d.cn", "x\r\n"}}});
    EXPECT_EQ(outcome.state, NoticeState::Failed);
    EXPECT_EQ(outcome.detail, "mail: no connection");
}

TEST(Channels, that_are_written_wrong_are_named_by_their_flag) {
    TempDir folder;
    const std::string secret = (folder / "s").string();
    std::ofstream(secret) << "a\nb\n";
    std::filesystem::permissions(secret, std::filesystem::perms(0600));
    const auto fault = [&](const std::function<void(ChannelOptions&)>& spoil) {
        ChannelOptions options = nobody_listens("");
        spoil(options);
        Loop loop;
        const auto opened = Channels::open(loop, {1, 2}, options);
        EXPECT_FALSE(opened);
        return opened ? std::string()
                      : opened.error().what.substr(0, opened.error().what.find(':'));
    };
    EXPECT_EQ(fault([](auto& o) { o.server = "mail.example.cn"; }), "--mail-server");
    EXPECT_EQ(fault([](auto& o) { o.server = "smtp://a@b.cn:1"; }), "--mail-server");
    EXPECT_EQ(fault([](auto& o) { o.tls = "maybe"; }), "--mail-tls");
    EXPECT_EQ(fault([](auto& o) { o.from = "nobody"; }), "--mail-from");
    EXPECT_EQ(fault([](auto& o) { o.lang = "fr"; }), "--mail-lang");
    EXPECT_EQ(fault([](auto& o) { o.url = "ftp://x/"; }), "--webhook");
    EXPECT_EQ(fault([&](auto& o) { o.password_file = secret; }), "--mail-password-file");
    EXPECT_EQ(fault([](auto& o) { o.user = "me"; }),
              "--mail-user and --mail-password-file belong together");
    std::ofstream(secret) << "one\n";
    EXPECT_EQ(fault([&](auto& o) {
                  o.user = "me";
                  o.password_file = secret;
                  o.server = "smtp://mail.example.cn";
                  o.tls = "none";
              }),
              "--mail-tls");
    std::filesystem::permissions(secret, std::filesystem::perms(0644));
    EXPECT_EQ(fault([&](auto& o) {
                  o.url = "http://127.0.0.1:1/";
                  o.url_secret_file = secret;
              }),
              "--webhook-secret-file");
}

}  // namespace
}  // namespace dudao::workers
