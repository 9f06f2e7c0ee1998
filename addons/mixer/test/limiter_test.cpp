#include "../limiter.hpp"

#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

TEST("many at full scale neither wrap nor step") {
  for (const int rate_hz : {8000, 16000, 48000}) {
    Rig rig;
    std::vector<std::shared_ptr<FakePort>> ports;
    for (int i = 0; i < 12; ++i) ports.push_back(rig.join(static_cast<SeatId>(i + 1), rate_hz, sine(180 + 41 * i, 32767, rate_hz)));
    const auto listener = rig.join(20, rate_hz);
    rig.tick(50);
    int wrapped = 0;
    double gain_before = 0, roughest = 0;
    for (size_t i = static_cast<size_t>(2 * listener->samples()); i < listener->heard.size(); ++i) {
      int sum = 0;
      for (const auto& port : ports) sum += port->said[i];
      const int out = listener->heard[i];
      wrapped += (sum > 2000 && out < 0) || (sum < -2000 && out > 0) ;
      if (std::abs(sum) < 20000 || std::abs(out) >= 32767) continue;
      const double gain = static_cast<double>(out) / sum;
      if (gain_before > 0) roughest = std::max(roughest, std::fabs(gain - gain_before));
      gain_before = gain;
    }
    CHECK_EQ(wrapped, 0);
    CHECK_OP(roughest, <, 0.02);
  }
}

TEST("a sum below the threshold passes unchanged, one above is bent and never leaves 16 bits") {
  for (const int32_t level : {100, 20000, 23000, 40000, 300000, 20000000}) {
    Limiter limiter;
    int32_t in[160];
    int16_t out[160];
    double before = 0, step = 0;
    for (int frame = 0; frame < 50; ++frame) {
      for (int i = 0; i < 160; ++i) in[i] = static_cast<int32_t>(level * std::sin(0.05 * (frame * 160 + i)));
      limiter.process(out, {in, 160}, kSumThreshold);
      for (int i = 0; i < 160; ++i) {
        if (level <= kSumThreshold) CHECK_EQ(static_cast<int32_t>(out[i]), in[i]);
        step = std::max(step, std::fabs(out[i] - before));
        before = out[i];
      }
    }
    // In the steady state the limited sine is about as steep as one of full scale; at the very beginning it may saturate.
    if (level <= 40000) CHECK_OP(step, <, 0.05 * 40000);
  }
}

TEST("the gain comes back to exactly one") {
  Limiter limiter;
  int32_t in[160];
  int16_t out[160];
  std::fill_n(in, 160, 60000);
  limiter.process(out, {in, 160}, kSumThreshold);
  CHECK(!limiter.atRest());
  std::fill_n(in, 160, 1000);
  for (int i = 0; i < 100; ++i) limiter.process(out, {in, 160}, kSumThreshold);
  CHECK(limiter.atRest());
  CHECK_EQ(out[0], 1000);
}

TEST("the gain moves in small steps once the peak is met") {
  Limiter limiter;
  int32_t in[960];
  int16_t out[960];
  float before = 1;
  for (int frame = 0; frame < 40; ++frame) {
    const int32_t level = frame < 20 ? 90000 : 3000;
    for (int i = 0; i < 960; ++i) in[i] = i % 2 ? level : -level;
    limiter.process(out, {in, 960}, kSumThreshold);
    for (int i = 0; i < 960; ++i) {
      const float gain = static_cast<float>(std::abs(static_cast<int>(out[i]))) / static_cast<float>(level);
      if (frame > 0 && std::abs(out[i]) < 32767) CHECK_OP(std::fabs(gain - before), <, 0.02f);
      if (frame > 0 || i == 959) before = gain;
    }
  }
}

TEST("who begins or ends to speak in a loud room hears no step in the others") {
  Rig rig;
  const auto a = rig.join(1, 8000, sine(440, 25000, 8000));
  const auto b = rig.join(2, 8000, sine(440, 25000, 8000));
  for (SeatId id = 3; id < 9; ++id) rig.join(id, 8000);
  const auto third = rig.join(10, 8000);
  rig.tick(20);
  third->signal = sine(300, 100, 8000);
  rig.tick(20);
  third->signal = nullptr;
  rig.tick(60);
  int step = 0;
  for (size_t i = 3 * 160; i < third->heard.size(); ++i) step = std::max(step, std::abs(third->heard[i] - third->heard[i - 1]));
  CHECK_OP(step, <, 11500);  // of a sine of 440 Hz at full scale it is 11320
}

}  // namespace
}  // namespace partyline::mixer::test
