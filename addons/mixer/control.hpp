// The control side of the mixer: knows which seat and room is on which shard, makes and posts commands, and brings to the
// listener what the shards and the disk have to tell.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "../rt/wake.hpp"
#include "comfort_noise.hpp"
#include "command.hpp"
#include "disk.hpp"
#include "mixer.hpp"
#include "prompt_store.hpp"
#include "shard.hpp"

namespace partyline::mixer {

class Mixer::Impl {
 public:
  Impl(const MixerOptions& options, Listener& listener);
  ~Impl();

  void addSeat(SeatId id, std::shared_ptr<AudioPort> port, const SeatOptions& options);
  void setPort(SeatId id, std::shared_ptr<AudioPort> port);
  void removeSeat(SeatId id);
  void openRoom(RoomId id);
  void closeRoom(RoomId id);
  void enter(SeatId id, RoomId room);
  void leave(SeatId id);
  void setDigitDetection(SeatId id, bool on);
  void play(SeatId id, Script script);
  void stopPlay(SeatId id);
  void setMusic(SeatId id, bool on);
  void playRoom(RoomId id, const Script& script);
  void startRecording(RecordingOrder order, RoomId room);
  void stopRecording(RecordingId id);
  std::vector<ShardStats> stats() const;
  std::optional<SeatFigures> seatFigures(SeatId id);
  void tick();

  // For a setting of a seat that needs nothing made or freed.
  template <typename Action>
  void set(SeatId id, Action action) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (SeatEntry* entry = findSeat(id)) post(*entry, [seat = entry->seat.get(), action](Shard&) { action(*seat); });
  }

  rt::TickClock& ticks() noexcept { return ticks_; }

  PromptStore prompts;

 private:
  // No level that is: the first one is always told.
  static constexpr float kUntold_dbov = 1000.0f;

  struct SeatEntry {
    std::unique_ptr<Seat> seat;
    size_t shard = 0;
    uint32_t moves = 0;  // as many as were ordered
    int rate = kRate8k;
    bool has_port = false;
    DigitOptions digits;
    SeatLevel told{0, kUntold_dbov, kUntold_dbov};
    Script script;  // the newest, for a port of another rate
  };
  struct RoomEntry {
    std::unique_ptr<Room> room;
    size_t shard = 0;
  };
  struct Load {
    int seats = 0, rooms = 0;
  };

  int rateOf(SeatId id);
  SeatEntry* findSeat(SeatId id);
  RoomEntry* findRoom(RoomId id);
  size_t leastLoaded() const;
  void removeEntry(std::map<SeatId, SeatEntry>::iterator found);
  void move(SeatEntry& entry, size_t shard, RoomId room);
  void postFor(const SeatEntry& entry, Seat* seat, std::unique_ptr<Command> command);
  template <typename Action>
  void post(const SeatEntry& entry, Action action) {
    postFor(entry, entry.seat.get(), std::make_unique<ActionCommand<Action>>(std::move(action)));
  }
  template <typename Action>
  void postRoom(const RoomEntry& entry, Action action) {
    shards_[entry.shard]->post(std::make_unique<ActionCommand<Action>>(std::move(action)));
  }
  void notify(std::unique_ptr<Returned> notice);
  void reportStopped(PlayId play);
  void recordingEnded(RecordingId id, const RecordingResult& result);

  void runControl();
  void deliverReports();
  void deliver(rt::NodeList<Returned> list);
  static bool moved(const SeatLevel& told, const SeatLevel& now);
  void deliverLevels();

  Listener& listener_;
  const bool threads_;
  rt::TickClock ticks_;
  ComfortNoise noise_;
  rt::Wake wake_;                       // of the control thread
  rt::Mailbox<Returned> notices_;       // what the control side and the disk have to report
  Disk disk_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::vector<Load> loads_;

  std::mutex mutex_;                    // taken by control threads only
  std::map<SeatId, SeatEntry> seats_;
  std::map<RoomId, RoomEntry> rooms_;
  std::map<RecordingId, RoomId> recordings_;

  uint64_t tick_number_ = 0;            // threads = false
  std::atomic<bool> stopping_{false};
  std::thread control_thread_;
};

}  // namespace partyline::mixer
