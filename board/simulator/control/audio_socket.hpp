// Ears and mouths of the telephones on a unix socket, for browsers and tests: a line with the telephone's name, then 16 bit
// little-endian samples at 8 kHz both ways.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "../loop/event_loop.hpp"
#include "phones.hpp"

namespace partyline::simulator {

class AudioSocket {
 public:
  // Throws std::runtime_error when it can't listen there; a socket that was left at the path is replaced.
  AudioSocket(EventLoop& loop, Phones& phones, std::string path);
  ~AudioSocket();
  AudioSocket(const AudioSocket&) = delete;
  AudioSocket& operator=(const AudioSocket&) = delete;

 private:
  class Client;
  void accept();
  void forget(int file);

  EventLoop& loop_;
  Phones& phones_;
  const std::string path_;
  int file_ = -1;
  std::map<int, std::unique_ptr<Client>> clients_;
};

}  // namespace partyline::simulator
