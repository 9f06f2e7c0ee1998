#include "control.hpp"
#include "notice.hpp"

namespace partyline::mixer {

Mixer::Impl::RoomEntry* Mixer::Impl::findRoom(RoomId id) {
  const auto found = rooms_.find(id);
  return found == rooms_.end() ? nullptr : &found->second;
}

void Mixer::Impl::openRoom(RoomId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (findRoom(id)) return;
  RoomEntry entry{std::make_unique<Room>(id), leastLoaded()};
  ++loads_[entry.shard].rooms;
  postRoom(entry, [room = entry.room.get()](Shard& shard) { shard.openRoom(*room); });
  rooms_[id] = std::move(entry);
}

// The room goes with the command and is freed when that comes back.
void Mixer::Impl::closeRoom(RoomId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  RoomEntry* found = findRoom(id);
  if (!found) return;
  RoomEntry entry = std::move(*found);
  rooms_.erase(id);
  --loads_[entry.shard].rooms;
  postRoom(entry, [room = std::move(entry.room)](Shard& shard) { shard.closeRoom(*room); });
}

void Mixer::Impl::playRoom(RoomId id, const Script& script) {
  auto player = makePlayer(script, kAllRates, prompts);
  const std::lock_guard<std::mutex> lock(mutex_);
  const RoomEntry* entry = findRoom(id);
  if (!entry) return reportStopped(script.id);
  postRoom(*entry, [room = entry->room.get(), player = std::move(player)](Shard&) mutable {
    room->play(std::move(player));
  });
}

void Mixer::Impl::startRecording(RecordingOrder order, RoomId room) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const RoomEntry* entry = findRoom(room);
  if (!entry) {
    return notify(makeNotice([id = order.id](Listener& to) {
      to.recordingEnded(id, RecordingEnd::io_error, 0, 0, "there is no such room");
    }));
  }
  recordings_[order.id] = room;
  auto tap = std::make_unique<Tap>(order.id, order.feed);
  disk_.record(std::move(order));
  postRoom(*entry, [at = entry->room.get(), tap = std::move(tap)](Shard&) mutable { at->record(std::move(tap)); });
}

void Mixer::Impl::stopRecording(RecordingId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = recordings_.find(id);
  const RoomEntry* entry = found == recordings_.end() ? nullptr : findRoom(found->second);
  if (entry) postRoom(*entry, [room = entry->room.get(), id](Shard& shard) { room->stopRecording(id, shard.outbox()); });
}

// Disk thread.
void Mixer::Impl::recordingEnded(RecordingId id, const RecordingResult& result) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    recordings_.erase(id);
  }
  notify(makeNotice([id, result](Listener& to) { to.recordingEnded(id, result.end, result.bytes, result.duration_ms, result.detail); }));
}

}  // namespace partyline::mixer
