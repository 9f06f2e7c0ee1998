#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <pjmedia.h>

#include "analysis.hpp"
#include "source.hpp"

namespace partyline::phone {

/** What a finished measurement brings, or why there is none. */
struct Capture {
  Heard heard;
  int frames = 0;
  /** Frames for which the stream had nothing at all. */
  int missing_frames = 0;
  /** Frames of nothing but zeros. */
  int zero_frames = 0;
  /** Packets that the jitter buffer lacked, or threw away, meanwhile. */
  unsigned lost = 0;
  unsigned discarded = 0;
  /** The number of the frame that comes next, for a measurement that goes on without a gap. */
  uint64_t next_frame = 0;
  std::string failure;
};

/** A call's place at the audio clock: its stream, what it says and what is measured of what it hears. Guarded by the clock's lock. */
class Seat {
 public:
  using Done = std::function<void(Capture)>;

  Source source;
  /** False keeps back all RTP while SIP stays up. */
  bool sending = true;

  void attach(pjmedia_stream* stream, pjmedia_port* port);
  void detach();
  /** The call is over: a measurement that needs more than what was heard until then fails, now or when it is asked for. */
  void close();
  /** One frame each way. */
  void tick();
  /**
   * Calls `done` once so much was heard in one piece, of one stream: a measurement begins anew when the media changes. It begins with
   * the frame of this number if that is remembered, else with the next one.
   */
  void capture(int ms, std::optional<uint64_t> first_frame, Done done);
  /** Presses the keys one after the other, then, or when the call ends, calls `done`. In-band ones as tones, others by RFC 4733. */
  void press(const std::string& digits, int duration_ms, int pause_ms, bool inband, std::function<void()> done);

 private:
  struct Frame {
    std::vector<int16_t> samples;
    bool missing;
    bool zero;
  };
  struct Wanted {
    Capture capture;
    int ms;
    pjmedia_jb_state before;
    Done done;
  };
  struct Press {
    char digit;
    int duration_ms;
    int pause_ms;
    bool inband;
    std::function<void()> done;
  };
  void listen();
  void speak();
  void advance_keys();
  void hear(bool missing);
  void begin(Wanted& wanted);
  /** All zeros when there is none any more. */
  pjmedia_jb_state jitter_buffer() const;
  void recall(Wanted& wanted, uint64_t first_frame) const;
  static void add(Capture& capture, const Frame& frame);
  void finish_complete();
  void finish(Wanted& wanted);

  pjmedia_stream* stream_ = nullptr;
  pjmedia_port* port_ = nullptr;
  int rate_hz_ = 0;
  bool closed_ = false;
  std::vector<int16_t> frame_;
  pj_timestamp now_{};
  std::vector<Wanted> wanted_;
  /** What was heard last, of the stream that is attached. */
  std::deque<Frame> heard_;
  uint64_t next_frame_ = 0;
  std::deque<Press> keys_;
  int key_busy_ms_ = 0;
  std::function<void()> key_done_;
};

}  // namespace partyline::phone
