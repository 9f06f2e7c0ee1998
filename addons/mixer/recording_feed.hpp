// The way of a room's audio to the disk thread: a ring of numbered frames, so that what was lost is known and its place kept.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "../rt/spsc_ring.hpp"
#include "rates.hpp"
#include "returned.hpp"

namespace partyline::mixer {

// A file has one rate from its first second to its last, while callers of all rates come and go. 16 kHz keeps all of a
// wideband voice; 48 kHz would cost a conversion of every speaker for what speech does not have.
constexpr int kRecordingRate = kRate16k;
constexpr int kRecordingFrame = frameSamples(kRecordingRate);

struct RecordingFeed {
  struct Frame {
    uint64_t number;  // counts from 0; a gap is a frame that the disk was too slow for
    int16_t samples[kRecordingFrame];
  };
  RecordingFeed() : ring(kFrames) {}

  rt::SpscRing<Frame> ring;
  std::atomic<bool> closed{false};  // by the audio side: nothing will follow
  std::atomic<bool> failed{false};  // by the disk side: nothing more is wanted

 private:
  static constexpr size_t kFrames = 10 * 1000 / kFrameMs;  // ten seconds of a stalled disk
};

// The room's end of a feed.
class Tap : public Returned {
 public:
  Tap(RecordingId id, std::shared_ptr<RecordingFeed> feed) : id_(id), feed_(std::move(feed)) {}
  ~Tap() override { close(); }
  RecordingId id() const noexcept { return id_; }
  bool wanted() const noexcept { return !feed_->failed.load(std::memory_order_relaxed); }
  void close() noexcept { feed_->closed.store(true, std::memory_order_release); }
  // Audio thread. Null: silence. False: the ring was full.
  bool record(const int16_t* samples) noexcept;

 private:
  RecordingId id_;
  std::shared_ptr<RecordingFeed> feed_;
  uint64_t number_ = 0;
};

}  // namespace partyline::mixer
