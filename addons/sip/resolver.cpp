#include "resolver.hpp"

#include <pthread.h>

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "media_watch.hpp"
#include "name_lookup.hpp"

namespace partyline::sip {

namespace {

constexpr size_t kThreads = 3;
constexpr size_t kMostKept = 256;
constexpr size_t kMostWaiting = 256;
constexpr uint64_t kFoundMs = 60000;
constexpr uint64_t kNotFoundMs = 3000;

sockaddr_in serverAt(in_addr address, uint16_t port) {
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_addr = address;
  server.sin_port = htons(port);
  return server;
}

}  // namespace

ServerName parseServerName(const std::string& text, TransportKind transport) {
  const size_t colon = text.rfind(':');
  if (colon == std::string::npos) return {text, 0, transport, {}};
  const long port = std::strtol(text.c_str() + colon + 1, nullptr, 10);
  return {text.substr(0, colon), static_cast<uint16_t>(port > 0 && port <= 65535 ? port : 0), transport, {}};
}

// What the threads share with the resolver, which they may outlive by one slow look-up.
struct Resolver::Desk {
  Post post;
  Resolver* owner = nullptr;   // null: it is gone
  std::mutex mutex;
  std::condition_variable work;
  std::deque<ServerName> queue;
};

Resolver::Resolver(Post post) : desk_(std::make_shared<Desk>()) {
  desk_->post = std::move(post);
  desk_->owner = this;
  for (size_t i = 0; i < kThreads; i++) std::thread([desk = desk_] { work(desk); }).detach();
}

Resolver::~Resolver() {
  const std::lock_guard<std::mutex> guard(desk_->mutex);
  desk_->owner = nullptr;
  desk_->work.notify_all();
}

void Resolver::resolve(const ServerName& name, Done done) {
  in_addr address{};
  if (isAddress(name.host, address)) return done({{serverAt(address, name.port != 0 ? name.port : usualPort(name.transport))}, {}});
  const auto kept = kept_.find(name);
  if (kept != kept_.end() && kept->second.until_ms > monotonicMs()) return done(Resolved{kept->second.resolved});
  if (waiting_.size() >= kMostWaiting) return done({{}, "Too many names are being looked up."});
  auto& waiting = waiting_[name];
  waiting.push_back(std::move(done));
  if (waiting.size() > 1) return;
  const std::lock_guard<std::mutex> guard(desk_->mutex);
  desk_->queue.push_back(name);
  desk_->work.notify_one();
}

void Resolver::work(const std::shared_ptr<Desk>& desk) {
  pthread_setname_np(pthread_self(), "sip-names");
  std::unique_lock<std::mutex> lock(desk->mutex);
  for (;;) {
    desk->work.wait(lock, [&] { return desk->owner == nullptr || !desk->queue.empty(); });
    if (desk->owner == nullptr) return;
    const ServerName name = std::move(desk->queue.front());
    desk->queue.pop_front();
    lock.unlock();
    const Resolved resolved = lookUp(name);
    lock.lock();
    if (desk->owner != nullptr) desk->post([owner = desk->owner, name, resolved] { owner->answer(name, resolved); });
  }
}

void Resolver::answer(const ServerName& name, const Resolved& resolved) {
  // Names come from strangers' messages too: what is kept must not grow with them.
  if (kept_.size() >= kMostKept) kept_.clear();
  kept_[name] = {resolved, monotonicMs() + (resolved.servers.empty() ? kNotFoundMs : kFoundMs)};
  const std::vector<Done> waiting = std::exchange(waiting_[name], {});
  waiting_.erase(name);
  for (const Done& done : waiting) done(resolved);
}

}  // namespace partyline::sip
