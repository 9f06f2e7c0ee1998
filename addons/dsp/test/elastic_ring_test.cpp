#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "../block.hpp"
#include "../elastic_ring.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "signals.hpp"

namespace partyline::dsp::test {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr double kBlock_ns = 20e6;

struct Run {
  double ppm = 0;        // how much faster the writer's clock is
  double jitter_ms = 0;  // each side's, to both sides
  double seconds = 0;
  double hz = 0;
  bool fixed = false;
};

// Two clocks, each with a jitter of its own, over one ring; keeps what is read, from 30 s before the end on.
class Clocks {
 public:
  Clocks(ElasticRing& ring, Run run) : ring_(ring), run_(run) { ring_.setRatioFixed(run.fixed); }

  void run() {
    const auto blocks = static_cast<int64_t>(run_.seconds * 50);
    int64_t written = 0;
    double write_at = writeTime(0), least = 1e9;
    for (int64_t i = 0; i < blocks; ++i) {
      const double read_at = (static_cast<double>(i) + 0.37) * kBlock_ns + jitter();
      while (write_at <= read_at) {
        write(write_at);
        write_at = std::max(write_at, writeTime(++written));
      }
      read(read_at, i >= blocks - 1500);
      if (i > 50) greatest_delay_ms = std::max<double>(greatest_delay_ms, ring_.stats().delay_ms);
      least = std::min(least, read_at);
    }
  }

  Samples heard;
  double greatest_delay_ms = 0;

 private:
  double jitter() { return spread_(random_) * run_.jitter_ms * 1e6; }
  double writeTime(int64_t block) { return static_cast<double>(block) * kBlock_ns / (1 + run_.ppm * 1e-6) + jitter(); }
  void write(double at) {
    int16_t block[kBlockSamples];
    for (int16_t& sample : block) sample = static_cast<int16_t>(std::lround(10000 * std::sin(kTurn * run_.hz / kRate_hz * static_cast<double>(sample_++))));
    ring_.write(block, kBlockSamples, static_cast<int64_t>(at) + 1000000000);
  }
  void read(double at, bool keep) {
    int16_t block[kBlockSamples];
    ring_.read(block, kBlockSamples, static_cast<int64_t>(at) + 1000000000);
    if (keep) heard.insert(heard.end(), block, block + kBlockSamples);
  }

  ElasticRing& ring_;
  Run run_;
  int64_t sample_ = 0;
  std::mt19937 random_{5};
  std::uniform_real_distribution<double> spread_{0, 1};
};

double worstSecond_db(const Samples& heard, double hz) {
  double worst = 1e9;
  for (size_t at = 0; at + kRate_hz <= heard.size(); at += kRate_hz) {
    worst = std::min(worst, sineToRest_db(Samples(heard.begin() + static_cast<ptrdiff_t>(at), heard.begin() + static_cast<ptrdiff_t>(at + kRate_hz)), hz));
  }
  return worst;
}

TEST("for an hour, clocks that differ and threads that jitter lose nothing, and a tone stays clean") {
  for (const Run row : {Run{80, 15, 3600, 1000}, Run{-80, 15, 3600, 1000}, Run{80, 0, 900, 1000}, Run{-80, 0, 900, 1000}, Run{3, 15, 900, 3000}, Run{-195, 5, 900, 1000}}) {
    ElasticRing ring;
    Clocks clocks(ring, row);
    clocks.run();
    const ElasticRingStats stats = ring.stats();
    const double clean_db = worstSecond_db(clocks.heard, row.hz);
    std::printf("    %+5.0f ppm, jitter %2.0f ms, %4.0f Hz: %.1f dB, delay %.1f ms (at most %.1f), %.1f ppm told, %u slips\n", row.ppm, row.jitter_ms, row.hz, clean_db,
                static_cast<double>(stats.delay_ms), clocks.greatest_delay_ms, static_cast<double>(stats.ppm), stats.slips);
    CHECK_OP(clean_db, >, 45.0);
    CHECK_EQ(stats.slips, 0u);
    CHECK_OP(clocks.greatest_delay_ms, <, 60.0);
    CHECK_OP(std::fabs(stats.ppm - row.ppm), <, 40.0);
  }
}

TEST("where one clock drives both, samples pass unchanged") {
  ElasticRing ring;
  ring.setRatioFixed(true);
  std::mt19937 random(3);
  Samples given, got;
  for (int64_t i = 0; i < 500; ++i) {
    int16_t block[kBlockSamples];
    for (int16_t& sample : block) sample = static_cast<int16_t>(random());
    given.insert(given.end(), block, block + kBlockSamples);
    ring.write(block, kBlockSamples, i * 20000000);
    ring.read(block, kBlockSamples, i * 20000000 + 3000000);
    got.insert(got.end(), block, block + kBlockSamples);
  }
  const Samples piece(got.end() - 8000, got.end());
  const auto at = std::search(given.begin(), given.end(), piece.begin(), piece.end());
  CHECK(at != given.end());
  CHECK_EQ(ring.stats().slips, 0u);
  CHECK_EQ(ring.stats().ppm, 0.0f);
}

// The greatest step between neighbours.
int roughness(const Samples& samples) {
  int most = 0;
  for (size_t i = 1; i < samples.size(); ++i) most = std::max(most, std::abs(samples[i] - samples[i - 1]));
  return most;
}

TEST("a writer that stalls, and one that comes back with all of it, are heard without a crack and counted") {
  struct Row { int stalled_blocks; bool catches_up; };
  for (const Row row : {Row{2, true}, Row{2, false}, Row{10, true}, Row{10, false}, Row{200, false}}) {
    ElasticRing ring;
    Samples heard;
    int64_t sample = 0;
    int owed = 0;
    for (int64_t i = 0; i < 1000; ++i) {
      const bool stalls = i >= 300 && i < 300 + row.stalled_blocks;
      int due = stalls ? 0 : 1 + (i == 300 + row.stalled_blocks && row.catches_up ? owed : 0);
      owed += stalls;
      for (; due > 0; --due) {
        int16_t block[kBlockSamples];
        for (int16_t& value : block) value = static_cast<int16_t>(std::lround(8000 * std::sin(kTurn * 400 / kRate_hz * static_cast<double>(sample++))));
        ring.write(block, kBlockSamples, i * 20000000);
      }
      int16_t block[kBlockSamples];
      ring.read(block, kBlockSamples, i * 20000000 + 5000000);
      heard.insert(heard.end(), block, block + kBlockSamples);
    }
    const double end_db = sineToRest_db(Samples(heard.end() - 8000, heard.end()), 400);
    std::printf("    stalled for %d ms%s: %u slips, delay %.0f ms\n", row.stalled_blocks * 20, row.catches_up ? ", then all at once" : "", ring.stats().slips, static_cast<double>(ring.stats().delay_ms));
    // A sine of 400 Hz and 8000 itself steps by 2513.
    CHECK_OP(roughness(heard), <, 3500);
    CHECK_OP(end_db, >, 45.0);
    CHECK_OP(ring.stats().slips, >, 0u);
    CHECK_OP(ring.stats().slips, <, 8u);
    CHECK_OP(ring.stats().delay_ms, <, 140.0f);
  }
}

TEST("two threads that write and read at once lose nothing between them, and ask for no memory") {
  ElasticRing ring({15, 400});
  ring.setRatioFixed(true);
  constexpr int64_t kBlocks = 20000;
  std::atomic<int64_t> written{0}, read{0};
  const uint64_t before = partyline::test::trappedAllocations();
  std::thread writer([&] {
    partyline::test::watchThisThread(true);
    int16_t block[kBlockSamples];
    for (int64_t i = 0; i < kBlocks; ++i) {
      // Not further ahead than the ring may hold.
      while (i - read.load() > 3) std::this_thread::yield();
      for (size_t k = 0; k < kBlockSamples; ++k) block[k] = static_cast<int16_t>((i * static_cast<int64_t>(kBlockSamples) + static_cast<int64_t>(k)) % 30000);
      ring.write(block, kBlockSamples, i * 20000000);
      written.store(i + 1);
    }
    partyline::test::watchThisThread(false);
  });
  int breaks = 0;
  int last = -1;
  partyline::test::watchThisThread(true);
  for (int64_t i = 0; i < kBlocks - 4; ++i) {
    while (written.load() < std::min(kBlocks, i + 3)) std::this_thread::yield();
    int16_t block[kBlockSamples];
    ring.read(block, kBlockSamples, i * 20000000 + 50000000);
    for (const int16_t sample : block) {
      if (i > 100) breaks += last >= 0 && sample != (last + 1) % 30000;
      last = sample;
    }
    read.store(i);
  }
  read.store(kBlocks);
  partyline::test::watchThisThread(false);
  writer.join();
  CHECK_EQ(breaks, 0);
  CHECK_EQ(ring.stats().slips, 0u);
  CHECK_EQ(partyline::test::trappedAllocations(), before);
}

}  // namespace
}  // namespace partyline::dsp::test
