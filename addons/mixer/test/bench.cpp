// What a tick costs: rooms of N seats with three speakers, nanoseconds a seat and tick, ports included (they copy memory).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "../mixer.hpp"

namespace {

using namespace partyline::mixer;

struct Quiet : Listener {
  void playEnded(PlayId, PlayEnd) override {}
  void talking(SeatId, bool) override {}
  void digit(SeatId, char, uint32_t) override {}
  void levels(const std::vector<SeatLevel>&) override {}
  void recordingStarted(RecordingId) override {}
  void recordingEnded(RecordingId, RecordingEnd, uint64_t, uint64_t, const std::string&) override {}
};

// Says the same frame again and again.
class LoopPort : public AudioPort {
 public:
  LoopPort(int rate_hz, double amplitude) : rate_hz_(rate_hz) {
    for (int i = 0; i < rate_hz / 50; ++i) frame_[i] = static_cast<int16_t>(amplitude * std::sin(6.283185 * 8 * i * 50 / rate_hz) + std::rand() % 5 - 2);
  }
  int rate_hz() const noexcept override { return rate_hz_; }
  Received read(int16_t* frame) noexcept override {
    std::memcpy(frame, frame_, static_cast<size_t>(rate_hz_) / 50 * 2);
    return Received::audio;
  }
  void write(const int16_t* frame) noexcept override { std::memcpy(out_, frame, static_cast<size_t>(rate_hz_) / 50 * 2); }

 private:
  int rate_hz_;
  int16_t frame_[kMaxFrameSamples] = {};
  int16_t out_[kMaxFrameSamples] = {};
};

int rateOf(const char* mix, int i) {
  constexpr int kMixed[] = {8000, 16000, 48000};
  return std::strcmp(mix, "mixed") == 0 ? kMixed[i % 3] : std::atoi(mix);
}

void measure(const char* mix, int seats, int ticks) {
  Quiet quiet;
  Mixer mixer({1, false, {}}, quiet);
  mixer.openRoom(1);
  for (int i = 0; i < seats; ++i) {
    const auto id = static_cast<SeatId>(i + 1);
    mixer.addSeat(id, std::make_shared<LoopPort>(rateOf(mix, i), i < 3 ? 6000 : 0));
    mixer.enter(id, 1);
  }
  for (int i = 0; i < 50; ++i) mixer.tick();
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < ticks; ++i) mixer.tick();
  const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  std::printf("%-6s %4d seats  %7.1f us a tick  %6.0f ns a seat and tick\n", mix, seats, ns / ticks / 1000, ns / ticks / seats);
}

}  // namespace

int main(int count, char** arguments) {
  for (const char* mix : {"8000", "16000", "48000", "mixed"}) {
    if (count > 1 && std::strcmp(arguments[1], mix) != 0) continue;
    for (const int seats : {10, 25, 50, 100, 200, 400, 800}) {
      if (count > 2 && std::atoi(arguments[2]) != seats) continue;
      measure(mix, seats, count > 3 ? std::atoi(arguments[3]) : 200000 / seats);
    }
  }
}
