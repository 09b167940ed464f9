// A server's certificate with its key, read from two PEM files and held against what browsers ask
// of it. It is replaced while the server runs; connections that stand keep what they began with.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "result.h"

namespace dudao::http {

/// Copies share what was read, which never changes.
class Certificate {
 public:
    struct Files {
        std::filesystem::path certificate;  // the server's certificate first, then its chain
        std::filesystem::path private_key;  // unencrypted; nobody but owner and group may read it
    };
    /// Errors: BadInput names the file and says what would be right.
    static Result<Certificate> load(const Files& files);

    /// Whether browsers that come by each of these names or addresses take it now. Errors:
    /// BadInput: it has ended, has not begun, or does not hold for one of them.
    Result<void> check(const std::vector<std::string>& names, Moment now) const;
    /// True if it holds for this name or address.
    bool holds_for(const std::string& name) const;

    /// Its number, in hex.
    std::string serial() const;
    Moment ends() const;

    struct Loaded;  // known to the server's sources (core.h)
    const std::shared_ptr<Loaded>& loaded() const { return loaded_; }

 private:
    Certificate(std::filesystem::path file, std::shared_ptr<Loaded> loaded);
    std::filesystem::path file_;
    std::shared_ptr<Loaded> loaded_;
};

}  // namespace dudao::http
