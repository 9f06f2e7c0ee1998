#include "control.hpp"

#include <algorithm>
#include <cmath>

#include "../rt/clock.hpp"
#include "../rt/realtime_thread.hpp"
#include "notice.hpp"
#include "sound_file.hpp"

namespace partyline::mixer {
namespace {

constexpr int64_t kTickNs = static_cast<int64_t>(kFrameMs) * 1000000;
constexpr int64_t kLevelsNs = 100 * 1000000;
constexpr float kMoved_db = 2.0f;
constexpr uint64_t kLevelTicks = 100 / kFrameMs;

Stations makeStations(const std::vector<std::string>& music) {
  Stations stations;
  for (int rate = 0; rate < kRates; ++rate) stations[static_cast<size_t>(rate)] = std::make_unique<MusicStation>(music, rate);
  return stations;
}

}  // namespace

Mixer::Impl::Impl(const MixerOptions& options, Listener& listener)
    : listener_(listener), threads_(options.threads), ticks_(rt::now_ns(), kTickNs),
      disk_({[this](RecordingId id) {
               notify(makeNotice([id](Listener& to) { to.recordingStarted(id); }));
             },
             [this](RecordingId id, const RecordingResult& result) { recordingEnded(id, result); }}) {
  for (const std::string& path : options.music) openSoundFile(path);
  for (int i = 0; i < std::max(1, options.shards); ++i) {
    shards_.push_back(std::make_unique<Shard>(noise_, makeStations(options.music), wake_));
    for (int rate = 0; rate < kRates; ++rate) disk_.addStation(&shards_.back()->station(rate));
  }
  loads_.resize(shards_.size());
  if (!threads_) return;
  disk_.start();
  for (auto& shard : shards_) shard->start(ticks_);
  control_thread_ = rt::startNamed("pl-control", [this] { runControl(); });
}

// Audio first, so that nothing more is recorded; then the recordings' ends; then the last reports.
Mixer::Impl::~Impl() {
  for (auto& shard : shards_) shard->stop();
  for (size_t round = 0; round < 2; ++round) {
    for (auto& shard : shards_) shard->drain();
  }
  for (auto& [id, entry] : rooms_) entry.room->close(shards_[entry.shard]->outbox());
  disk_.stop();
  stopping_ = true;
  wake_.post();
  if (control_thread_.joinable()) control_thread_.join();
  deliverReports();
}

size_t Mixer::Impl::leastLoaded() const {
  const auto lighter = [](const Load& a, const Load& b) { return a.seats + a.rooms < b.seats + b.rooms; };
  return static_cast<size_t>(std::min_element(loads_.begin(), loads_.end(), lighter) - loads_.begin());
}

std::vector<ShardStats> Mixer::Impl::stats() const {
  std::vector<ShardStats> all;
  for (const auto& shard : shards_) all.push_back(shard->stats());
  return all;
}

void Mixer::Impl::tick() {
  disk_.pump();
  ++tick_number_;
  for (auto& shard : shards_) shard->tick(tick_number_);
  disk_.pump();
  deliverReports();
  if (tick_number_ % kLevelTicks == 0) deliverLevels();
}

void Mixer::Impl::runControl() {
  int64_t levels_due_ns = rt::now_ns() + kLevelsNs;
  while (!stopping_) {
    const int64_t left_ns = std::max<int64_t>(0, levels_due_ns - rt::now_ns());
    wake_.wait(static_cast<int>(left_ns / 1000000) + 1);
    deliverReports();
    if (rt::now_ns() < levels_due_ns) continue;
    deliverLevels();
    levels_due_ns = rt::now_ns() + kLevelsNs;
  }
}

// The listener is called without the lock: it may call the mixer.
void Mixer::Impl::deliverReports() {
  for (auto& shard : shards_) {
    Report report;
    while (shard->outbox().takeReport(report)) {
      if (report.kind == Report::Kind::talking) listener_.talking(report.seat, report.talking);
      else listener_.digit(report.seat, report.digit, report.duration_ms);
    }
    deliver(shard->outbox().takeReturned());
  }
  deliver(notices_.takeAll());
}

void Mixer::Impl::deliver(rt::NodeList<Returned> list) {
  while (const std::unique_ptr<Returned> node = list.pop()) node->settle(listener_);
}

// In a large room most are silent: only what an eye would see move is told.
bool Mixer::Impl::moved(const SeatLevel& told, const SeatLevel& now) {
  return std::fabs(told.in_dbov - now.in_dbov) >= kMoved_db;
}

void Mixer::Impl::deliverLevels() {
  std::vector<SeatLevel> levels;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (auto& [id, entry] : seats_) {
      if (!entry.has_port) continue;
      const SeatLevel now{id, entry.seat->levelIn(), entry.seat->levelOut()};
      if (!moved(entry.told, now)) continue;
      entry.told = now;
      levels.push_back(now);
    }
  }
  if (!levels.empty()) listener_.levels(levels);
}

}  // namespace partyline::mixer
