#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>

#include "../block.hpp"
#include "../echo_canceller.hpp"
#include "../level_meter.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "hybrid.hpp"

namespace partyline::dsp::test {
namespace {

constexpr size_t kSecond = 8000;
const Samples& farVoice() {
  static const Samples voice = speech("it_IT_m_Carlo", 60);
  return voice;
}
const Samples& nearVoice() {
  static const Samples voice = speech("en_US_f_Allison", 60);
  return voice;
}

Samples stretch(const Samples& voice, size_t from_s, size_t seconds, double level_dbm0) {
  Samples samples(voice.begin() + static_cast<ptrdiff_t>(from_s * kSecond), voice.begin() + static_cast<ptrdiff_t>((from_s + seconds) * kSecond));
  setLevel(samples, level_dbm0);
  return samples;
}

Samples cancelled(EchoCanceller& canceller, Samples received, const Samples& sent, const std::function<void(size_t at)>& after_block = [](size_t) {}) {
  for (size_t at = 0; at + kBlockSamples <= received.size(); at += kBlockSamples) {
    canceller.process(received.data() + at, sent.data() + at);
    after_block(at);
  }
  return received;
}

// The canceller's high-pass is not what is measured.
Samples asAloneOnTheLine(const Samples& near) {
  EchoCanceller canceller;
  return cancelled(canceller, near, Samples(near.size()));
}

double energy(const Samples& samples, size_t from, size_t count) {
  double sum = 1;
  for (size_t i = from; i < from + count; ++i) sum += static_cast<double>(samples[i]) * samples[i];
  return sum;
}

double left(const Samples& heard, const Samples& sent, size_t from, size_t count) {
  return 10 * std::log10(energy(heard, from, count) / energy(sent, from, count));
}

struct Intelligible { double level_db, segmental_snr_db; };

// Over blocks of 20 ms in which the near end speaks.
Intelligible compare(const Samples& heard, const Samples& near, size_t from, size_t count) {
  double near_energy = 0, heard_energy = 0, snr = 0;
  int blocks = 0;
  for (size_t at = from; at + kBlockSamples <= from + count; at += kBlockSamples) {
    if (dbm0(near, at, kBlockSamples) < -35) continue;
    Samples rest(kBlockSamples);
    for (size_t i = 0; i < kBlockSamples; ++i) rest[i] = static_cast<int16_t>(std::clamp(heard[at + i] - near[at + i], -32768, 32767));
    snr += std::clamp(10 * std::log10(energy(near, at, kBlockSamples) / energy(rest, 0, kBlockSamples)), -10.0, 35.0);
    near_energy += energy(near, at, kBlockSamples);
    heard_energy += energy(heard, at, kBlockSamples);
    ++blocks;
  }
  return {10 * std::log10(heard_energy / near_energy), snr / blocks};
}

TEST("of an echo less than -40 dB is left after two seconds, and two who speak at once hear each other whole, whatever the hybrid") {
  for (int model = 2; model <= 9; ++model) {
    for (const Hybrid hybrid : {Hybrid{model, 6, 160}, Hybrid{model, 12, 0}, Hybrid{model, 20, 480}}) {
      const Samples sent = coded(stretch(farVoice(), static_cast<size_t>(model), 14, -16));
      Samples near = stretch(nearVoice(), static_cast<size_t>(model), 14, -18);
      std::fill(near.begin(), near.begin() + 6 * kSecond, static_cast<int16_t>(0));
      std::fill(near.begin() + 11 * kSecond, near.end(), static_cast<int16_t>(0));
      EchoCanceller canceller;
      EchoFigures figures;
      const Samples heard = cancelled(canceller, receivedFrom(echoOf(sent, hybrid), near, hybrid), sent, [&](size_t at) {
        if (at < 6 * kSecond) figures = canceller.figures();
      });
      const double left_db = left(heard, sent, 2 * kSecond, 4 * kSecond);
      const Intelligible both = compare(heard, asAloneOnTheLine(near), 6 * kSecond, 5 * kSecond);
      const double after_db = left(heard, sent, 11 * kSecond + kSecond / 4, 2 * kSecond);
      std::printf("    D.%d, ERL %2.0f dB, bulk %2zu ms: echo %.1f dB, double talk %+.2f dB, segmental SNR %.1f dB, echo after it %.1f dB; told: ERL %.0f, ERLE %.0f dB, bulk %.0f ms\n", hybrid.model,
                  hybrid.return_loss_db, hybrid.bulk_delay_samples / 8, left_db, both.level_db, both.segmental_snr_db, after_db, static_cast<double>(figures.return_loss_db),
                  static_cast<double>(figures.return_loss_enhancement_db), static_cast<double>(figures.bulk_delay_ms));
      CHECK_OP(left_db, <, -40.0);
      CHECK_OP(std::fabs(both.level_db), <, 2.0);
      CHECK_OP(both.segmental_snr_db, >, 20.0);
      CHECK_OP(after_db, <, -35.0);
      CHECK_OP(std::fabs(figures.return_loss_db - hybrid.return_loss_db), <, 6.0);
      CHECK_OP(figures.return_loss_enhancement_db, >, 10.0f);
    }
  }
}

TEST("two who speak at once from the first moment on hear each other, and the echo is gone when one of them stops") {
  for (const int model : {2, 4, 5, 7}) {
    const Hybrid hybrid{model, 12, 160};
    const Samples sent = coded(stretch(farVoice(), static_cast<size_t>(model), 12, -16));
    Samples near = stretch(nearVoice(), static_cast<size_t>(model), 12, -18);
    std::fill(near.begin() + 8 * kSecond, near.end(), static_cast<int16_t>(0));
    EchoCanceller canceller;
    const Samples heard = cancelled(canceller, receivedFrom(echoOf(sent, hybrid), near, hybrid), sent);
    const Intelligible both = compare(heard, asAloneOnTheLine(near), 0, 8 * kSecond);
    const double after_db = left(heard, sent, 9 * kSecond, 3 * kSecond);
    std::printf("    D.%d: double talk %+.2f dB, segmental SNR %.1f dB, echo after it %.1f dB\n", model, both.level_db, both.segmental_snr_db, after_db);
    CHECK_OP(std::fabs(both.level_db), <, 2.0);
    CHECK_OP(both.segmental_snr_db, >, 10.0);
    CHECK_OP(after_db, <, -35.0);
  }
}

TEST("a path that changes in a call is learnt anew within three seconds") {
  const Hybrid first{4, 12, 160}, second{3, 6, 160};
  const Samples sent = coded(stretch(farVoice(), 4, 14, -16));
  std::vector<double> echo = echoOf(sent, first);
  const std::vector<double> other = echoOf(sent, second);
  std::copy(other.begin() + 6 * kSecond, other.end(), echo.begin() + 6 * kSecond);
  EchoCanceller canceller;
  const Samples heard = cancelled(canceller, receivedFrom(echo, Samples(sent.size()), first), sent);
  for (size_t second_after = 0; second_after < 8; ++second_after) std::printf("    %.0f", left(heard, sent, (6 + second_after) * kSecond, kSecond));
  std::printf(" dB, second by second\n");
  CHECK_OP(left(heard, sent, 9 * kSecond, 4 * kSecond), <, -35.0);
}

TEST("a line that returns nothing is left as it is") {
  const Hybrid silent{2, 90, 0, -62};
  const Samples sent = coded(stretch(farVoice(), 3, 12, -16));
  const Samples near = stretch(nearVoice(), 5, 12, -20);
  EchoCanceller canceller;
  const Samples heard = cancelled(canceller, receivedFrom(std::vector<double>(sent.size()), near, silent), sent);
  const Intelligible both = compare(heard, asAloneOnTheLine(near), 4 * kSecond, 8 * kSecond);
  CHECK_OP(std::fabs(both.level_db), <, 1.0);
  CHECK_OP(both.segmental_snr_db, >, 20.0);
}

TEST("while only an echo is kept back, the line sounds neither dead nor louder than it is") {
  const Hybrid noisy{4, 10, 80, -55};
  Samples sent = coded(stretch(farVoice(), 3, 12, -16));
  std::fill(sent.begin(), sent.begin() + 2 * kSecond, static_cast<int16_t>(0));
  EchoCanceller canceller;
  const Samples heard = cancelled(canceller, receivedFrom(echoOf(sent, noisy), Samples(sent.size()), noisy), sent);
  const double before = dbm0(heard, kSecond, kSecond / 2), during = dbm0(heard, 6 * kSecond, 6 * kSecond);
  std::printf("    noise alone %.1f dBm0, in place of an echo %.1f dBm0\n", before, during);
  CHECK_OP(std::fabs(during - before), <, 4.0);
}

TEST("a bulk delay that is told is used at once, one that is told wrong is found, and a call after another finds it known") {
  const Hybrid hybrid{3, 10, 560};
  const Samples sent = coded(stretch(farVoice(), 4, 10, -16));
  const Samples received = receivedFrom(echoOf(sent, hybrid), Samples(sent.size()), hybrid);
  EchoCanceller told, found, wrong;
  told.setBulkDelay(70);
  CHECK_EQ(told.figures().bulk_delay_ms, 68.0f);
  wrong.setBulkDelay(100);
  CHECK_OP(left(cancelled(wrong, received, sent), sent, 5 * kSecond, 5 * kSecond), <, -35.0);
  cancelled(found, received, sent);
  found.restart();
  CHECK_OP(std::fabs(found.figures().bulk_delay_ms - 66), <, 6.0f);
  for (EchoCanceller* canceller : {&told, &found}) {
    const Samples heard = cancelled(*canceller, received, sent);
    CHECK_OP(left(heard, sent, kSecond, kSecond), <, -30.0);
  }
}

TEST("cancelling an echo asks for no memory, and says what it costs") {
  const Hybrid hybrid;
  const Samples sent = coded(stretch(farVoice(), 4, 10, -16));
  Samples received = receivedFrom(echoOf(sent, hybrid), Samples(sent.size()), hybrid);
  EchoCanceller canceller;
  const std::clock_t start = std::clock();
  const uint64_t before = partyline::test::trappedAllocations();
  partyline::test::watchThisThread(true);
  for (size_t at = 0; at < received.size(); at += kBlockSamples) canceller.process(received.data() + at, sent.data() + at);
  partyline::test::watchThisThread(false);
  const double us = 1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("    %.1f us a block of 20 ms\n", us / static_cast<double>(received.size() / kBlockSamples));
  CHECK_EQ(partyline::test::trappedAllocations(), before);
}

}  // namespace
}  // namespace partyline::dsp::test
