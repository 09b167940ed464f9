#include "cli/up/pulse.h"

#include <algorithm>
#include <iostream>

#include "cli/output.h"

namespace dudao::up {
namespace {

// Four looks within the time in which the manager wants to hear of one; no more than one a second.
constexpr std::int64_t looks = 4;
constexpr std::int64_t look_ms_min = 1000;
constexpr int wake_token = 4;  // the fleet's turn ends when Redis has answered
constexpr int connect_ms = 1000;

std::string line_of(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

Pulse::Pulse(Notify notify, Fleet& fleet, Lang lang)
    : notify_(std::move(notify)), fleet_(fleet), lang_(lang) {}

Pulse::~Pulse() { close(); }

void Pulse::ready(Address redis, std::string jurisdiction, std::string status) {
    redis_ = std::move(redis);
    jurisdiction_ = std::move(jurisdiction);
    status_ = line_of(std::move(status));
    progress_.emplace(fleet_.steady().now_ms());
    told_ = status_;
    notify_.send("READY=1\nSTATUS=" + told_ + "\n");
}

void Pulse::turn() {
    if (!progress_ || !notify_.asked()) return;
    tell_status();
    if (!notify_.watchdog_ms()) return;
    hear();
    const std::int64_t now = fleet_.steady().now_ms();
    if (now < next_look_ms_) return;
    next_look_ms_ = now + std::max(*notify_.watchdog_ms() / looks, look_ms_min);
    // The last question has no answer yet, or could not be asked.
    if (!connection_ || connection_->pending() > 0) look("");
    ask();
}

void Pulse::look(const std::string& lease_until) {
    const std::int64_t now = fleet_.steady().now_ms();
    if (progress_->take({now, fleet_.vital_starting_ms(), lease_until})) {
        notify_.send("WATCHDOG=1\n");
        stands_ = false;
    } else if (!stands_ && progress_->none_for_ms(now) > *notify_.watchdog_ms() / 2) {
        stands_ = true;
        std::cerr << say(lang_, "受理程序或 Redis 停滞，服务管理程序即将重启全部：",
                         "the broker or Redis stands, and the service manager is about to start "
                         "everything again: ")
                  << status_ << std::endl;
    }
}

void Pulse::ask() {
    if (connection_ && connection_->closed()) close();
    if (!connection_) {
        Connection::Limits limits;
        limits.connect_ms = connect_ms;
        auto connected = Connection::connect(redis_, limits);
        if (!connected) return;  // at the next look
        connection_.emplace(std::move(*connected));
        fleet_.loop().watch(connection_->fd(), wake_token);
    }
    if (connection_->pending() > 0) return;  // Redis still owes the last answer
    if (!connection_->send(std::vector<std::string>{"HMGET", "{" + jurisdiction_ + "}:w", "until"}))
        return close();
    connection_->flush();
}

void Pulse::hear() {
    if (!connection_) return;
    const int fd = connection_->fd();
    for (const Reply& reply : connection_->pump()) {
        look(reply.items.size() == 1 ? reply.items.front().text : "");
    }
    if (!connection_->closed()) return;
    fleet_.loop().unwatch(fd);
    connection_.reset();
}

void Pulse::close() {
    if (!connection_) return;
    if (connection_->fd() >= 0) fleet_.loop().unwatch(connection_->fd());
    connection_.reset();
}

void Pulse::tell_status() {
    std::string status =
        stands_ ? std::string(say(lang_, "停滞；", "stands; ")) + status_ : status_;
    if (!fleet_.down().empty()) {
        status += say(lang_, "；已停：", "; down:");
        for (const auto& [name, said] : fleet_.down()) status += " " + name;
    }
    if (status == told_) return;
    told_ = status;
    notify_.send("STATUS=" + told_ + "\n");
}

void Pulse::stopping() {
    notify_.send(
        "STOPPING=1\nSTATUS=" + std::string(say(lang_, "正在依次结束", "ending in order")) + "\n");
    close();
}

}  // namespace dudao::up
