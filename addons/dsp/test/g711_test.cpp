#include <spandsp.h>

#include <cmath>
#include <vector>

#include "../g711.hpp"
#include "../level_meter.hpp"
#include "../../test/check.hpp"

namespace partyline::dsp::test {
namespace {

TEST("every code word and every sample is turned into the other as another implementation of G.711 does") {
  int wrong_codes = 0, wrong_samples = 0;
  for (int code = 0; code < 256; ++code) {
    const auto byte = static_cast<uint8_t>(code);
    int16_t a = 0, mu = 0;
    decode(Law::a, &a, &byte, 1);
    decode(Law::mu, &mu, &byte, 1);
    wrong_codes += a != alaw_to_linear(byte) || mu != ulaw_to_linear(byte);
  }
  for (int value = -32768; value < 32768; ++value) {
    const auto sample = static_cast<int16_t>(value);
    uint8_t a = 0, mu = 0;
    encode(Law::a, &a, &sample, 1);
    encode(Law::mu, &mu, &sample, 1);
    // µ-law has two code words for nought.
    wrong_samples += a != linear_to_alaw(value) || ulaw_to_linear(mu) != ulaw_to_linear(linear_to_ulaw(value));
  }
  CHECK_EQ(wrong_codes, 0);
  CHECK_EQ(wrong_samples, 0);
}

TEST("a sine's level is told in dBm0, full scale being +3.14") {
  struct Row { double peak; float dbm0; };
  for (const Row row : {Row{32767, 3.14f}, Row{22825, 0}, Row{2282.5, -20}, Row{0, kSilenceDbm0}}) {
    LevelMeter meter;
    std::vector<int16_t> sine(16000);
    for (size_t i = 0; i < sine.size(); ++i) sine[i] = static_cast<int16_t>(std::lround(row.peak * std::sin(6.283185307 * 1004 / 8000 * static_cast<double>(i))));
    meter.process(sine.data(), sine.size());
    CHECK_OP(std::fabs(meter.dbm0() - row.dbm0), <, 0.05f);
    CHECK_OP(std::fabs(dbm0Of(meanSquareOf(-17.5f)) + 17.5f), <, 0.01f);
  }
}

}  // namespace
}  // namespace partyline::dsp::test
