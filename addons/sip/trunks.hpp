// All trunks. One that is replaced or removed unregisters before its successor registers, and keeps its account until its calls are over.
#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <unordered_map>

#include "trunk.hpp"

namespace partyline::sip {

// pjsip's worker only.
class Trunks {
 public:
  explicit Trunks(TrunkSurroundings around) : around_(std::move(around)) {}

  void put(TrunkId id, TrunkOptions options);
  void remove(TrunkId id);
  void retireAll();
  // True: all are gone that were retired. Any thread.
  bool quiet() const { return retiring_count_ == 0; }
  void clear();
  std::shared_ptr<Trunk> find(TrunkId id) const;
  void connectionLost(const pjsip_transport& transport);

 private:
  struct Retiring {
    std::shared_ptr<Trunk> trunk;
    std::optional<TrunkOptions> next;
  };
  void open(TrunkId id, TrunkOptions options);
  void retire(TrunkId id, std::optional<TrunkOptions> next);
  void gone(TrunkId id);

  const TrunkSurroundings around_;
  std::unordered_map<TrunkId, std::shared_ptr<Trunk>> trunks_;
  std::unordered_map<TrunkId, Retiring> retiring_;
  std::atomic<size_t> retiring_count_{0};
};

}  // namespace partyline::sip
