// bench peers: RabbitMQ, kind "classic" (durable) or "quorum". Messages are persistent, every
// publish is confirmed, every delivery acknowledged by hand. The device acknowledges a task when
// its four results are confirmed; a collector on the keeper's side consumes them.
//
// librabbitmq connects, declares and reads; what is published and acknowledged in one turn is put
// together here and written at once: three system calls a message would halve the rate.
//
// Classic queues are one a group and direction: a queue is one Erlang process. Quorum queues are
// one a direction: fewer logs share an fsync better.
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <deque>
#include <set>
#include <stdexcept>

#include "bench/peers/peer.h"

namespace dudao::bench {
namespace {

constexpr amqp_channel_t publishing = 1;
constexpr amqp_channel_t consuming = 2;
constexpr int frame_bytes_max = 131'072;
constexpr int turn_ms = 1000;

amqp_bytes_t bytes_of(const std::string& text) {
    return {text.size(), const_cast<char*>(text.data())};
}

template <class Number>
void append(std::string& to, Number value) {  // network order
    for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8) {
        to.push_back(static_cast<char>((static_cast<std::uint64_t>(value) >> shift) & 0xff));
    }
}

void append_frame(std::string& to, std::uint8_t type, amqp_channel_t channel,
                  const std::string& payload) {
    append(to, type);
    append(to, channel);
    append(to, static_cast<std::uint32_t>(payload.size()));
    to += payload;
    to.push_back(static_cast<char>(AMQP_FRAME_END));
}

class Client {
 public:
    Client(const std::string& host, int port) : state_(amqp_new_connection()) {
        amqp_socket_t* socket = amqp_tcp_socket_new(state_);
        if (socket == nullptr || amqp_socket_open(socket, host.c_str(), port) != AMQP_STATUS_OK) {
            throw std::runtime_error("cannot connect to " + host + ":" + std::to_string(port));
        }
        must(amqp_login(state_, "/", 0, frame_bytes_max, 0, AMQP_SASL_METHOD_PLAIN, "guest",
                        "guest"),
             "login");
        for (const auto channel : {publishing, consuming}) {
            amqp_channel_open(state_, channel);
            must(amqp_get_rpc_reply(state_), "channel");
        }
        amqp_confirm_select(state_, publishing);
        must(amqp_get_rpc_reply(state_), "confirms");
    }
    ~Client() { amqp_destroy_connection(state_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    int fd() const { return amqp_get_sockfd(state_); }

    void declare(const std::string& queue, const std::string& kind) {
        amqp_table_entry_t entry{};
        entry.key = amqp_cstring_bytes("x-queue-type");
        entry.value.kind = AMQP_FIELD_KIND_UTF8;
        entry.value.value.bytes = bytes_of(kind);
        const amqp_table_t arguments{1, &entry};
        amqp_queue_declare(state_, consuming, bytes_of(queue), 0, 1, 0, 0, arguments);
        must(amqp_get_rpc_reply(state_), queue);
    }

    /// Messages that wait in the queue for a consumer.
    long waiting(const std::string& queue) {
        const auto* ok =
            amqp_queue_declare(state_, consuming, bytes_of(queue), 1, 0, 0, 0, amqp_empty_table);
        must(amqp_get_rpc_reply(state_), queue);
        return static_cast<long>(ok->message_count);
    }

    void consume(const std::string& queue, int prefetch) {
        amqp_basic_qos(state_, consuming, 0, static_cast<std::uint16_t>(prefetch), 0);
        must(amqp_get_rpc_reply(state_), "prefetch");
        amqp_basic_consume(state_, consuming, bytes_of(queue), amqp_empty_bytes, 0, 0, 0,
                           amqp_empty_table);
        must(amqp_get_rpc_reply(state_), queue);
    }

    /// Returns the publish's number, by which it will be confirmed.
    std::uint64_t publish(const std::string& queue, const std::string& message) {
        std::string method;
        append(method, static_cast<std::uint32_t>(AMQP_BASIC_PUBLISH_METHOD));
        append(method, std::uint16_t{0});
        append(method, std::uint8_t{0});  // the default exchange
        append(method, static_cast<std::uint8_t>(queue.size()));
        method += queue;
        append(method, std::uint8_t{0});  // neither mandatory nor immediate
        append_frame(unsent_, AMQP_FRAME_METHOD, publishing, method);
        std::string header;
        append(header, static_cast<std::uint16_t>(AMQP_BASIC_CLASS));
        append(header, std::uint16_t{0});
        append(header, static_cast<std::uint64_t>(message.size()));
        append(header, static_cast<std::uint16_t>(AMQP_BASIC_DELIVERY_MODE_FLAG));
        append(header, static_cast<std::uint8_t>(AMQP_DELIVERY_PERSISTENT));
        append_frame(unsent_, AMQP_FRAME_HEADER, publishing, header);
        append_frame(unsent_, AMQP_FRAME_BODY, publishing, message);
        unconfirmed_.insert(unconfirmed_.end(), ++published_);
        return published_;
    }

    /// Acknowledges this delivery and all before it.
    void acknowledge(std::uint64_t delivery) {
        std::string method;
        append(method, static_cast<std::uint32_t>(AMQP_BASIC_ACK_METHOD));
        append(method, delivery);
        append(method, std::uint8_t{1});
        append_frame(unsent_, AMQP_FRAME_METHOD, consuming, method);
    }

    bool confirmed(std::uint64_t number) const { return !unconfirmed_.contains(number); }
    bool all_confirmed() const { return unconfirmed_.empty(); }

    /// Writes what was put together; the window bounds it.
    void flush() {
        for (std::size_t done = 0; done < unsent_.size();) {
            const auto n = ::send(fd(), unsent_.data() + done, unsent_.size() - done, MSG_NOSIGNAL);
            if (n <= 0) throw std::runtime_error("rabbitmq went away");
            done += static_cast<std::size_t>(n);
        }
        unsent_.clear();
    }

    struct Delivery {
        std::uint64_t number = 0;
        std::string message;
    };

    /// What came; confirms are taken in on the way.
    std::vector<Delivery> receive() {
        std::vector<Delivery> all;
        timeval none{};
        amqp_frame_t frame;
        for (;;) {
            const int status = amqp_simple_wait_frame_noblock(state_, &frame, &none);
            if (status == AMQP_STATUS_TIMEOUT) break;
            if (status != AMQP_STATUS_OK) throw std::runtime_error(amqp_error_string2(status));
            if (frame.frame_type == AMQP_FRAME_METHOD) {
                take(frame.payload.method);
            } else if (frame.frame_type == AMQP_FRAME_BODY) {
                const auto& part = frame.payload.body_fragment;
                all.push_back({delivery_, {static_cast<const char*>(part.bytes), part.len}});
            }
        }
        amqp_maybe_release_buffers(state_);
        return all;
    }

 private:
    static void must(const amqp_rpc_reply_t& reply, const std::string& what) {
        if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
        std::string why = "refused by the server";
        if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) {
            why = amqp_error_string2(reply.library_error);
        } else if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
            const auto& text = static_cast<amqp_channel_close_t*>(reply.reply.decoded)->reply_text;
            why.assign(static_cast<const char*>(text.bytes), text.len);
        }
        throw std::runtime_error(what + ": " + why);
    }

    void take(const amqp_method_t& method) {
        if (method.id == AMQP_BASIC_DELIVER_METHOD) {
            delivery_ = static_cast<amqp_basic_deliver_t*>(method.decoded)->delivery_tag;
        } else if (method.id == AMQP_BASIC_ACK_METHOD) {
            const auto* ack = static_cast<amqp_basic_ack_t*>(method.decoded);
            const auto end = unconfirmed_.upper_bound(ack->delivery_tag);
            if (ack->multiple) {
                unconfirmed_.erase(unconfirmed_.begin(), end);
            } else {
                unconfirmed_.erase(ack->delivery_tag);
            }
        } else {
            throw std::runtime_error(std::string("the server says ") + amqp_method_name(method.id));
        }
    }

    amqp_connection_state_t state_;
    std::string unsent_;
    std::uint64_t published_ = 0;
    std::set<std::uint64_t> unconfirmed_;
    std::uint64_t delivery_ = 0;  // whose message comes next
};

class Rabbit : public Peer {
 public:
    explicit Rabbit(const Options& options) : options_(options) {
        if (options.kind != "classic" && options.kind != "quorum") {
            throw std::runtime_error("--kind: classic or quorum");
        }
        const auto colon = options.endpoint.rfind(':');
        if (colon == std::string::npos) throw std::runtime_error("endpoint: HOST:PORT");
        const std::string host = options.endpoint.substr(0, colon);
        const int port = std::stoi(options.endpoint.substr(colon + 1));
        for (int i = 0; i < options.groups; ++i) {
            Lane lane{
                std::make_unique<Client>(host, port), std::make_unique<Client>(host, port), {}};
            lane.keeper->declare(queue("tasks", i), options.kind);
            lane.keeper->declare(queue("results", i), options.kind);
            lanes_.push_back(std::move(lane));
        }
        const int prefetch = std::min(2 * commands_of_device * options.window, 65'535);
        for (int i = 0; i < options.groups; ++i) {
            Lane& lane = lanes_[static_cast<std::size_t>(i)];
            lane.device->consume(queue("tasks", i), options.window);
            lane.keeper->consume(queue("results", i), prefetch);
        }
    }

    void play(int share) override {
        Windows windows(options_, share);
        const long then = collected_ + 1L * share * options_.groups * commands_of_device;
        std::vector<pollfd> waiting;
        for (const Lane& lane : lanes_) {
            for (const Client* each : {lane.keeper.get(), lane.device.get()})
                waiting.push_back({.fd = each->fd(), .events = POLLIN, .revents = 0});
        }
        for (;;) {
            for (int i = 0; i < options_.groups; ++i) {
                Client& keeper = *lanes_[static_cast<std::size_t>(i)].keeper;
                while (windows.release(i)) keeper.publish(queue("tasks", i), message_of(i));
            }
            bool confirmed = true;
            for (Lane& lane : lanes_) {
                lane.keeper->flush();
                lane.device->flush();
                confirmed = confirmed && lane.keeper->all_confirmed();
            }
            if (confirmed && windows.all_finished() && collected_ == then) return;
            poll(waiting.data(), waiting.size(), turn_ms);
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                if (waiting[i].revents == 0) continue;
                Lane& lane = lanes_[i / 2];
                if (i % 2 == 0) {
                    collect(*lane.keeper);
                } else {
                    work(windows, lane, static_cast<int>(i / 2));
                }
            }
            windows.must_move();
        }
    }

    /// All are consumed: nothing waits, and nothing is open, for open deliveries come back when
    /// the connections of their consumers are closed.
    long check(long lifecycles) override {
        const auto colon = options_.endpoint.rfind(':');
        lanes_.clear();
        Client client(options_.endpoint.substr(0, colon),
                      std::stoi(options_.endpoint.substr(colon + 1)));
        for (int i = 0; i < options_.groups; ++i) {
            as_many("tasks left", client.waiting(queue("tasks", i)), 0);
            as_many("results left", client.waiting(queue("results", i)), 0);
        }
        return as_many("tasks", taken_, lifecycles) +
               as_many("results", collected_, lifecycles * commands_of_device);
    }

 private:
    struct Task {
        std::uint64_t delivery = 0;
        std::uint64_t last_result = 0;  // its publish; the three before it are its too
        int group = 0;
    };
    struct Lane {
        std::unique_ptr<Client> keeper;
        std::unique_ptr<Client> device;
        std::deque<Task> open;  // in the order of delivery
    };

    std::string queue(const std::string& direction, int group) const {
        return options_.kind == "quorum" ? direction : direction + std::to_string(group);
    }

    void collect(Client& keeper) {
        const auto results = keeper.receive();
        if (results.empty()) return;
        collected_ += static_cast<long>(results.size());
        keeper.acknowledge(results.back().number);
    }

    void work(Windows& windows, Lane& lane, int group) {
        Client& device = *lane.device;
        for (const auto& task : device.receive()) {
            ++taken_;
            std::uint64_t last = 0;
            for (int n = 0; n < commands_of_device; ++n) {
                last = device.publish(queue("results", group), task.message);
            }
            lane.open.push_back({task.number, last, group_of(task.message)});
        }
        std::uint64_t done = 0;
        while (!lane.open.empty() && all_confirmed(device, lane.open.front())) {
            windows.finish(lane.open.front().group);
            done = lane.open.front().delivery;
            lane.open.pop_front();
        }
        if (done > 0) device.acknowledge(done);
    }

    static bool all_confirmed(const Client& device, const Task& task) {
        for (std::uint64_t n = 0; n < commands_of_device; ++n) {
            if (!device.confirmed(task.last_result - n)) return false;
        }
        return true;
    }

    Options options_;
    std::vector<Lane> lanes_;
    long taken_ = 0;
    long collected_ = 0;
};

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    using namespace dudao::bench;
    return run_peer(argc, argv, "rabbitmq",
                    [](const Options& options) { return std::make_unique<Rabbit>(options); });
}
