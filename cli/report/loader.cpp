#include "cli/report/history.h"
#include "cli/report/report.h"
#include "store/redis_store.h"

namespace dudao {

namespace {
constexpr int entries_a_read = 500;
}

Result<Report> make_report(const Address& redis, const std::string& j,
                           const std::filesystem::path& receipts, Moment end, std::uint64_t seed,
                           int days) {
    auto connection = Connection::connect(redis);
    if (!connection) return tl::unexpected(connection.error());
    Store store(*connection);
    const auto place = store.place(j);
    if (!place) return tl::unexpected(place.error());

    report::History history;
    for (std::uint64_t next = 1; next <= place->seq;) {
        const auto entries = store.read_range(j, next, entries_a_read);
        if (!entries) return tl::unexpected(entries.error());
        if (entries->empty()) break;
        for (const Entry& entry : *entries) history.add(entry);
        next = entries->back().seq + 1;
    }
    const auto kept = report::read_journals(receipts);
    if (!kept) return within("receipts", kept.error());
    history.count_inspections(end);
    Report report = history.report(end, *kept);
    report.seed = seed;
    report.days = days;
    return report;
}

}  // namespace dudao
