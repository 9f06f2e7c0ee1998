// The only part that touches files while calls run: fills the music stations and writes the recordings.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "../rt/wake.hpp"
#include "music_station.hpp"
#include "recording.hpp"

namespace partyline::mixer {

class Disk {
 public:
  struct Events {
    std::function<void(RecordingId)> started;
    std::function<void(RecordingId, const RecordingResult&)> ended;
  };
  explicit Disk(Events events) : events_(std::move(events)) {}
  ~Disk() { join(); }

  // Before `start`, or never again.
  void addStation(MusicStation* station) { stations_.push_back(station); }
  void start();
  // Writes all recordings to their end; their feeds must be closed.
  void stop();

  // Control thread.
  void record(RecordingOrder order);
  void wake() noexcept { wake_.post(); }
  // One round of work: by its own thread, or by hand where there are no threads.
  void pump();

 private:
  void join();
  void run();
  void openNew();
  void pumpRecordings();

  Events events_;
  std::vector<MusicStation*> stations_;
  std::vector<std::unique_ptr<Recording>> recordings_;
  std::mutex mutex_;
  std::vector<RecordingOrder> orders_;  // under the mutex
  rt::Wake wake_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace partyline::mixer
