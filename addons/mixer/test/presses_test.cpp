// When one press of a key is one, and when two presses are two.
#include "../../test/check.hpp"
#include "keys.hpp"

namespace partyline::mixer::test {
namespace {

constexpr SeatOptions kDetect{false, false, 0, 0, true};

// Keys with pauses of 100 ms, each of 120 ms, of which some frames come as nothing but a guess.
struct Outage {
  const char* title;
  const char* keys;
  uint64_t first_frame;
  int frames;
  bool late;  // what was missed comes afterwards, or never
};

// A port whose far end is held up, or whose packets are lost.
class FaltingPort : public FakePort {
 public:
  FaltingPort(int rate_hz, std::vector<int16_t> samples, const Outage& outage)
      : FakePort(rate_hz, [samples = std::move(samples)](uint64_t n) { return n < samples.size() ? samples[n] : int16_t{0}; }), outage_(outage) {}
  Received read(int16_t* frame) noexcept override {
    const uint64_t number = frame_++;
    if (number < outage_.first_frame || number >= outage_.first_frame + static_cast<uint64_t>(outage_.frames)) return FakePort::read(frame);
    // The guess is worse than any that a codec would make.
    for (int i = 0; i < samples(); ++i) frame[i] = static_cast<int16_t>(i * 37 % 2000);
    if (!outage_.late) position += static_cast<uint64_t>(samples());
    return Received::concealed;
  }

 private:
  Outage outage_;
  uint64_t frame_ = 0;
};

Stretches pressed(const std::string& keys) {
  Stretches stretches;
  for (const char key : keys) stretches.insert(stretches.end(), {{key, 120}, {0, 100}});
  return stretches;
}

std::string toldWith(const Outage& outage, int rate_hz, int alignment) {
  Rig rig;
  std::vector<int16_t> samples = keyedAs(pressed(outage.keys), rate_hz, alignment);
  rig.mixer.addSeat(1, std::make_shared<FaltingPort>(rate_hz, std::move(samples), outage), kDetect);
  rig.tick(120);
  std::string told;
  for (const Notes::Digit& digit : rig.notes.digits) told += digit.digit;
  return told;
}

TEST("a key whose tone is interrupted for up to 20 ms counts once") {
  for (const double gap_ms : {5.0, 10.0, 15.0, 20.0}) {
    checkEach("gap of " + std::to_string(gap_ms), [=](char key) { return Stretches{{key, 60}, {0, gap_ms}, {key, 60}}; }, 1);
  }
}

TEST("a key pressed again after 40 ms or more counts twice") {
  for (const double pause_ms : {40.0, 50.0, 65.0, 100.0}) {
    checkEach("pause of " + std::to_string(pause_ms), [=](char key) { return Stretches{{key, 60}, {0, pause_ms}, {key, 60}}; }, 2);
  }
}

TEST("keys are counted right when frames of a tone, or of a pause, come late or never") {
  // The first key sounds in frames 5 to 11, the second in frames 16 to 22, the alignment aside.
  constexpr Outage kOutages[] = {
      {"one frame of a tone never comes", "11", 7, 1, false},   {"three frames of a tone never come", "11", 7, 3, false},
      {"one frame of a tone is late", "11", 7, 1, true},        {"a tone is late by 60 ms", "11", 7, 3, true},
      {"a tone is late by 200 ms", "11", 8, 10, true},          {"a tone is late by 400 ms", "11", 8, 20, true},
      {"one frame of a pause never comes", "11", 13, 1, false}, {"a pause is late by 200 ms", "11", 13, 10, true},
      {"another key follows late", "12", 13, 10, true},         {"the end of a tone never comes", "12", 10, 2, false},
  };
  for (const Outage& outage : kOutages) {
    for (const int rate_hz : {8000, 16000}) {
      for (int alignment = 0; alignment < kAlignments; ++alignment) {
        const std::string told = toldWith(outage, rate_hz, alignment);
        if (told != outage.keys) partyline::test::fail(__FILE__, __LINE__, std::string(outage.title) + ", alignment " + std::to_string(alignment) + ": '" + told + "'");
      }
    }
  }
}

TEST("a key is told though nothing comes after its tone") {
  Rig rig;
  const auto port = std::make_shared<FaltingPort>(8000, keyedAs({{'5', 200}}, 8000), Outage{"", "5", 12, 5, false});
  rig.mixer.addSeat(1, port, kDetect);
  rig.tick(17);
  CHECK(rig.notes.digits.empty());
  port->signal = nullptr;
  rig.tick(5);
  CHECK_EQ(rig.notes.digits.size(), 1u);
}

}  // namespace
}  // namespace partyline::mixer::test
