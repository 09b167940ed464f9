// A mail server on the loopback, in the test's own loop: it takes mails, or fails in the way that
// it is told to.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <list>
#include <string>
#include <vector>

namespace dudao::workers::test {

enum class Way {
    Takes,
    RefusesRecipient,
    RefusesMessage,
    HangsAtOnce,
    HangsAfterText,
    ClosesBeforeText,
    ClosesAfterText
};

class SmtpServer {
 public:
    struct Taken {
        std::string from;
        std::string to;
        std::string text;
    };

    explicit SmtpServer(Way way)
        : way_(way), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, any, size), 0);
        EXPECT_EQ(::listen(listener_, 64), 0);
        EXPECT_EQ(::getsockname(listener_, any, &size), 0);
        port_ = ntohs(address.sin_port);
    }
    ~SmtpServer() {
        for (const Peer& each : peers_) ::close(each.fd);
        ::close(listener_);
    }
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::size_t peers_at_once_max() const { return at_once_max_; }
    /// Takes what has come; never waits.
    void turn() {
        for (auto at = peers_.begin(); at != peers_.end();) {
            if (read(*at)) {
                ++at;
            } else {
                ::close(at->fd);
                at = peers_.erase(at);
            }
        }
        for (;;) {
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0) break;
            peers_.push_back({fd});
            at_once_max_ = std::max(at_once_max_, peers_.size());
            if (way_ != Way::HangsAtOnce) say(peers_.back(), "220 here");
        }
    }

    std::vector<Taken> taken;
    std::string heard;  // all lines of all peers

 private:
    struct Peer {
        int fd = -1;
        std::string unread = {};
        bool in_text = false;
        bool closes = false;
        Taken mail = {};
    };

    static void say(const Peer& peer, const std::string& line) {
        const std::string bytes = line + "\r\n";
        [[maybe_unused]] const auto n = ::send(peer.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    bool read(Peer& peer) {
        char bytes[8192];
        for (;;) {
            const ssize_t n = ::recv(peer.fd, bytes, sizeof bytes, 0);
            if (n == 0) return false;
            if (n < 0) break;
            peer.unread.append(bytes, static_cast<std::size_t>(n));
        }
        for (auto end = peer.unread.find("\r\n"); end != peer.unread.npos && !peer.closes;
             end = peer.unread.find("\r\n")) {
            const std::string line = peer.unread.substr(0, end);
            peer.unread.erase(0, end + 2);
            heard += line + "\n";
            hear(peer, line);
        }
        return !peer.closes;
    }
    void hear(Peer& peer, const std::string& line) {
        if (way_ == Way::HangsAtOnce) return;
        if (peer.in_text) {
            hear_text(peer, line);
        } else if (line.starts_with("EHLO")) {
            say(peer, "250-here");
            say(peer, "250 8BITMIME");
        } else if (line.starts_with("MAIL FROM:")) {
            peer.mail.from = line.substr(10);
            say(peer, "250 good");
        } else if (line.starts_with("RCPT TO:")) {
            peer.mail.to = line.substr(8);
            say(peer, way_ == Way::RefusesRecipient ? "550 nobody here" : "250 good");
        } else if (line == "DATA") {
            if (way_ == Way::ClosesBeforeText) {
                peer.closes = true;
                return;
            }
            peer.in_text = true;
            say(peer, "354 go on");
        } else {
            say(peer, line == "QUIT" ? "221 bye" : "250 good");
        }
    }
    void hear_text(Peer& peer, const std::string& line) {
        if (line != ".") {
            peer.mail.text += line + "\n";
            return;
        }
        peer.in_text = false;
        if (way_ == Way::HangsAfterText) return;
        if (way_ == Way::ClosesAfterText) {
            peer.closes = true;
            return;
        }
        if (way_ == Way::RefusesMessage) return say(peer, "554 no");
        taken.push_back(std::exchange(peer.mail, {}));
        say(peer, "250 taken");
    }

    Way way_;
    int listener_;
    int port_ = 0;
    std::list<Peer> peers_;
    std::size_t at_once_max_ = 0;
};

}  // namespace dudao::workers::test
