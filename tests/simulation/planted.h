// Bugs on purpose: each is a small wrong turn at a seam of the simulated world, to show that the
// checks catch it. None by default; `--planted NAME` turns one on for a run of the program.
#pragma once

#include <array>

#include "domain/names.h"

namespace dudao::sim {

enum class Bug {
    None,
    AnswerBeforeCommit,  // the broker's shell answers when it sends the batch
    TokenUnchecked,      // the store takes a write under any token
    SameTokenAgain,      // acquire sends the token of the last time
    UnknownIsDone,
    ReplyLost,  // … is never reported
    SeqOffByOne,
    SnapshotWithoutReceipts,
    StaleSnapshot,       // a snapshot claims a later commit than it holds
    TimersOffForgotten,  // ended timers stay in the index
    TimersOnForgotten,   // new timers never reach it
    ClaimDrops,          // claimed timers leave the index at once
    FireEarly,           // the broker's clock runs ahead
    AckBeforeStored,     // the device acknowledges before its disk has it
    OutboxDroppedOnSend,
    TailSkips,          // a reader jumps over a commit
    TailShowsUnsynced,  // readers see what the disk does not have
    TargetInAnswer,     // the salt of a sealed task in an answer
    NoticeSentFirst,    // sent before it is committed as attempted
    NoticeResent,       // an uncertain notice goes again
    ViewWithoutCursor,  // rows without their cursor's check
    EngineForgets,      // the engine's memory is not kept
    HeadForgotten,      // a broker does not know how far the log went
    DiskUnsynced,       // a device's disk says that it synced, and did not
};

}  // namespace dudao::sim

namespace dudao {
template <>
struct Names<sim::Bug> {
    using B = sim::Bug;
    static constexpr auto table = std::to_array<Named<B>>({
        {B::None, "none"},
        {B::AnswerBeforeCommit, "answer_before_commit"},
        {B::TokenUnchecked, "token_unchecked"},
        {B::SameTokenAgain, "same_token_again"},
        {B::UnknownIsDone, "unknown_is_done"},
        {B::ReplyLost, "reply_lost"},
        {B::SeqOffByOne, "seq_off_by_one"},
        {B::SnapshotWithoutReceipts, "snapshot_without_receipts"},
        {B::StaleSnapshot, "stale_snapshot"},
        {B::TimersOffForgotten, "timers_off_forgotten"},
        {B::TimersOnForgotten, "timers_on_forgotten"},
        {B::ClaimDrops, "claim_drops"},
        {B::FireEarly, "fire_early"},
        {B::AckBeforeStored, "ack_before_stored"},
        {B::OutboxDroppedOnSend, "outbox_dropped_on_send"},
        {B::TailSkips, "tail_skips"},
        {B::TailShowsUnsynced, "tail_shows_unsynced"},
        {B::TargetInAnswer, "target_in_answer"},
        {B::NoticeSentFirst, "notice_sent_first"},
        {B::NoticeResent, "notice_resent"},
        {B::ViewWithoutCursor, "view_without_cursor"},
        {B::EngineForgets, "engine_forgets"},
        {B::HeadForgotten, "head_forgotten"},
        {B::DiskUnsynced, "disk_unsynced"},
    });
};
}  // namespace dudao

namespace dudao::sim {

/// Set once, by main, before anything runs.
inline Bug planted_bug = Bug::None;
inline bool planted(Bug bug) { return planted_bug == bug; }

}  // namespace dudao::sim
