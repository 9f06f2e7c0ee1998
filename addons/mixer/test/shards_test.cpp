#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "../../rt/pace.hpp"
#include "../../test/allocation_trap.hpp"
#include "../../test/check.hpp"
#include "rig.hpp"

namespace partyline::mixer::test {
namespace {

// Counts its calls; makes no sound of its own that would need memory.
class CountingPort : public AudioPort {
 public:
  CountingPort(int rate_hz, double hz) : rate_hz_(rate_hz), step_(6.283 * hz / rate_hz) {}
  int rate_hz() const noexcept override { return rate_hz_; }
  Received read(int16_t* frame) noexcept override {
    partyline::test::watchThisThread(true);
    for (int i = 0; i < rate_hz_ / 50; ++i) frame[i] = static_cast<int16_t>(6000 * std::sin(step_ * static_cast<double>(n_++)));
    reads.fetch_add(1, std::memory_order_relaxed);
    return Received::audio;
  }
  void write(const int16_t*) noexcept override { writes.fetch_add(1, std::memory_order_relaxed); }
  std::atomic<uint64_t> reads{0}, writes{0};

 private:
  int rate_hz_;
  double step_;
  uint64_t n_ = 0;
};

// Counts instead of keeping; called by the control thread while the test reads.
struct Counts : Listener {
  void playEnded(PlayId, PlayEnd) override { ++plays; }
  void talking(SeatId, bool) override { ++talks; }
  void digit(SeatId, char, uint32_t) override {}
  void levels(const std::vector<SeatLevel>&) override { ++level_batches; }
  void recordingStarted(RecordingId) override {}
  void recordingEnded(RecordingId, RecordingEnd, uint64_t, uint64_t, const std::string&) override { ++recordings; }
  std::atomic<int> plays{0}, talks{0}, level_batches{0}, recordings{0};
};

PlayItem beep(uint32_t ms) {
  PlayItem item;
  item.kind = PlayItem::Kind::tone;
  item.frequency_hz[0] = 600;
  item.duration_ms = ms;
  return item;
}

// Waits for the mixer to have ticked so often; it does so by itself.
void waitForTicks(Mixer& mixer, uint64_t ticks) {
  const uint64_t until = mixer.stats()[0].ticks + ticks;
  while (mixer.stats()[0].ticks < until) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST("a seat that moves between shards misses no tick, and commands keep their order") {
  MixerOptions options;
  options.shards = 3;
  Rig rig(options);
  for (RoomId room = 2; room <= 6; ++room) rig.mixer.openRoom(room);
  const auto port = rig.join(1, 8000, sine(300, 4000, 8000));
  const auto witness = std::make_shared<FakePort>(8000);
  rig.mixer.addSeat(2, witness);
  for (int i = 0; i < 60; ++i) {
    const auto room = static_cast<RoomId>(1 + i % 6);
    const auto next = static_cast<RoomId>(1 + (i + 1) % 6);
    rig.mixer.enter(2, room);
    rig.mixer.enter(1, next);
    rig.mixer.setMuted(1, true);
    rig.mixer.enter(1, room);
    rig.mixer.setMuted(1, false);
    rig.tick(8);
    CHECK_OP(amplitudeAt({witness->last(), 160}, 300, 8000), >, 3900.0);
  }
  CHECK_EQ(port->heard.size(), 60u * 8u * 160u);
  CHECK_EQ(port->said.size(), 60u * 8u * 160u);
  CHECK_EQ(witness->heard.size(), 60u * 8u * 160u);
}

TEST("a whole life posted at once ends in nothing, with every play ended") {
  MixerOptions options;
  options.shards = 4;
  Rig rig(options);
  for (RoomId room = 2; room <= 8; ++room) rig.mixer.openRoom(room);
  for (SeatId id = 1; id <= 50; ++id) {
    rig.join(id, 8000, sine(300, 4000, 8000));
    rig.mixer.play(id, id, {beep(1000)});
    rig.mixer.enter(id, 2 + id % 7);
    rig.mixer.enter(id, 1 + (id + 3) % 8);
    rig.mixer.leave(id);
    rig.mixer.removeSeat(id);
  }
  rig.tick(8);
  CHECK_EQ(rig.notes.plays.size(), 50u);
  uint32_t seats = 0;
  for (const ShardStats& stats : rig.mixer.stats()) seats += stats.seats;
  CHECK_EQ(seats, 0u);
}

TEST("an audio thread that was held up makes up for three ticks and leaves the rest out") {
  constexpr rt::Pace pace{20000000, 3};
  const int64_t ms = 1000000;
  CHECK(!pace.isLate(9 * ms) && pace.isLate(11 * ms));
  for (const int64_t behind_ms : {0, 19, 45, 79}) CHECK_EQ(pace.leftOut(behind_ms * ms), 0);
  CHECK_EQ(pace.leftOut(85 * ms), 1);
  CHECK_EQ(pace.leftOut(1000 * ms), 47);
}

TEST("rooms and seats spread over the shards") {
  MixerOptions options;
  options.shards = 2;
  Rig rig(options);
  rig.mixer.openRoom(2);
  for (SeatId id = 1; id <= 10; ++id) rig.mixer.addSeat(id, nullptr);
  rig.tick(1);
  for (const ShardStats& stats : rig.mixer.stats()) {
    CHECK_EQ(stats.rooms, 1u);
    CHECK_EQ(stats.seats, 5u);
  }
}

struct Churning {
  std::atomic<bool> stop{false};
  std::atomic<int> plays{0};
};

void churn(Mixer& mixer, SeatId first, Churning& shared) {
  auto& [stop, plays] = shared;
  std::minstd_rand random(first);
  const int rates_hz[] = {8000, 16000, 48000};
  PlayId play = first * 1000;
  while (!stop) {
    const SeatId id = first + random() % 12;
    switch (random() % 9) {
      case 0: mixer.addSeat(id, std::make_shared<CountingPort>(rates_hz[random() % 3], 200 + id), {false, false, 0, 0, random() % 3 == 0}); break;
      case 1: mixer.removeSeat(id); break;
      case 2: case 3: case 4: mixer.enter(id, 1 + random() % 4); break;
      case 5: mixer.leave(id); break;
      case 6: mixer.play(id, ++play, {beep(60)}), ++plays; break;
      case 7: mixer.setPort(id, random() % 2 ? std::make_shared<CountingPort>(rates_hz[random() % 3], 300) : nullptr); break;
      case 8: mixer.setMusic(id, random() % 2), mixer.setGain(id, static_cast<float>(random() % 12), 0); break;
    }
    if (random() % 64 == 0) mixer.playRoom(1 + random() % 4, ++play, {beep(40)}), ++plays;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

TEST("two threads that add, move and remove seats while three shards tick disturb nobody, and no tick allocates") {
  const std::string folder = temporaryFolder();
  Counts counts;
  Churning churning;
  const auto steady = std::make_shared<CountingPort>(8000, 440);
  const uint64_t trapped_before = partyline::test::trappedAllocations();
  {
    Mixer mixer({3, true, {}}, counts);
    for (RoomId room = 1; room <= 4; ++room) mixer.openRoom(room);
    mixer.addSeat(900, steady, {false, false, 0, 0, true});
    mixer.enter(900, 1);
    mixer.startRecording(1, 1, folder + "/churn.opus", 24000);
    std::thread one(churn, std::ref(mixer), 100, std::ref(churning));
    std::thread two(churn, std::ref(mixer), 200, std::ref(churning));
    waitForTicks(mixer, 150);
    churning.stop = true;
    one.join();
    two.join();
    for (SeatId id = 100; id < 220; ++id) mixer.removeSeat(id);
    for (RoomId room = 2; room <= 4; ++room) mixer.closeRoom(room);
    waitForTicks(mixer, 20);
    uint32_t seats = 0, rooms = 0;
    for (const ShardStats& stats : mixer.stats()) seats += stats.seats, rooms += stats.rooms;
    CHECK_EQ(seats, 1u);
    CHECK_EQ(rooms, 1u);
    for (const ShardStats& stats : mixer.stats()) CHECK_EQ(stats.faults, 0u);
    if (partyline::test::trapWorks()) CHECK_EQ(partyline::test::trappedAllocations() - trapped_before, 0u);
  }
  CHECK_EQ(counts.plays.load(), churning.plays.load());
  CHECK_EQ(counts.recordings.load(), 1);
  CHECK_OP(counts.level_batches.load(), >, 10);
  CHECK_EQ(steady->reads.load(), steady->writes.load());
}

TEST("the allocation trap sees an allocation") {
  if (!partyline::test::trapWorks()) return;
  const uint64_t before = partyline::test::trappedAllocations();
  std::thread([] {
    partyline::test::watchThisThread(true);
    const auto volatile memory = std::make_unique<int>(5);
  }).join();
  CHECK_OP(partyline::test::trappedAllocations(), >, before);
}

}  // namespace
}  // namespace partyline::mixer::test
