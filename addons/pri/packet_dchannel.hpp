// A D channel over a socket that keeps the borders of packets (SOCK_SEQPACKET): a frame a packet, with its check octets.
#pragma once
#include "dchannel.hpp"

namespace partyline::pri {

class PacketDChannel final : public DChannel {
 public:
  // Owns the socket.
  explicit PacketDChannel(int socket) : socket_(socket) {}
  ~PacketDChannel() override;
  PacketDChannel(const PacketDChannel&) = delete;
  PacketDChannel& operator=(const PacketDChannel&) = delete;

  size_t read(uint8_t* to, size_t capacity) override;
  void write(const uint8_t* frame, size_t bytes) override;
  int file() const override { return socket_; }
  short pollEvents() const override;
  void look(short revents) override;
  std::string gone() const override { return gone_ ? "The far end of the D channel is gone." : ""; }
  bool inAlarm() const override { return false; }
  uint64_t badFrames() const override { return 0; }

 private:
  const int socket_;
  bool gone_ = false;
};

}  // namespace partyline::pri
