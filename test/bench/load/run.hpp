// One run: calls are placed, settle, are measured, and hang up.
#pragma once
#include <deque>
#include <set>
#include <vector>

#include "call.hpp"
#include "capture.hpp"
#include "options.hpp"
#include "rtp_receiver.hpp"
#include "rtp_sender.hpp"

namespace partyline::bench {

// Counters that only grow; a measurement is the difference of two readings.
struct Counters {
  int64_t clock_ns = 0;
  int64_t target_cpu_ns = 0;
  int64_t generator_cpu_ns = 0;
  int64_t dropped_at_target = 0;      // packets of ours that found its sockets full
  int64_t dropped_at_generator = 0;
  int64_t late_ms = 0;                // milliseconds in which the generator itself was behind

  Counters since(const Counters& earlier) const {
    return {clock_ns - earlier.clock_ns, target_cpu_ns - earlier.target_cpu_ns, generator_cpu_ns - earlier.generator_cpu_ns,
            dropped_at_target - earlier.dropped_at_target, dropped_at_generator - earlier.dropped_at_generator,
            late_ms - earlier.late_ms};
  }
};

struct Measurement {
  int64_t setup_ns = 0;
  Counters window;
};

class Run {
 public:
  explicit Run(const Options& options);
  Measurement perform();
  const std::vector<Call>& calls() const { return calls_; }
  const Capture& capture() const { return capture_; }

 private:
  enum class Stage { placing, settling, measuring };

  Call makeCall(int index, bool late) const;
  void makeDialog(Call& call);
  void pass(Stage stage);
  void receiveSip();
  void followDialogs();
  void startMedia(Call& call);
  void settle(int64_t ns);
  Counters measure();
  Counters read() const;
  void placeUntil(int64_t begin_ns, bool late);
  void hangUp();
  bool waiting(bool late) const;
  std::set<int> portsOf(bool target) const;

  const Options& options_;
  Capture capture_;
  std::vector<Call> calls_;
  UdpSocket sip_;
  std::vector<UdpSocket> media_;
  RtpSender sender_;
  RtpReceiver receiver_;
  int64_t epoch_ns_;
  int64_t tick_ms_ = 0;
  int64_t late_ms_ = 0;
  int placed_ = 0;        // calls placed so far, late ones after the others
};

}  // namespace partyline::bench
