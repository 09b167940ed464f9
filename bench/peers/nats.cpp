// bench peers: NATS JetStream on files. A stream of tasks and one of results; each group's device
// pulls its own tasks, a collector pulls the results; publishing is acknowledged by the server, and
// so is each acknowledgement (double ack). All as a JetStream client does it, many under way.
#include <nats/nats.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

#include "bench/peers/peer.h"

namespace dudao::bench {
namespace {

constexpr const char* tasks_stream = "TASKS";
constexpr const char* results_stream = "RESULTS";
constexpr const char* results_subject = "results.all";
constexpr const char* consumer_of_results = "collector";

void must(natsStatus status, const std::string& what) {
    if (status == NATS_OK) return;
    throw std::runtime_error(what + ": " + natsStatus_GetText(status));
}

template <class T, void (*destroy)(T*)>
struct Free {
    void operator()(T* pointer) const { destroy(pointer); }
};
using Wire = std::unique_ptr<natsConnection, Free<natsConnection, natsConnection_Destroy>>;
using Sub = std::unique_ptr<natsSubscription, Free<natsSubscription, natsSubscription_Destroy>>;
using Js = std::unique_ptr<jsCtx, Free<jsCtx, jsCtx_Destroy>>;
using Msg = std::unique_ptr<natsMsg, Free<natsMsg, natsMsg_Destroy>>;
using StreamInfo = std::unique_ptr<jsStreamInfo, Free<jsStreamInfo, jsStreamInfo_Destroy>>;
using ConsumerInfo = std::unique_ptr<jsConsumerInfo, Free<jsConsumerInfo, jsConsumerInfo_Destroy>>;

/// What the library's threads tell the one that plays.
struct Shared {
    std::mutex mutex;
    std::condition_variable moved;
    std::string fault;           // the first
    std::vector<long> finished;  // lifecycles by group since the start
    long collected = 0;
    long acks_under_way = 0;

    void fail(const std::string& what) {
        const std::lock_guard lock(mutex);
        if (fault.empty()) fault = what;
        moved.notify_all();
    }
};

/// A connection that publishes and pulls. What answers it is told to `answered`.
class Client {
 public:
    Client(const std::string& endpoint, Shared& shared, std::function<void()> answered)
        : shared_(shared), answered_(std::move(answered)) {
        natsConnection* wire = nullptr;
        must(natsConnection_ConnectTo(&wire, endpoint.c_str()), endpoint);
        wire_.reset(wire);
        for (std::string* each : {&answers_, &acked_, &pulled_}) {
            natsInbox* inbox = nullptr;
            must(natsInbox_Create(&inbox), "inbox");
            *each = inbox;
            natsInbox_Destroy(inbox);
        }
        listen(of_answers_, answers_, &Client::on_answer);
        listen(of_acks_, acked_, &Client::on_acked);
    }
    ~Client() {
        of_answers_.reset();
        of_acks_.reset();
        of_pulls_.reset();
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    natsConnection* wire() const { return wire_.get(); }

    void publish(const std::string& subject, const char* data, int bytes) {
        const auto status = natsConnection_PublishRequest(wire_.get(), subject.c_str(),
                                                          answers_.c_str(), data, bytes);
        if (status != NATS_OK) shared_.fail("publish failed");
    }

    /// Keeps at least `batch` messages asked for; each is given to `take`, which must ack() it.
    void pull(const std::string& stream, const std::string& consumer, int batch,
              std::function<void(natsMsg*)> take) {
        take_ = std::move(take);
        batch_ = batch;
        next_ = "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + consumer;
        listen(of_pulls_, pulled_, &Client::on_pulled);
        ask();
        ask();
    }

    void ack(const std::string& reply) {
        {
            const std::lock_guard lock(shared_.mutex);
            ++shared_.acks_under_way;
        }
        if (natsConnection_PublishRequest(wire_.get(), reply.c_str(), acked_.c_str(), "+ACK", 4) !=
            NATS_OK) {
            shared_.fail("ack failed");
        }
    }

 private:
    using Handler = void (Client::*)(natsMsg*);

    template <Handler handler>
    static void call(natsConnection*, natsSubscription*, natsMsg* message, void* self) {
        const Msg kept(message);
        (static_cast<Client*>(self)->*handler)(message);
    }

    void listen(Sub& sub, const std::string& subject, Handler handler) {
        natsSubscription* made = nullptr;
        const natsMsgHandler callback = handler == &Client::on_answer  ? &call<&Client::on_answer>
                                        : handler == &Client::on_acked ? &call<&Client::on_acked>
                                                                       : &call<&Client::on_pulled>;
        must(natsConnection_Subscribe(&made, wire_.get(), subject.c_str(), callback, this),
             "subscribe");
        sub.reset(made);
        must(natsSubscription_SetPendingLimits(made, -1, -1), "limits");
    }

    void ask() {
        const std::string request = R"({"batch":)" + std::to_string(batch_) + "}";
        asked_ += batch_;
        if (natsConnection_PublishRequest(wire_.get(), next_.c_str(), pulled_.c_str(),
                                          request.data(),
                                          static_cast<int>(request.size())) != NATS_OK) {
            shared_.fail("pull failed");
        }
    }

    void on_answer(natsMsg* message) {
        const std::string said(natsMsg_GetData(message),
                               static_cast<std::size_t>(natsMsg_GetDataLength(message)));
        if (said.find("\"error\"") != std::string::npos ||
            said.find("\"seq\"") == std::string::npos)
            return shared_.fail("published, and answered: " + said);
        answered_();
    }

    void on_acked(natsMsg* /*message*/) {
        const std::lock_guard lock(shared_.mutex);
        if (--shared_.acks_under_way == 0) shared_.moved.notify_all();
    }

    void on_pulled(natsMsg* message) {
        if (natsMsg_GetDataLength(message) == 0) {
            const char* why = nullptr;
            (void)natsMsgHeader_Get(message, "Description", &why);
            return shared_.fail(std::string("pull ended: ") + (why != nullptr ? why : "?"));
        }
        if (--asked_ <= batch_) ask();
        take_(message);
    }

    Shared& shared_;
    std::function<void()> answered_;
    std::function<void(natsMsg*)> take_;
    int batch_ = 0;
    int asked_ = 0;  // used by the pull's thread alone, once it runs
    std::string answers_, pulled_, acked_, next_;
    Wire wire_;
    Sub of_answers_, of_acks_, of_pulls_;
};

class Nats : public Peer {
 public:
    explicit Nats(const Options& options) : options_(options) {
        must(nats_Open(-1), "libnats");
        shared_.finished.resize(static_cast<std::size_t>(options.groups));
        collector_ = std::make_unique<Client>(options.endpoint, shared_, [] {});
        jsCtx* js = nullptr;
        must(natsConnection_JetStream(&js, collector_->wire(), nullptr), "jetstream");
        js_.reset(js);
        stream(tasks_stream, "tasks.*");
        stream(results_stream, results_subject);
        consumer(results_stream, consumer_of_results, "");
        collector_->pull(results_stream, consumer_of_results,
                         commands_of_device * options.under_way(), [this](natsMsg* message) {
                             collector_->ack(natsMsg_GetReply(message));
                             const std::lock_guard lock(shared_.mutex);
                             ++shared_.collected;
                         });
        for (int i = 0; i < options.groups; ++i) lanes_.push_back(lane(i));
    }

    ~Nats() override {
        lanes_.clear();
        collector_.reset();
    }

    void play(int share) override {
        Windows windows(options_, share);
        const long played = 1L * share * options_.groups;
        std::vector<long> seen = finished();
        std::unique_lock lock(shared_.mutex);
        collected_then_ += played * commands_of_device;
        for (;;) {
            if (!shared_.fault.empty()) throw std::runtime_error("nats: " + shared_.fault);
            for (std::size_t i = 0; i < seen.size(); ++i) {
                for (; seen[i] < shared_.finished[i]; ++seen[i])
                    windows.finish(static_cast<int>(i));
            }
            if (windows.all_finished() && shared_.collected == collected_then_ &&
                shared_.acks_under_way == 0) {
                return;
            }
            windows.must_move();
            std::vector<int> released;
            for (int i = 0; i < options_.groups; ++i) {
                while (windows.release(i)) released.push_back(i);
            }
            if (released.empty()) {
                shared_.moved.wait_for(lock, std::chrono::seconds(1));
                continue;
            }
            lock.unlock();
            for (const int group : released) release(group);
            lock.lock();
        }
    }

    long check(long lifecycles) override {
        long of_tasks = messages(tasks_stream);
        for (int i = 0; i < options_.groups; ++i) nothing_open(tasks_stream, name(i));
        nothing_open(results_stream, consumer_of_results);
        return as_many("tasks", of_tasks, lifecycles) +
               as_many("results", messages(results_stream), lifecycles * commands_of_device);
    }

 private:
    struct Lane {
        std::unique_ptr<Client> keeper;
        std::unique_ptr<Client> device;
    };

    static std::string name(int group) { return "group" + std::to_string(group); }

    std::vector<long> finished() {
        const std::lock_guard lock(shared_.mutex);
        return shared_.finished;
    }

    void release(int group) {
        const std::string message = message_of(group);
        lanes_[static_cast<std::size_t>(group)].keeper->publish(
            "tasks." + name(group), message.data(), static_cast<int>(message.size()));
    }

    void stream(const char* stream_name, const char* subject) {
        jsStreamConfig config;
        must(jsStreamConfig_Init(&config), "stream");
        config.Name = stream_name;
        config.Subjects = &subject;
        config.SubjectsLen = 1;
        config.Storage = js_FileStorage;
        jsErrCode code{};
        must(js_AddStream(nullptr, js_.get(), &config, nullptr, &code), stream_name);
    }

    void consumer(const char* stream_name, const std::string& consumer_name,
                  const std::string& subject) {
        jsConsumerConfig config;
        must(jsConsumerConfig_Init(&config), "consumer");
        config.Durable = consumer_name.c_str();
        config.AckPolicy = js_AckExplicit;
        config.MaxAckPending = -1;  // bounded by the window
        if (!subject.empty()) config.FilterSubject = subject.c_str();
        jsErrCode code{};
        must(js_AddConsumer(nullptr, js_.get(), stream_name, &config, nullptr, &code),
             consumer_name);
    }

    /// The device takes a task off its list when its four results are answered; answers to one
    /// connection come in order.
    struct Open {
        std::mutex mutex;
        std::deque<std::string> tasks;  // where to acknowledge them
        long answers = 0;
    };

    Lane lane(int group) {
        Lane made;
        made.keeper = std::make_unique<Client>(options_.endpoint, shared_, [] {});
        const auto open = std::make_shared<Open>();
        made.device = std::make_unique<Client>(options_.endpoint, shared_,
                                               [this, group, open] { answered(group, *open); });
        consumer(tasks_stream, name(group), "tasks." + name(group));
        Client* device = made.device.get();
        device->pull(tasks_stream, name(group), options_.window, [device, open](natsMsg* message) {
            {
                const std::lock_guard lock(open->mutex);
                open->tasks.emplace_back(natsMsg_GetReply(message));
            }
            for (int n = 0; n < commands_of_device; ++n) {
                device->publish(results_subject, natsMsg_GetData(message),
                                natsMsg_GetDataLength(message));
            }
        });
        return made;
    }

    void answered(int group, Open& open) {
        std::string task;
        {
            const std::lock_guard lock(open.mutex);
            if (++open.answers % commands_of_device != 0) return;
            task = std::move(open.tasks.front());
            open.tasks.pop_front();
        }
        lanes_[static_cast<std::size_t>(group)].device->ack(task);
        const std::lock_guard lock(shared_.mutex);
        ++shared_.finished[static_cast<std::size_t>(group)];
        shared_.moved.notify_all();
    }

    long messages(const char* stream_name) {
        jsStreamInfo* info = nullptr;
        jsErrCode code{};
        must(js_GetStreamInfo(&info, js_.get(), stream_name, nullptr, &code), stream_name);
        const StreamInfo kept(info);
        return static_cast<long>(info->State.Msgs);
    }

    void nothing_open(const char* stream_name, const std::string& consumer_name) {
        jsConsumerInfo* info = nullptr;
        jsErrCode code{};
        must(js_GetConsumerInfo(&info, js_.get(), stream_name, consumer_name.c_str(), nullptr,
                                &code),
             consumer_name);
        const ConsumerInfo kept(info);
        as_many(consumer_name + ", unacknowledged",
                static_cast<long>(info->NumAckPending) + static_cast<long>(info->NumPending), 0);
    }

    Options options_;
    Shared shared_;
    std::unique_ptr<Client> collector_;
    Js js_;
    std::vector<Lane> lanes_;
    long collected_then_ = 0;
};

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    using namespace dudao::bench;
    return run_peer(argc, argv, "nats",
                    [](const Options& options) { return std::make_unique<Nats>(options); });
}
