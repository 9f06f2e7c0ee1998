// Does what is sent to a seat come back from it? Compares the envelopes of both ways over delays of up to half a second, in steps of
// 10 ms: their covariance while the far side of the seat is spoken to and does not speak itself. Speech of its own is independent of
// what it hears, so only an echo keeps them together for seconds.
#pragma once

namespace partyline::mixer {

class EchoFinder {
 public:
  static constexpr int kBlockMs = 10;

  struct Echo {
    float gain = 0;  // of the amplitude; 0: none was found
    int delay_ms = 0;
  };

  // Audio thread, once a tick: amplitude (RMS, full scale 1) of the first 10 ms that came, if anything did. One in two is enough of
  // an envelope, and costs half.
  void received(float amplitude) noexcept;
  // Audio thread, for each 10 ms that is sent; the first of a tick after `received`.
  void sent(float amplitude) noexcept;
  // Audio thread: looks for the best delay; costs a little, so not each time.
  Echo find() noexcept;

 private:
  static constexpr int kLags = 50;       // 10 to 500 ms

  void learn(float amplitude) noexcept;
  bool spokenTo() const noexcept;
  bool isSure(int lag, float correlation, float mean) const noexcept;

  float sent_[kLags] = {};  // a ring; what was sent last is before next_
  int next_ = 0;
  int quiet_blocks_ = kLags;             // since something loud enough to come back was sent
  int own_speech_ticks_ = 0;            // left of the time after speech of its own
  float sent_level_ = 0;                 // of what is said to the seat, slowly followed
  int learnt_ = 0;
  int found_ = -1;                       // the lag of an echo; -1: none
  float own_mean_ = 0, own_variance_ = 0;
  float mean_[kLags] = {}, variance_[kLags] = {}, covariance_[kLags] = {};
};

}  // namespace partyline::mixer
