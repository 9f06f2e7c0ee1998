// One recording on the disk side: takes frames from its feed, writes the file, and knows how it ended. Disk thread.
#pragma once
#include <memory>
#include <string>

#include "mixer.hpp"
#include "opus_file.hpp"
#include "recording_feed.hpp"

namespace partyline::mixer {

struct RecordingOrder {
  RecordingId id;
  std::string path;
  int bitrate_bps;
  std::shared_ptr<RecordingFeed> feed;
};

struct RecordingResult {
  RecordingEnd end = RecordingEnd::stopped;
  uint64_t bytes = 0;
  uint64_t duration_ms = 0;
  std::string detail;
};

class Recording {
 public:
  explicit Recording(RecordingOrder order) : order_(std::move(order)) {}
  // Makes the file. False: `result` says why.
  bool open();
  // Writes what has come. False: it is over, `result` says how.
  bool pump();
  RecordingId id() const noexcept { return order_.id; }
  const RecordingResult& result() const noexcept { return result_; }

 private:
  bool writeFrame(const RecordingFeed::Frame& frame);
  bool writeSilence(uint64_t frames);
  bool syncInTime();
  bool fail(int error, const std::string& detail);
  void finish();

  RecordingOrder order_;
  std::unique_ptr<OpusFile> file_;
  uint64_t frames_ = 0;         // in the file, silence for lost ones included
  uint64_t synced_frames_ = 0;
  RecordingResult result_;
};

}  // namespace partyline::mixer
