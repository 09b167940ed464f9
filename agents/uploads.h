// Uploads evidence to the office one piece at a time. It first asks how much is stored there, so
// that an upload resumes after days offline or a restart. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agents/effects.h"

namespace dudao::agent {

class Uploads {
 public:
    explicit Uploads(std::vector<EvidenceFile> files);

    const EvidenceFile* find(const EvidenceHash& hash) const;
    /// The newest files, at most `most`, in the order they were added.
    std::vector<const EvidenceFile*> newest(std::size_t most) const;
    /// Busy: the device already holds the maximum number of files.
    Result<void> add(const EvidenceFile& file, Effects& effects);
    /// The office accepted the command that announces the file, so its bytes may be sent.
    void announced(const EvidenceHash& hash, Effects& effects);

    void welcomed() { linked_ = true, current_.reset(); }
    void link_lost() { linked_ = false, current_.reset(); }
    /// The office answered a piece: sends the next one, or pauses after a fault.
    void taken(const wire::ChunkTaken& taken, Now now, Effects& effects);
    /// The file is missing or cannot be read.
    void unreadable(const EvidenceHash& hash, Now now, Effects& effects);

    /// Starts what can be started. Call every turn.
    void tick(Now now, Effects& effects);
    /// When tick() is next needed (steady ms); std::nullopt: not at all.
    std::optional<std::int64_t> next_due() const;

    /// True if a piece is in flight or can be sent. A file that pauses after a fault does not
    /// count.
    bool busy(Now now) const;
    /// Files that the office expects and does not have completely.
    std::size_t unfinished() const;

 private:
    struct Item {
        EvidenceFile file;
        std::int64_t not_before_ms = 0;
        std::int64_t pause_ms = 0;
    };
    struct Current {
        std::size_t item = 0;
        std::int64_t offset = 0;
        std::int64_t bytes = 0;  // of the piece in flight; 0: we asked how much is stored
        std::int64_t asked_ms = 0;
    };
    bool ready(const Item& item) const { return item.file.attached && !item.file.stored; }
    void send(std::size_t item, std::int64_t offset, std::int64_t bytes, Now now, Effects& effects);
    void fail(Item& item, const char* why, Now now, Effects& effects);

    std::vector<Item> items_;  // in the order they were added
    std::optional<Current> current_;
    bool linked_ = false;
};

}  // namespace dudao::agent
