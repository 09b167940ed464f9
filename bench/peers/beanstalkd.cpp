// bench peers: beanstalkd, spoken over a socket. A tube of tasks a group and one of results; the
// device puts its four results and then deletes the task, in one write; a collector a group deletes
// results. One connection each for the keeper, the device and the collector of a group: beanstalkd
// makes every put and delete durable by itself (-f0), in turn, so that more would bring nothing.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <optional>
#include <stdexcept>

#include "bench/peers/peer.h"

namespace dudao::bench {
namespace {

constexpr int answer_ms = 60'000;
constexpr const char* results = "results";

/// One connection; answers come in the order of the commands.
class Line {
 public:
    explicit Line(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (fd_ < 0 || path.size() >= sizeof address.sun_path) throw std::runtime_error(path);
        std::memcpy(address.sun_path, path.data(), path.size());
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error(path + ": " + std::strerror(errno));
        }
    }
    ~Line() { ::close(fd_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    int fd() const { return fd_; }

    /// The queue is bounded by the window: what is under way fits the socket's buffer.
    void write(const std::string& text) const {
        for (std::size_t done = 0; done < text.size();) {
            const auto n = ::send(fd_, text.data() + done, text.size() - done, MSG_NOSIGNAL);
            if (n <= 0) throw std::runtime_error("beanstalkd went away");
            done += static_cast<std::size_t>(n);
        }
    }

    /// Reads what is there; call when the descriptor is readable.
    void fill() {
        std::array<char, 65536> bytes{};
        const auto n = ::recv(fd_, bytes.data(), bytes.size(), 0);
        if (n <= 0) throw std::runtime_error("beanstalkd went away");
        unread_.append(bytes.data(), static_cast<std::size_t>(n));
    }

    struct Answer {
        std::string line;
        std::string body;  // of RESERVED and OK
        std::string word() const { return line.substr(0, line.find(' ')); }
        /// The id of a job.
        std::string id() const {
            const auto at = line.find(' ') + 1;
            return line.substr(at, line.find(' ', at) - at);
        }
    };

    /// The next whole answer among what was read.
    std::optional<Answer> next() {
        const auto end = unread_.find("\r\n");
        if (end == std::string::npos) return std::nullopt;
        Answer answer{unread_.substr(0, end), {}};
        std::size_t used = end + 2;
        if (answer.word() == "RESERVED" || answer.word() == "OK") {
            const auto bytes = std::stoul(answer.line.substr(answer.line.rfind(' ') + 1));
            if (unread_.size() < used + bytes + 2) return std::nullopt;
            answer.body = unread_.substr(used, bytes);
            used += bytes + 2;
        }
        unread_.erase(0, used);
        return answer;
    }

    Answer call(const std::string& command) {
        write(command + "\r\n");
        for (;;) {
            if (auto answer = next()) return *answer;
            pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
            if (poll(&waiting, 1, answer_ms) != 1) throw std::runtime_error("no answer in time");
            fill();
        }
    }

 private:
    int fd_;
    std::string unread_;
};

std::string put(const std::string& message) {
    return "put 0 0 600 " + std::to_string(message.size()) + "\r\n" + message + "\r\n";
}

class Beanstalkd : public Peer {
 public:
    explicit Beanstalkd(const Options& options) : options_(options) {
        for (int i = 0; i < options.groups; ++i) {
            const std::string tasks = "tasks" + std::to_string(i);
            Lane lane{use(tasks), watch(tasks), watch(results)};
            must(lane.device->call(std::string("use ") + results), "USING");
            lane.device->write("reserve\r\n");
            lane.collector->write("reserve\r\n");
            lanes_.push_back(std::move(lane));
        }
    }

    void play(int share) override {
        Windows windows(options_, share);
        const long then = collected_ + 1L * share * options_.groups * commands_of_device;
        std::vector<pollfd> waiting;
        for (const Lane& lane : lanes_) {
            for (const Line* each : {lane.keeper.get(), lane.device.get(), lane.collector.get()})
                waiting.push_back({.fd = each->fd(), .events = POLLIN, .revents = 0});
        }
        while (!windows.all_finished() || collected_ < then) {
            for (int i = 0; i < options_.groups; ++i) release(windows, i);
            poll(waiting.data(), waiting.size(), 1000);
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                if (waiting[i].revents == 0) continue;
                Lane& lane = lanes_[i / 3];
                if (i % 3 == 0) keeper(lane);
                if (i % 3 == 1) device(windows, lane, static_cast<int>(i / 3));
                if (i % 3 == 2) collector(lane);
            }
            windows.must_move();
        }
    }

    /// All are deleted: the server's counts of jobs made and of jobs left tell.
    long check(long lifecycles) override {
        Line line(options_.endpoint);
        const std::string stats = line.call("stats").body;
        const auto figure = [&](const std::string& name) {
            const auto at = stats.find("\n" + name + ": ");
            if (at == std::string::npos) throw std::runtime_error("stats without " + name);
            return std::stol(stats.substr(at + name.size() + 3));
        };
        const long made = lifecycles * (1 + commands_of_device);
        as_many("jobs left", figure("current-jobs-ready") + figure("current-jobs-reserved"), 0);
        as_many("jobs deleted", figure("cmd-delete"), made);
        return as_many("jobs", figure("total-jobs"), made);
    }

 private:
    struct Lane {
        std::unique_ptr<Line> keeper;
        std::unique_ptr<Line> device;
        std::unique_ptr<Line> collector;
        int answers = 0;  // of the device's puts and deletes
    };

    static void must(const Line::Answer& answer, const std::string& word) {
        if (answer.word() != word) throw std::runtime_error("beanstalkd: " + answer.line);
    }

    std::unique_ptr<Line> use(const std::string& tube) {
        auto line = std::make_unique<Line>(options_.endpoint);
        must(line->call("use " + tube), "USING");
        return line;
    }

    std::unique_ptr<Line> watch(const std::string& tube) {
        auto line = std::make_unique<Line>(options_.endpoint);
        must(line->call("watch " + tube), "WATCHING");
        must(line->call("ignore default"), "WATCHING");
        return line;
    }

    void release(Windows& windows, int group) {
        std::string all;
        while (windows.release(group)) all += put(message_of(group));
        if (!all.empty()) lanes_[static_cast<std::size_t>(group)].keeper->write(all);
    }

    static void keeper(Lane& lane) {
        lane.keeper->fill();
        while (const auto answer = lane.keeper->next()) must(*answer, "INSERTED");
    }

    static void device(Windows& windows, Lane& lane, int group) {
        lane.device->fill();
        while (const auto answer = lane.device->next()) {
            if (answer->word() == "RESERVED") {
                std::string all;
                for (int n = 0; n < commands_of_device; ++n) all += put(answer->body);
                lane.device->write(all + "delete " + answer->id() + "\r\nreserve\r\n");
            } else if (++lane.answers % (commands_of_device + 1) == 0) {
                must(*answer, "DELETED");
                windows.finish(group);
            } else {
                must(*answer, "INSERTED");
            }
        }
    }

    void collector(Lane& lane) {
        lane.collector->fill();
        while (const auto answer = lane.collector->next()) {
            if (answer->word() == "RESERVED") {
                lane.collector->write("delete " + answer->id() + "\r\nreserve\r\n");
            } else {
                must(*answer, "DELETED");
                ++collected_;
            }
        }
    }

    Options options_;
    std::vector<Lane> lanes_;
    long collected_ = 0;
};

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    using namespace dudao::bench;
    return run_peer(argc, argv, "beanstalkd",
                    [](const Options& options) { return std::make_unique<Beanstalkd>(options); });
}
