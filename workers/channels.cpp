#include "workers/channels.h"

#include "workers/limits.h"

namespace dudao::workers {
namespace {

NoticeOutcome worse(NoticeOutcome a, NoticeOutcome b) {
    const bool both_sent = a.state == NoticeState::Sent && b.state == NoticeState::Sent;
    if (both_sent) return {a.id, NoticeState::Sent, a.detail + ", " + b.detail};
    return a.state == NoticeState::Sent ? b : a;
}

}  // namespace

Result<Channels> Channels::open(Loop& loop, int token, const std::string& file,
                                const std::string& url) {
    Channels channels;
    if (!file.empty()) {
        auto opened = NoticeFile::open(file);
        if (!opened) return within("--notice-file", opened.error());
        channels.file_.emplace(std::move(*opened));
    }
    if (!url.empty())
        channels.webhook_ = std::make_unique<Webhook>(loop, token, url, webhook_ms_max);
    return channels;
}

void Channels::send(const std::vector<std::pair<NoticeId, std::string>>& notices) {
    if (notices.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [id, line] : notices) lines.push_back(line);
    NoticeState state = NoticeState::Failed;
    std::string detail = "no channel is set up";
    if (file_) {
        const bool written = file_->append(lines).has_value();
        state = written ? NoticeState::Sent : NoticeState::Failed;
        detail = written ? "file" : "file: cannot be written";
    }
    for (const auto& [id, line] : notices) {
        if (webhook_) {
            if (file_) by_file_[id] = NoticeOutcome{id, state, detail};
            webhook_->post(id, line);
        } else {
            done_.push_back({id, state, detail});
        }
    }
}

std::vector<NoticeOutcome> Channels::turn(const std::vector<Ready>& ready) {
    auto done = std::exchange(done_, {});
    if (!webhook_) return done;
    for (NoticeOutcome& outcome : webhook_->turn(ready)) {
        const auto file = by_file_.find(outcome.id);
        if (file == by_file_.end()) {
            done.push_back(std::move(outcome));
        } else {
            done.push_back(worse(std::move(file->second), std::move(outcome)));
            by_file_.erase(file);
        }
    }
    return done;
}

long Channels::wait_ms() const {
    if (!done_.empty()) return 0;
    return webhook_ ? webhook_->wait_ms() : channels_wait_ms;
}

}  // namespace dudao::workers
