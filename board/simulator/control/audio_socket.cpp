#include "audio_socket.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <stdexcept>
#include <utility>

#include "../audio/level.hpp"

namespace partyline::simulator {

namespace {

constexpr size_t kMostClients = 64;
constexpr size_t kLongestName = 100;
constexpr size_t kMostUnsent = 10 * 2 * kBlockSamples;  // bytes
constexpr size_t kMostWaiting = kRateHz / 5;           // samples that wait to be said
constexpr size_t kEnoughWaiting = 2 * kBlockSamples;  // to begin with, so that what comes unevenly is said evenly

}  // namespace

// One connection, until either side ends it.
class AudioSocket::Client : public SoundClient {
 public:
  Client(AudioSocket& socket, int file) : socket_(socket), file_(file) {
    socket_.loop_.watch(file_, EPOLLIN, [this](uint32_t) { ready(); });
  }

  ~Client() override {
    if (telephone_) telephone_->setSoundClient(nullptr);
    socket_.loop_.unwatch(file_);
    close(file_);
  }

  void heard(const Block& block) override {
    // A client that does not read loses whole blocks: half a sample would spoil all that follows.
    if (unsent_.size() <= kMostUnsent) {
      for (const int16_t sample : block) {
        unsent_.push_back(static_cast<uint8_t>(sample));
        unsent_.push_back(static_cast<uint8_t>(static_cast<uint16_t>(sample) >> 8));
      }
    }
    const ssize_t sent = send(file_, unsent_.data(), unsent_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) unsent_.erase(unsent_.begin(), unsent_.begin() + sent);
  }

  void addSpeech(Block& block) override {
    if (!talking_ && samples_.size() < kEnoughWaiting) return;
    talking_ = samples_.size() >= kBlockSamples;
    const size_t count = std::min<size_t>(kBlockSamples, samples_.size());
    for (size_t i = 0; i < count; ++i) block[i] = saturated(block[i] + samples_[i]);
    samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(count));
  }

 private:
  void ready() {
    std::array<char, 8192> buffer;
    const ssize_t length = recv(file_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length <= 0) return socket_.forget(file_);
    const char* const end = buffer.data() + length;
    const char* audio = buffer.data();
    if (!telephone_) {
      audio = std::find(audio, end, '\n');
      name_.append(static_cast<const char*>(buffer.data()), audio);
      if (name_.size() > kLongestName || (audio != end && !begin())) return socket_.forget(file_);
      if (audio != end) ++audio;
    }
    for (; audio != end; ++audio) take(static_cast<uint8_t>(*audio));
  }

  bool begin() {
    Telephone* const telephone = socket_.phones_.find(name_);
    if (!telephone || telephone->soundClient()) return false;
    telephone_ = telephone;
    telephone_->setSoundClient(this);
    return true;
  }

  void take(uint8_t byte) {
    if (!std::exchange(has_low_, !has_low_)) {
      low_ = byte;
      return;
    }
    if (samples_.size() < kMostWaiting) samples_.push_back(static_cast<int16_t>(low_ | byte << 8));
  }

  AudioSocket& socket_;
  const int file_;
  std::string name_;
  Telephone* telephone_ = nullptr;
  std::vector<uint8_t> unsent_;
  std::deque<int16_t> samples_;
  bool talking_ = false;
  bool has_low_ = false;
  uint8_t low_ = 0;
};

AudioSocket::AudioSocket(EventLoop& loop, Phones& phones, std::string path) : loop_(loop), phones_(phones), path_(std::move(path)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.size() >= sizeof address.sun_path) throw std::runtime_error("the path " + path_ + " is too long for a socket");
  path_.copy(address.sun_path, sizeof address.sun_path - 1);
  unlink(path_.c_str());
  file_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (file_ < 0 || bind(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(file_, 16) != 0) {
    throw std::runtime_error("no socket can be made at " + path_);
  }
  loop_.watch(file_, EPOLLIN, [this](uint32_t) { accept(); });
}

AudioSocket::~AudioSocket() {
  clients_.clear();
  loop_.unwatch(file_);
  close(file_);
  unlink(path_.c_str());
}

void AudioSocket::accept() {
  const int file = accept4(file_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (file < 0) return;
  if (clients_.size() >= kMostClients) return void(close(file));
  clients_.emplace(file, std::make_unique<Client>(*this, file));
}

void AudioSocket::forget(int file) { clients_.erase(file); }

}  // namespace partyline::simulator
