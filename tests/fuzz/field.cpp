// Requests of phones, paired and not. Each is answered once, in JSON; nobody who is not paired
// changes anything; what is kept the office can read.
#include "agents/field/field.h"

#include <nlohmann/json.hpp>

#include "ledger/hash.h"
#include "tests/fuzz/target.h"
#include "wire/message_codec.h"

namespace dudao::fuzz {
namespace {

using namespace agent;

struct NoFiles : PieceStore {
    Have have(const EvidenceHash&) const override { return {3, true}; }
    Result<Put> put(const EvidenceHash&, const Piece& piece) const override {
        hold(piece.offset >= 0 && piece.size > 0, "a piece lies within its file");
        return Put{{piece.offset + static_cast<std::int64_t>(piece.bytes.size()), false},
                   Fit::Taken};
    }
};

Stored a_device() {
    Stored stored;
    stored.settings.group = GroupId{"g1"};
    stored.settings.members = {PersonId{"p1"}};
    stored.visits.emplace_back();
    stored.visits.back().task = TaskId{7};
    stored.phones.push_back(
        {"f1", to_hex(sha256("token")), PersonId{"p1"}, "phone", Moment{1'000'000}});
    return stored;
}

}  // namespace

/// Lines: method, path and query, cookie, a header, then the body.
DUDAO_FUZZ_TARGET(field) {
    Pieces pieces(bytes);
    http::Request request;
    request.id = 1;
    request.method = pieces.until('\n');
    request.target = "/api/field/v1/" + std::string(pieces.until('\n'));
    request.headers = {{"cookie", std::string(pieces.until('\n'))},
                       {"x-dudao-field", std::string(pieces.until('\n'))}};
    request.body = pieces.rest();
    Agent device({"gqc", "fuzz"}, a_device(),
                 {[](std::size_t n) { return std::string(n, 'r'); },
                  {[](const auto&, const auto&, Moment) -> Result<seal::TaskBody> {
                       return fail(Error::Kind::Refused, "no");
                   },
                   [](const auto&) -> Result<seal::AssignmentBody> {
                       return fail(Error::Kind::Refused, "no");
                   }}});
    NoFiles files;
    Field page(device, files);
    const Now now{Moment{2'000'000}, 1000};
    Effects effects;
    page.request(request, now, effects);
    device.tick(now, effects);
    page.tick({now.moment, now.steady_ms + 25'000}, effects);
    hold(effects.responses.size() == 1, "one answer to one request");
    const http::Response& answer = effects.responses.front();
    hold(answer.id == 1 && nlohmann::json::accept(answer.body), "in JSON, to who asked");
    const bool refused = answer.status == 401 || answer.status == 403;
    hold(!refused || effects.writes.empty(), "nobody who is refused changes anything");
    for (const Write& write : effects.writes) {
        if (const auto* row = std::get_if<KeepRow>(&write)) {
            hold(wire::decode(row->row.frame).has_value(), "the office can read what is kept");
        }
    }
}

}  // namespace dudao::fuzz
