#include "client/outbox.h"

#include "wire/codec.h"

namespace dudao {

Result<void> OutboxTable::make(const disk::Database& database) {
    return database.run(
        "CREATE TABLE outbox (incarnation INTEGER NOT NULL, n INTEGER NOT NULL,"
        " frame BLOB NOT NULL, state INTEGER NOT NULL, answered_ms INTEGER NOT NULL,"
        " answer BLOB NOT NULL, about BLOB NOT NULL, PRIMARY KEY (incarnation, n)) WITHOUT ROWID");
}

Result<void> OutboxTable::keep(const Row& row) const {
    return database_.prepare("INSERT INTO outbox VALUES (?,?,?,?,?,?,?)")
        .number(row.incarnation)
        .number(row.n)
        .blob(row.frame)
        .number(static_cast<int>(row.state))
        .number(row.answered_at.ms)
        .blob(encode(row.answer))
        .blob(row.about)
        .run();
}

Result<void> OutboxTable::answer(const Row& row) const {
    return database_
        .prepare(
            "UPDATE outbox SET state=?, answered_ms=?, answer=?, frame=x''"
            " WHERE incarnation=? AND n=?")
        .number(static_cast<int>(row.state))
        .number(row.answered_at.ms)
        .blob(encode(row.answer))
        .number(row.incarnation)
        .number(row.n)
        .run();
}

Result<void> OutboxTable::drop(std::int64_t incarnation, std::int64_t n) const {
    return database_.prepare("DELETE FROM outbox WHERE incarnation=? AND n=?")
        .number(incarnation)
        .number(n)
        .run();
}

Result<void> OutboxTable::drop_answered(Moment before) const {
    return database_.prepare("DELETE FROM outbox WHERE state<>0 AND answered_ms<?")
        .number(before.ms)
        .run();
}

Result<std::vector<OutboxTable::Row>> OutboxTable::rows(std::int64_t incarnation) const {
    auto statement = database_.prepare("SELECT * FROM outbox WHERE incarnation=? ORDER BY n");
    statement.number(incarnation);
    return read(std::move(statement));
}

Result<std::vector<OutboxTable::Row>> OutboxTable::rows() const {
    return read(database_.prepare("SELECT * FROM outbox ORDER BY incarnation, n"));
}

Result<std::vector<OutboxTable::Row>> OutboxTable::read(disk::Statement statement) const {
    std::vector<Row> all;
    while (statement.next()) {
        const std::int64_t n = statement.number_at(1);
        auto answer = decode<wire::Answer>(statement.bytes_at(5));
        if (!answer) return within("outbox row " + std::to_string(n), answer.error());
        all.push_back({statement.number_at(0), n, statement.bytes_at(2),
                       static_cast<RowState>(statement.number_at(3)),
                       Moment{statement.number_at(4)}, std::move(*answer), statement.bytes_at(6)});
    }
    if (auto good = statement.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

}  // namespace dudao
