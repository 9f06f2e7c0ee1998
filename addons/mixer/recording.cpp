#include "recording.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace partyline::mixer {
namespace {

constexpr uint64_t kSyncFrames = 1000 / kFrameMs;

bool meansFull(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

}  // namespace

bool Recording::open() {
  try {
    file_ = std::make_unique<OpusFile>(order_.path, rateHz(kRecordingRate), order_.bitrate_bps);
    return true;
  } catch (const std::system_error& error) {
    return fail(error.code().value(), error.what());
  } catch (const std::exception& error) {
    return fail(EIO, error.what());
  }
}

bool Recording::pump() {
  // Read before the ring: what was pushed before it was closed is then seen.
  const bool closed = order_.feed->closed.load(std::memory_order_acquire);
  RecordingFeed::Frame frame;
  while (order_.feed->ring.pop(frame)) {
    if (!writeFrame(frame)) return fail(file_->error(), std::strerror(file_->error()));
  }
  if (closed) finish();
  return !closed;
}

bool Recording::writeFrame(const RecordingFeed::Frame& frame) {
  if (!writeSilence(frame.number - frames_)) return false;
  if (!file_->write(frame.samples, kRecordingFrame)) return false;
  ++frames_;
  return syncInTime();
}

bool Recording::writeSilence(uint64_t frames) {
  static constexpr int16_t kSilence[kRecordingFrame] = {};
  for (; frames > 0; --frames, ++frames_) {
    if (!file_->write(kSilence, kRecordingFrame)) return false;
  }
  return true;
}

bool Recording::syncInTime() {
  if (frames_ - synced_frames_ < kSyncFrames) return true;
  synced_frames_ = frames_;
  return file_->sync();
}

bool Recording::fail(int error, const std::string& detail) {
  order_.feed->failed.store(true, std::memory_order_relaxed);
  result_ = {meansFull(error) ? RecordingEnd::disk_full : RecordingEnd::io_error, file_ ? file_->bytes() : 0, frames_ * kFrameMs, detail};
  file_.reset();
  return false;
}

void Recording::finish() {
  if (!file_->finish()) {
    fail(file_->error(), std::strerror(file_->error()));
    return;
  }
  result_ = {RecordingEnd::stopped, file_->bytes(), frames_ * kFrameMs, ""};
  file_.reset();
}

}  // namespace partyline::mixer
