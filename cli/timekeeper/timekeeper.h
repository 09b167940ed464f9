// When may demo time move? Only when nothing is under way anywhere. The timekeeper asks all
// participants in waves; each answers once it is idle at the present moment. Two complete waves in
// a row in which nobody's activity has grown enclose an instant at which all were idle; since every
// edge between processes is request and answer, and one that waits for an answer is not idle, no
// message was under way then (Mattern's double wave). What flows one way only, the log's tails, is
// covered by their heads.
//
// Pure: the shell tells what has come and the real time, and sends what is returned.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "step_message.h"

namespace dudao {

class Timekeeper {
 public:
    struct Options {
        Moment start;
        std::optional<Moment> end;         // time stops there for good
        std::int64_t speed = 0;            // at most so many clock ms in a real ms; 0: no limit
        std::set<std::string> expected{};  // time holds still while one of them is missing
    };
    struct Outgoing {
        std::string to;
        std::string text;
    };
    using Outgoings = std::vector<Outgoing>;

    /// With a speed limit time glides in steps of this, so that watchers see it run and a deadline
    /// made meanwhile is not jumped over; also how often a quiet world is asked again.
    static constexpr std::int64_t glide_ms = 250;
    /// Longest pause between two waves while the world comes to rest.
    static constexpr std::int64_t pause_ms_max = 5;

    explicit Timekeeper(Options options);

    // Inputs. `real_ms` is steady real time. Who is connected is not connected a second time.
    Outgoings connected(const std::string& name, step::Role role, std::int64_t real_ms);
    Outgoings disconnected(const std::string& name, std::int64_t real_ms);
    Outgoings idle(const std::string& name, const step::Idle& answer, std::int64_t real_ms);
    /// To be called when due_ms() has come; harmless at other times.
    Outgoings tick(std::int64_t real_ms);

    void pause();
    Outgoings resume(std::int64_t real_ms);
    Outgoings set_expected(std::set<std::string> names, std::int64_t real_ms);
    Outgoings set_end(std::optional<Moment> end, std::int64_t real_ms);
    void set_speed(std::int64_t speed) { options_.speed = speed; }

    Moment now() const { return now_; }
    std::optional<std::int64_t> due_ms() const { return due_ms_; }
    bool paused() const { return paused_; }
    /// The end has come and everything that was due at it is done.
    bool finished() const { return finished_; }
    /// Everybody was idle in the last two waves; with nobody waiting for a moment time stays here.
    bool quiet() const { return quiet_; }
    /// Who keeps time from moving: the expected who are missing, else those who have not answered.
    std::vector<std::string> holding() const;

 private:
    using Answers = std::map<std::string, step::Idle>;

    bool may_ask() const;
    void begin_again();
    Outgoings start_wave();
    Outgoings restart(std::int64_t real_ms);
    Outgoings complete(std::int64_t real_ms);
    Outgoings move_on(std::int64_t real_ms);
    Outgoings move_to(Moment moment, std::int64_t real_ms);
    bool unchanged() const;
    bool heads_agree() const;
    std::optional<Moment> next_wanted() const;

    Options options_;
    Moment now_;
    std::map<std::string, step::Role> participants_;
    std::uint64_t wave_ = 0;
    bool asking_ = false;
    Answers answers_;   // of the wave under way, or of the last complete one
    Answers previous_;  // of the complete wave before, at the same moment; else empty
    int restless_ = 0;  // complete waves at this moment that did not find quiet
    std::optional<std::int64_t> due_ms_;
    std::int64_t moved_ms_ = 0;  // real time of the last move
    bool paused_ = false;
    bool quiet_ = false;
    bool finished_ = false;
};

}  // namespace dudao
