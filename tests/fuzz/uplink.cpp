// A client under a broker that may say anything: each piece is one thing that happens. The client
// keeps its order and its credit, and everything it sends can be read.
#include "client/uplink.h"

#include <set>

#include "tests/fuzz/target.h"
#include "wire/message_codec.h"

namespace dudao::fuzz {
namespace {

class Client {
 public:
    explicit Client(bool adopt)
        : adopt_(adopt), uplink_(Uplink::Options{"gqc", "fuzz", 1, 0, adopt}) {}

    void happens(std::uint8_t what, std::string_view piece) {
        switch (what % 6) {
            case 0:
                receive(std::string(piece));
                break;
            case 1:
                offer();
                break;
            case 2:
                now_ms_ += static_cast<std::int64_t>(piece.size()) * 100;
                break;
            case 3:
                uplink_.disconnected();
                break;
            case 4:
                uplink_.connected(now_ms_);
                break;
            default:
                send();
        }
        (void)uplink_.next_due(now_ms_);
        (void)uplink_.is_dead(now_ms_);
    }

 private:
    void offer() {
        // A process that adopts its numbers makes rows after a welcome only.
        if (adopt_ && !uplink_.welcomed()) return;
        if (waiting_.size() > 100) return;
        OutboxRow row = uplink_.make(AcceptTask{TaskId{16}}, PersonId{"p"}, "t");
        hold(row.n > 0 && waiting_.insert(row.n).second, "numbers are new and positive");
        uplink_.offer(std::move(row));
    }
    void receive(const std::string& frame) {
        for (const Uplink::Event& event : uplink_.receive(frame, now_ms_)) {
            if (const auto* answered = std::get_if<Uplink::Answered>(&event)) {
                hold(waiting_.erase(answered->answer.n) == 1, "what is answered was waiting");
            }
        }
        hold(uplink_.unanswered() == waiting_.size(), "nothing else leaves the outbox");
    }
    void send() {
        std::int64_t last = 0;
        for (const std::string& frame : uplink_.to_send(now_ms_)) {
            std::string_view rest = frame;
            do {
                const auto message = wire::take_message(rest);
                hold(message.has_value(), "what is sent can be read");
                const auto* call = std::get_if<wire::CommandCall>(&message->body);
                if (!call) continue;
                hold(call->n > last, "rows go in their order");
                last = call->n;
            } while (!rest.empty());
        }
    }

    bool adopt_;
    Uplink uplink_;
    std::int64_t now_ms_ = 0;
    std::set<std::int64_t> waiting_;
};

}  // namespace

DUDAO_FUZZ_TARGET(uplink) {
    Pieces pieces(bytes);
    Client client(pieces.byte() % 2 == 1);
    for (int i = 0; i < 500 && !pieces.ended(); ++i) {
        const std::uint8_t what = pieces.byte();
        client.happens(what, pieces.sized());
    }
}

}  // namespace dudao::fuzz
