// What all threads may know of one call, and the table of all calls.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "../rt/id_source.hpp"
#include "digits.hpp"
#include "listener.hpp"
#include "stream_port.hpp"

namespace partyline::sip {

// Thread-safe.
class Leg {
 public:
  explicit Leg(LegId id) : id_(id) {}
  LegId id() const { return id_; }

  std::shared_ptr<StreamPort> port() const;
  void setPort(std::shared_ptr<StreamPort>);
  // True: this is a new key press, to be told.
  bool acceptDigit(char digit, DigitSource source, uint64_t now_ms);

  // For the silence watch; `heard` is true when RTP came since the last look. Answers how long it is silent now.
  uint64_t silentMs(bool heard, uint64_t now_ms);
  // True once for each silence.
  bool tellSilence();
  void setHeld(bool held) { held_ = held; }
  bool held() const { return held_; }
  // The box calls, and nobody has answered yet.
  void setAwaited(bool awaited) { awaited_ = awaited; }
  bool awaited() const { return awaited_; }

  uint32_t seen_packets = 0;   // the watch's own

 private:
  const LegId id_;
  mutable std::mutex mutex_;
  std::shared_ptr<StreamPort> port_;
  DigitFilter digits_;
  std::atomic<bool> held_{false};
  std::atomic<bool> awaited_{false};
  uint64_t heard_at_ms_ = 0;
  bool silence_told_ = false;
};

// Thread-safe.
class Legs {
 public:
  explicit Legs(rt::IdSource& ids) : ids_(ids) {}
  std::shared_ptr<Leg> add();
  // Null when there are `most` already.
  std::shared_ptr<Leg> addWithin(size_t most);
  void remove(LegId id);
  std::shared_ptr<Leg> find(LegId id) const;
  std::vector<std::shared_ptr<Leg>> all() const;
  size_t size() const;

 private:
  std::shared_ptr<Leg> addLocked();

  rt::IdSource& ids_;
  mutable std::mutex mutex_;
  std::unordered_map<LegId, std::shared_ptr<Leg>> legs_;
};

}  // namespace partyline::sip
