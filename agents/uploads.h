// Evidence on its way to the office: one piece at a time, asked first how much is there, so that it
// goes on after days without a network or a restart. Pure.
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
    /// The newest, at most so many, in the order they came.
    std::vector<const EvidenceFile*> newest(std::size_t most) const;
    /// Busy when the device holds too many.
    Result<void> add(const EvidenceFile& file, Effects& effects);
    /// The office has the command that announces the file: its bytes may come.
    void announced(const EvidenceHash& hash, Effects& effects);

    void welcomed() { linked_ = true, current_.reset(); }
    void link_lost() { linked_ = false, current_.reset(); }
    void taken(const wire::ChunkTaken& taken, Now now, Effects& effects);
    /// The file is not there any more, or cannot be read.
    void unreadable(const EvidenceHash& hash, Now now, Effects& effects);

    /// Starts what can be started. Call each turn.
    void tick(Now now, Effects& effects);
    /// Steady milliseconds at which tick has something to do.
    std::optional<std::int64_t> next_due() const;

    /// A piece is under way or could be. A file that waits after a fault is not.
    bool busy(Now now) const;
    /// Files that the office expects and has not whole.
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
        std::int64_t bytes = 0;  // of the piece under way; 0: we asked how much is there
        std::int64_t asked_ms = 0;
    };
    bool ready(const Item& item) const { return item.file.attached && !item.file.stored; }
    void send(std::size_t item, std::int64_t offset, std::int64_t bytes, Now now, Effects& effects);
    void fail(Item& item, const char* why, Now now, Effects& effects);

    std::vector<Item> items_;  // in the order they came
    std::optional<Current> current_;
    bool linked_ = false;
};

}  // namespace dudao::agent
