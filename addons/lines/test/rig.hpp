// Lines on a fake driver, with a mixer that is ticked by hand and a listener that can be waited on.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "../../test/check.hpp"
#include "../dahdi.hpp"
#include "../lines.hpp"
#include "fake_driver.hpp"

namespace partyline::lines::test {

class Notes final : public Listener {
 public:
  void told(const LineEvent& event) override {
    const std::lock_guard<std::mutex> guard(mutex_);
    events_.push_back(event);
    changed_.notify_all();
  }

  // The next of this kind that was not taken yet; nothing: none came before a deadline.
  template <typename Event>
  std::optional<Event> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::optional<Event> found;
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return (found = take<Event>()).has_value(); });
    return found;
  }
  template <typename Event>
  bool any() {
    const std::lock_guard<std::mutex> guard(mutex_);
    return take<Event>().has_value();
  }

 private:
  template <typename Event>
  std::optional<Event> take() {
    for (auto it = events_.begin(); it != events_.end(); ++it) {
      const Event* event = std::get_if<Event>(&*it);
      if (!event) continue;
      const Event taken = *event;
      events_.erase(it);
      return taken;
    }
    return std::nullopt;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<LineEvent> events_;
};

struct Quiet final : mixer::Listener {
  void playEnded(mixer::PlayId, mixer::PlayEnd) override {}
  void talking(mixer::SeatId, bool) override {}
  void digit(mixer::SeatId, char, uint32_t) override {}
  void levels(const std::vector<mixer::SeatLevel>&) override {}
  void recordingStarted(mixer::RecordingId) override {}
  void recordingEnded(mixer::RecordingId, mixer::RecordingEnd, uint64_t, uint64_t, const std::string&) override {}
};

inline mixer::MixerOptions byHand() {
  mixer::MixerOptions options;
  options.threads = false;
  return options;
}

struct Rig {
  FakeDriver driver;
  Notes notes;
  Quiet quiet;
  mixer::Mixer mixer{byHand(), quiet};
  rt::IdSource ids;
  Lines lines{{mixer, mixer.ticks(), ids, notes, driver}};
};

inline LineOptions channelOptions(int channel) {
  LineOptions options;
  options.device = DahdiDevice{"/fake", channel, dsp::Law::mu};
  return options;
}

// The line's own key, so to speak: what the code of a LineError is, or what came instead.
template <typename Action>
std::string codeOf(Action action) {
  try {
    action();
  } catch (const LineError& error) {
    return error.code();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing";
}

inline std::vector<int16_t> ramp(size_t count, int16_t from = 0) {
  std::vector<int16_t> samples(count);
  for (size_t i = 0; i < count; i++) samples[i] = static_cast<int16_t>(from + static_cast<int16_t>(i) * 8);
  return samples;
}

}  // namespace partyline::lines::test
