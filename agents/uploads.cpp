#include "agents/uploads.h"

#include <algorithm>

#include "agents/limits.h"
#include "refusals/says.h"

namespace dudao::agent {

Uploads::Uploads(std::vector<EvidenceFile> files) {
    for (EvidenceFile& file : files) items_.push_back({std::move(file), 0, 0});
}

const EvidenceFile* Uploads::find(const EvidenceHash& hash) const {
    const auto at = std::find_if(items_.begin(), items_.end(),
                                 [&](const Item& each) { return each.file.hash == hash; });
    return at == items_.end() ? nullptr : &at->file;
}

std::vector<const EvidenceFile*> Uploads::newest(std::size_t most) const {
    std::vector<const EvidenceFile*> files;
    const std::size_t first = items_.size() - std::min(items_.size(), most);
    for (std::size_t i = first; i < items_.size(); ++i) files.push_back(&items_[i].file);
    return files;
}

Result<void> Uploads::add(const EvidenceFile& file, Effects& effects) {
    if (find(file.hash) != nullptr) return {};  // a photo used for two findings is sent once
    if (items_.size() >= evidence_files_max) {
        return dudao::fail(Error::Kind::Busy, says("too_many_files_here"));
    }
    items_.push_back({file, 0, 0});
    effects.writes.emplace_back(KeepEvidence{file});
    return {};
}

void Uploads::announced(const EvidenceHash& hash, Effects& effects) {
    for (Item& item : items_) {
        if (item.file.hash != hash || item.file.attached) continue;
        item.file.attached = true;
        effects.writes.emplace_back(KeepEvidence{item.file});
    }
}

void Uploads::taken(const wire::ChunkTaken& taken, Now now, Effects& effects) {
    if (!current_) return;
    Item& item = items_[current_->item];
    if (item.file.hash != taken.hash) return;
    // A late answer to a request that timed out; the piece in flight will get its own.
    const bool late = current_->bytes > 0 && taken.have <= current_->offset;
    if (late && taken.what.empty() && !taken.stored) return;
    const std::size_t place = current_->item;
    current_.reset();
    if (taken.stored) {
        item.file.stored = true;
        item.file.uploaded = item.file.size;
        effects.writes.emplace_back(KeepEvidence{item.file});
        effects.lines.push_back(
            {LogLevel::Info, "evidence.stored", {{"bytes", std::to_string(item.file.size)}}});
        return;
    }
    const bool sensible = taken.have >= 0 && taken.have < item.file.size;
    if (!taken.what.empty() || !sensible) return fail(item, "not_taken", now, effects);
    item.pause_ms = 0;
    if (item.file.uploaded != taken.have) {
        item.file.uploaded = taken.have;
        effects.writes.emplace_back(KeepEvidence{item.file});
    }
    send(place, taken.have, std::min(piece_bytes, item.file.size - taken.have), now, effects);
}

void Uploads::unreadable(const EvidenceHash& hash, Now now, Effects& effects) {
    if (!current_ || items_[current_->item].file.hash != hash) return;
    Item& item = items_[current_->item];
    current_.reset();
    item.pause_ms = retry_ms_max;
    fail(item, "unreadable", now, effects);
}

void Uploads::fail(Item& item, const char* why, Now now, Effects& effects) {
    item.pause_ms = std::clamp(item.pause_ms * 2, retry_ms_least, retry_ms_max);
    item.not_before_ms = now.steady_ms + item.pause_ms;
    effects.lines.push_back({LogLevel::Warning,
                             "evidence.waiting",
                             {{"why", why}, {"again_ms", std::to_string(item.pause_ms)}}});
}

void Uploads::send(std::size_t item, std::int64_t offset, std::int64_t bytes, Now now,
                   Effects& effects) {
    current_ = Current{item, offset, bytes, now.steady_ms};
    const EvidenceFile& file = items_[item].file;
    effects.pieces.push_back({file.hash, file.size, offset, bytes});
}

void Uploads::tick(Now now, Effects& effects) {
    if (!linked_) return;
    if (current_ && now.steady_ms - current_->asked_ms >= piece_answer_ms) {
        send(current_->item, 0, 0, now, effects);  // no answer: ask how much is stored
    }
    if (current_) return;
    const auto at = std::find_if(items_.begin(), items_.end(), [&](const Item& each) {
        return ready(each) && each.not_before_ms <= now.steady_ms;
    });
    if (at == items_.end()) return;
    send(static_cast<std::size_t>(at - items_.begin()), 0, 0, now, effects);
}

std::optional<std::int64_t> Uploads::next_due() const {
    if (!linked_) return std::nullopt;
    if (current_) return current_->asked_ms + piece_answer_ms;
    std::optional<std::int64_t> due;
    for (const Item& item : items_) {
        if (ready(item)) due = std::min(due.value_or(item.not_before_ms), item.not_before_ms);
    }
    return due;
}

bool Uploads::busy(Now now) const {
    return linked_ && (current_ || std::any_of(items_.begin(), items_.end(), [&](const Item& each) {
                           return ready(each) && each.not_before_ms <= now.steady_ms;
                       }));
}

std::size_t Uploads::unfinished() const {
    return static_cast<std::size_t>(std::count_if(
        items_.begin(), items_.end(), [this](const Item& each) { return ready(each); }));
}

}  // namespace dudao::agent
