// The arguments of each library function (functions.lua) and of each read. Only this file depends
// on their order.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/store.h"

namespace dudao::calls {

using Args = std::vector<std::string>;

Args genesis(std::string_view j, std::string_view clock);
Args acquire(std::string_view j, const std::string& me, const std::string& token, int lease_ms);
Args renew(std::string_view j, const std::string& token, int lease_ms, std::uint64_t confirmed);
Args release(std::string_view j, const std::string& token);
Args commit(std::string_view j, const std::string& token, std::uint64_t epoch, const Batch& batch,
            int lease_ms);

/// The same arguments without copying the batch: views of `batch` and `token`, which must outlive
/// this object.
class CommitArgs {
 public:
    CommitArgs(std::string_view j, const std::string& token, std::uint64_t epoch,
               const Batch& batch, int lease_ms);
    CommitArgs(const CommitArgs&) = delete;
    CommitArgs& operator=(const CommitArgs&) = delete;
    const std::vector<std::string_view>& views() const { return views_; }

 private:
    void own(std::string arg);
    void put(const std::vector<std::string>& ids);
    template <class Value>
    void put(const std::vector<std::pair<std::string, Value>>& pairs);

    std::deque<std::string> own_;  // keys and numbers; a deque keeps their addresses
    std::vector<std::string_view> views_;
};

Args claim(std::string_view j, std::int64_t now_ms, std::int64_t lease_ms, int n);
Args fix(std::string_view j, const std::string& token, const std::vector<std::string>& timers_off,
         const std::vector<std::pair<std::string, std::int64_t>>& timers_on);
Args trim(std::string_view j, const std::string& token, std::uint64_t upto, const Hash& root);
Args read_log(std::string_view j, std::uint64_t from, int count);
Args read_mail(std::string_view j);
Args read_value(std::string_view j, const std::string& ref);

/// Parses a decimal number without sign, as in Redis' replies; otherwise returns std::nullopt.
std::optional<std::uint64_t> parse_number(std::string_view text);

/// Parses an item of XRANGE or XREAD; std::nullopt if it is not a commit.
std::optional<Entry> parse_entry(const Reply& item);

/// Parses all items; std::nullopt if any of them fails.
std::optional<std::vector<Entry>> parse_entries(const Reply& items);

/// Parses the reply of acquire.
std::optional<Tenure> parse_tenure(const Reply& reply, const std::string& token);

}  // namespace dudao::calls
