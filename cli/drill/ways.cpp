#include "cli/drill/ways.h"

#include <vector>

namespace dudao::drill {
namespace {

using cases::every_track;
using cases::reviewed_tracks;
using cases::second_appeals;
using enum cases::Verb;

constexpr std::uint32_t led = cases::on(cases::Track::Accountability);

// Neighbours have little in common, so that a play of a few cases sees much.
constexpr auto ways = std::to_array<Way>({
    {led,
     {Verify, Start, Notify, Propose, Decide, Announce, CarryOut, Appeal, TakeUp, Uphold,
      CarryOut}},
    {every_track, {CloseNoCase}},
    {reviewed_tracks,
     {Verify, Start, Notify, SendToReview, AcceptReview, Decide, Announce, Appeal, TakeUp, Amend,
      CarryOut}},
    {every_track, {Inquire, Answer, Talk}},
    {second_appeals,
     {Verify, StartSimple, Notify, ProposeSimple, Decide, Announce, Appeal, TakeUp, Uphold, Appeal,
      TakeUp, Amend, CarryOut}},
    {every_track, {LookInto, CloseNoCase}},
    {led, {Verify, Start, Notify, Withdraw, Clear}},
    {reviewed_tracks,
     {LookInto, Verify, Start, Notify, SendToReview, ReturnReview, SendToReview, AcceptReview,
      Exempt, Announce}},
    {every_track, {Refer}},
    {second_appeals,
     {Verify, Start, Notify, SendToReview, AcceptReview, Decide, Announce, Appeal, TakeUp, Amend,
      Appeal, TakeUp, Revoke, Clear}},
    {every_track, {Inquire, Verify, Talk}},
    {led, {Verify, Start, Notify, Propose, Exempt, Announce}},
    {every_track, {Inquire, Answer, Hold, CloseNoCase}},
    {reviewed_tracks,
     {Hold, KeepHeld, Verify, Start, Notify, SendToReview, ReturnAnew, SendToReview, Withdraw,
      Clear}},
    {every_track, {LookInto, Refer}},
    {led, {Verify, Start, Notify, Propose, Decide, Announce, Appeal, TakeUp, Revoke, Clear}},
    {every_track, {LookInto, Inquire, Answer, Verify, Hold, Verify, CloseNoCase}},
    {reviewed_tracks, {Verify, Start, Notify, SendToReview, Refer}},
    {every_track, {Inquire, Answer, CloseNoCase}},
    {every_track, {Verify, Start, Notify, Refer}},
    {led, {Verify, Start, Notify, Propose, Withdraw, Clear}},
    {every_track, {LookInto, Hold, Verify, Refer}},
});

}  // namespace

cases::Track Way::track(std::uint64_t drawn) const {
    std::vector<cases::Track> among;
    for (const auto& [track, word] : Names<cases::Track>::table) {
        if ((tracks_ & cases::on(track)) != 0) among.push_back(track);
    }
    return among[drawn % among.size()];
}

std::span<const Way> all_ways() { return ways; }

}  // namespace dudao::drill
