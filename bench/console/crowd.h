// Many readers of one event stream in one process: sockets, epoll, and of each frame only its
// number and when it came. Raw HTTP: it knows nothing of what the frames say.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dudao::bench {

std::int64_t now_us();

class Crowd {
 public:
    struct Arrival {
        std::uint64_t seq = 0;  // the commit up to which a change tells
        std::int64_t at_us = 0;
    };
    struct Client {
        int fd = -1;
        std::string request;
        bool open = false;  // the head has come, and the first event
        bool headless = true;
        std::string rest;  // of a frame that has not come whole
        std::vector<Arrival> arrivals;
    };
    struct Counts {
        std::uint64_t bytes = 0;
        std::uint64_t changes = 0;
        std::uint64_t resyncs = 0;
        std::uint64_t cut = 0;      // ended by the server
        std::uint64_t refused = 0;  // an answer that is no stream, or none: tried again
    };

    /// Throws when the machine gives no descriptors for so many.
    Crowd(std::string host, std::uint16_t port, std::size_t clients_max);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Opens one stream more for each cookie, a bounded number at a time; returns when all are told
    /// something; who is refused tries again at once. Throws after the time limit.
    void open(const std::vector<std::string>& cookies, std::uint64_t since, int seconds_max);
    /// Closes all but the first so many.
    void keep(std::size_t count);
    /// Reads what comes within so many milliseconds.
    void read(int wait_ms);
    /// Forgets what came so far.
    void forget();

    const std::deque<Client>& clients() const { return clients_; }
    const Counts& counts() const { return counts_; }

 private:
    void connect(Client& client);
    void refused(Client& client, std::string_view said);
    void read_stream(Client& client, std::string_view bytes);
    void frame(Client& client, std::string_view text, std::int64_t at_us);
    void drop(Client& client);

    const std::string host_;
    const std::uint16_t port_;
    const int epoll_;
    std::deque<Client> clients_;  // epoll points at them
    std::vector<char> buffer_;
    std::size_t opening_ = 0;
    std::string refusal_;  // the last one
    Counts counts_;
};

}  // namespace dudao::bench
