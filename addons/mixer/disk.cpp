#include "disk.hpp"

#include <algorithm>

#include "../rt/realtime_thread.hpp"

namespace partyline::mixer {
namespace {

constexpr int kRoundMs = 100;

}  // namespace

void Disk::start() {
  thread_ = rt::startNamed("pl-disk", [this] { run(); });
}

void Disk::stop() {
  join();
  pump();
}

void Disk::join() {
  stopping_ = true;
  wake_.post();
  if (thread_.joinable()) thread_.join();
}

void Disk::run() {
  while (!stopping_) {
    pump();
    wake_.wait(kRoundMs);
  }
}

void Disk::record(RecordingOrder order) {
  const std::lock_guard<std::mutex> lock(mutex_);
  orders_.push_back(std::move(order));
  wake_.post();
}

void Disk::pump() {
  for (MusicStation* station : stations_) station->fill();
  openNew();
  pumpRecordings();
}

void Disk::openNew() {
  std::vector<RecordingOrder> orders;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    orders.swap(orders_);
  }
  for (RecordingOrder& order : orders) {
    auto recording = std::make_unique<Recording>(std::move(order));
    if (recording->open()) {
      events_.started(recording->id());
      recordings_.push_back(std::move(recording));
    } else {
      events_.ended(recording->id(), recording->result());
    }
  }
}

void Disk::pumpRecordings() {
  const auto over = [this](const std::unique_ptr<Recording>& recording) {
    if (recording->pump()) return false;
    events_.ended(recording->id(), recording->result());
    return true;
  };
  recordings_.erase(std::remove_if(recordings_.begin(), recordings_.end(), over), recordings_.end());
}

}  // namespace partyline::mixer
