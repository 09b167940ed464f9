// The messages between a timekeeper and the processes whose time it keeps: one line of text per
// message over a unix SOCK_SEQPACKET socket. Numbers are decimal, "-" stands for none, words are
// separated by one space.
//
//     hello <name> <tail|writer|plain>           participant, first
//     time <wave> <now_ms>                       timekeeper, in answer
//     ask <wave> <now_ms>                        timekeeper: are you idle at this moment?
//     idle <wave> <activity> <head> <next_ms>    participant, as soon as it is
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/ids.h"
#include "domain/moment.h"
#include "result.h"

namespace dudao::step {

inline constexpr std::size_t message_bytes_max = 256;

/// Every tail must reach a writer's head; a plain participant has no head.
enum class Role { Tail, Writer, Plain };
inline constexpr std::array<std::string_view, 3> role_names = {"tail", "writer", "plain"};

struct Hello {
    std::string name;
    Role role = Role::Plain;
};
struct Time {
    std::uint64_t wave = 0;
    Moment now;
};
struct Ask {
    std::uint64_t wave = 0;
    Moment now;
};
struct Idle {
    std::uint64_t wave = 0;
    std::uint64_t activity = 0;         // external inputs handled since the start
    std::optional<std::uint64_t> head;  // the commit it has written or read up to
    std::optional<Moment> next;         // when to wake it
};
using Message = std::variant<Hello, Time, Ask, Idle>;

inline std::string to_text(const Hello& hello) {
    return "hello " + hello.name + " " +
           std::string(role_names[static_cast<std::size_t>(hello.role)]);
}
inline std::string to_text(const Time& time) {
    return "time " + std::to_string(time.wave) + " " + std::to_string(time.now.ms);
}
inline std::string to_text(const Ask& ask) {
    return "ask " + std::to_string(ask.wave) + " " + std::to_string(ask.now.ms);
}
inline std::string to_text(const Idle& idle) {
    return "idle " + std::to_string(idle.wave) + " " + std::to_string(idle.activity) + " " +
           (idle.head ? std::to_string(*idle.head) : "-") + " " +
           (idle.next ? std::to_string(idle.next->ms) : "-");
}

/// Reads the words of a line. After the first word that does not fit, good() is false.
class Words {
 public:
    explicit Words(std::string_view line) : rest_(line) {}

    std::string_view word() {
        const auto space = rest_.find(' ');
        const auto word = rest_.substr(0, space);
        good_ = good_ && !word.empty();
        ended_ = space == rest_.npos;
        rest_.remove_prefix(ended_ ? rest_.size() : space + 1);
        return word;
    }

    template <class Number>
    Number number() {
        return number<Number>(word());
    }

    template <class Number>
    std::optional<Number> number_or_none() {
        const auto text = word();
        if (text == "-") return std::nullopt;
        return number<Number>(text);
    }

    bool good() const { return good_; }
    bool ended_well() const { return good_ && ended_; }

 private:
    template <class Number>
    Number number(std::string_view text) {
        Number value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        good_ = good_ && error == std::errc() && end == text.data() + text.size();
        return value;
    }

    std::string_view rest_;
    bool good_ = true;
    bool ended_ = false;
};

inline std::optional<Role> parse_role(std::string_view text) {
    for (std::size_t i = 0; i < role_names.size(); ++i) {
        if (role_names[i] == text) return static_cast<Role>(i);
    }
    return std::nullopt;
}

inline std::optional<Message> parse_hello(Words words) {
    const auto name = words.word();
    const auto role = parse_role(words.word());
    if (!words.ended_well() || !is_code(name) || !role) return std::nullopt;
    return Hello{std::string(name), *role};
}

inline std::optional<Message> parse_idle(Words words) {
    Idle idle;
    idle.wave = words.number<std::uint64_t>();
    idle.activity = words.number<std::uint64_t>();
    idle.head = words.number_or_none<std::uint64_t>();
    const auto next = words.number_or_none<std::int64_t>();
    if (next) idle.next = Moment{*next};
    if (!words.ended_well()) return std::nullopt;
    return idle;
}

template <class TimeOrAsk>
std::optional<Message> parse_now(Words words) {
    TimeOrAsk message;
    message.wave = words.number<std::uint64_t>();
    message.now.ms = words.number<std::int64_t>();
    if (!words.ended_well()) return std::nullopt;
    return message;
}

inline Result<Message> parse(std::string_view line) {
    Words words(line.substr(0, message_bytes_max));
    const auto verb = words.word();
    std::optional<Message> message;
    if (verb == "hello") message = parse_hello(words);
    if (verb == "time") message = parse_now<Time>(words);
    if (verb == "ask") message = parse_now<Ask>(words);
    if (verb == "idle") message = parse_idle(words);
    if (!message)
        return bad_input("not a message of the stepped clock", "hello, time, ask or idle");
    return std::move(*message);
}

}  // namespace dudao::step
