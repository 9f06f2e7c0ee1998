// What the tests share: ports that speak and listen, a listener that notes down, a mixer that is ticked by hand.
#pragma once
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../frame.hpp"
#include "../mixer.hpp"
#include "../rates.hpp"

namespace partyline::mixer::test {

// The sample of a signal at a time counted in samples.
using Signal = std::function<int16_t(uint64_t)>;
Signal sine(double hz, double amplitude, int rate_hz);
Signal noise(double rms, unsigned seed);
Signal zero();

class FakePort : public AudioPort {
 public:
  explicit FakePort(int rate_hz, Signal signal = nullptr) : signal(std::move(signal)), rate_hz_(rate_hz) {}
  int rate_hz() const noexcept override { return rate_hz_; }
  Received read(int16_t* frame) noexcept override;
  void write(const int16_t* frame) noexcept override;

  int samples() const { return rate_hz_ / 50; }
  // The newest frame heard.
  const int16_t* last() const { return heard.data() + heard.size() - static_cast<size_t>(samples()); }

  Signal signal;              // null: nothing to hear
  uint64_t position = 0;
  std::vector<int16_t> heard; // all of it
  std::vector<int16_t> said;

 private:
  int rate_hz_;
};

struct Notes : Listener {
  struct Digit { SeatId seat; char digit; uint32_t ms; };
  struct Ended { RecordingId id; RecordingEnd end; uint64_t bytes, ms; std::string detail; };
  void playEnded(PlayId id, PlayEnd end) override { plays.push_back({id, end}); }
  void talking(SeatId seat, bool on) override { talks.push_back({seat, on}); }
  void digit(SeatId seat, char digit, uint32_t ms) override { digits.push_back({seat, digit, ms}); }
  void levels(const std::vector<SeatLevel>& all) override { level_batches.push_back(all); }
  void recordingStarted(RecordingId id) override { started.push_back(id); }
  void recordingEnded(RecordingId id, RecordingEnd end, uint64_t bytes, uint64_t ms, const std::string& detail) override {
    ended.push_back({id, end, bytes, ms, detail});
  }
  std::vector<std::pair<PlayId, PlayEnd>> plays;
  std::vector<std::pair<SeatId, bool>> talks;
  std::vector<Digit> digits;
  std::vector<std::vector<SeatLevel>> level_batches;
  std::vector<RecordingId> started;
  std::vector<Ended> ended;
};

class Rig {
 public:
  explicit Rig(MixerOptions options = {}) : mixer(byHand(std::move(options)), notes) { mixer.openRoom(1); }
  // A seat in room 1.
  std::shared_ptr<FakePort> join(SeatId id, int rate_hz, Signal signal = nullptr, SeatOptions options = {});
  void tick(int times = 1);

  Notes notes;
  Mixer mixer;

 private:
  static MixerOptions byHand(MixerOptions options) {
    options.threads = false;
    return options;
  }
};

struct Heard {
  const int16_t* data;
  size_t count;
};

// Is it nothing but comfort noise?
bool isComfort(const int16_t* frame, int samples);
// The greatest deviation from "a sine of this frequency continues": 0 for a perfect one, large at any gap or step.
double sineDefect(Heard heard, double hz, int rate_hz);
// The strength of one frequency, as amplitude.
double amplitudeAt(Heard heard, double hz, int rate_hz);
// Removed when the tests have run.
std::string temporaryFolder();
void writeWav(const std::string& path, int rate_hz, const std::vector<int16_t>& samples);

}  // namespace partyline::mixer::test
