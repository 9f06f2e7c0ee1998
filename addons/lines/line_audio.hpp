// What happens to a line's audio between its device and the mixer, a block at a time.
#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "../dsp/block.hpp"
#include "../dsp/caller_id.hpp"
#include "../dsp/echo_canceller.hpp"
#include "../dsp/level_meter.hpp"
#include "../dsp/tone_watch.hpp"
#include "line_port.hpp"
#include "report.hpp"

namespace partyline::lines {

// Made by a control thread; else the line thread's, but for what says otherwise. Whoever swaps something in gets back what was there.
class LineAudio {
 public:
  // `canceller`: null where the card or the kernel has one.
  LineAudio(Reporter reporter, std::unique_ptr<dsp::EchoCanceller> canceller);

  // Somebody or something hears the line, or is heard on it.
  bool wanted() const noexcept { return port_ || tones_ || (caller_id_ && on_hook_) || loopback_ || saying(); }

  // What came from the line.
  void take(int16_t* block) noexcept;
  // What goes to the line. Once for each block that was taken.
  void give(int16_t* block) noexcept;
  // Blocks before were lost: nothing that was sent can come back any more.
  void forgetSent() noexcept;
  // No more blocks come: there is no level either.
  void rest() noexcept;

  void swapPort(std::shared_ptr<LinePort>& port) noexcept;
  void swapTones(std::unique_ptr<dsp::ToneWatch>& tones) noexcept { std::swap(tones_, tones); }
  void swapCallerId(std::unique_ptr<dsp::CallerIdReceiver>& receiver) noexcept { std::swap(caller_id_, receiver); }
  void setLoopback(bool on) noexcept { loopback_ = on; }
  // Caller IDs come only then.
  void setOnHook(bool on_hook) noexcept { on_hook_ = on_hook; }
  void setEcho(bool on) noexcept { cancel_ = on; }
  void setBulkDelay(float ms) noexcept;
  // As factors.
  void setGain(float receive, float transmit) noexcept { receive_gain_ = receive, transmit_gain_ = transmit; }
  // The line is not heard while this is on, though not for ever: a key that was told is not to be heard too.
  void setMuted(bool muted) noexcept { muted_blocks_ = muted ? kMostMutedBlocks : 0; }
  // Sends this, after so many blocks of silence, instead of all else. It must live until `saying` is false.
  void say(const std::vector<int16_t>* message, size_t pause_blocks) noexcept;
  void stopSaying() noexcept { message_ = nullptr; }
  bool saying() const noexcept { return message_ != nullptr; }
  LinePort* port() const noexcept { return port_.get(); }
  void countOverrun() noexcept { overruns_.fetch_add(1, std::memory_order_relaxed); }
  void countUnderrun() noexcept { underruns_.fetch_add(1, std::memory_order_relaxed); }

  // Any thread; without what the port knows.
  LineStats stats() const noexcept;

 private:
  static constexpr int kMostMutedBlocks = 500;

  void watchTones(const int16_t* block) noexcept;
  void listenForCallerId(const int16_t* block) noexcept;
  void fill(int16_t* block) noexcept;
  void speak(int16_t* block) noexcept;

  Reporter reporter_;
  const std::unique_ptr<dsp::EchoCanceller> canceller_;
  std::shared_ptr<LinePort> port_;
  std::unique_ptr<dsp::ToneWatch> tones_;
  std::unique_ptr<dsp::CallerIdReceiver> caller_id_;
  const std::vector<int16_t>* message_ = nullptr;
  size_t said_ = 0, pause_blocks_ = 0;
  bool cancel_ = true, loopback_ = false, on_hook_ = true;
  int muted_blocks_ = 0;  // still to come
  float receive_gain_ = 1, transmit_gain_ = 1;
  dsp::LevelMeter received_level_, sent_level_;
  int16_t received_[dsp::kBlockSamples] = {};  // the newest, for the loopback
  int16_t sent_[dsp::kBlockSamples] = {};      // the newest, for the canceller
  std::atomic<float> receive_dbm0_{dsp::kSilenceDbm0}, transmit_dbm0_{dsp::kSilenceDbm0};
  std::atomic<uint32_t> overruns_{0}, underruns_{0};
};

}  // namespace partyline::lines
